import { random } from "omakase";
import { attributesFromTags } from "../../dist/dataset/index.js";
import { charactersSchema, sampleCharacterLabels } from "../../dist/synthetic/index.js";

const latent = 64;
const exampleCount = 4000;

/** The cards of the built-in characters: ten attributes, two of them pose, and a latent of 64. */
export function characterDesignSpace() {
  const labels = Array.from({ length: exampleCount }, (_, row) => sampleCharacterLabels(random(11, "base", row)));
  const columns = Object.entries(charactersSchema).map(([name, { kind, text, values }]) => {
    const choices = kind === "category" ? values.map(({ value, text: label }) => ({ name: value, label })) : [];
    const binaryChoices = ["no", "yes"].map((word) => ({ name: word, label: { ja: word, en: word } }));
    const numberOf = (value) => (kind === "category" ? choices.findIndex((one) => one.name === value) : Number(value));
    return {
      tag: {
        name,
        label: text,
        kind: { category: "category", switch: "binary", range: "number" }[kind],
        choices: kind === "switch" ? binaryChoices : choices,
      },
      values: Float32Array.from(labels, (label) => numberOf(label[name])),
    };
  });
  return { attributes: attributesFromTags(columns), examples: columns.map(({ values }) => values), latent };
}

/**
 * Creates a rater with a hidden preference. `utility(candidate, time)` is for scoring only; the learner gets `rate`, a
 * noisy rating.
 *
 * @param kind - additive: each attribute by itself, pose and a little of the latent; combination: half of it hangs on
 *   two attributes together, such as glasses only with short hair; latent: half of it hangs on the latent;
 *   drifting: what is liked turns into something else, a right angle in 100 ratings.
 * @param options.good - the share of the model's own pictures that are Good.
 * @param options.whim - the deviation of the noise, beside 1 for the preference itself.
 * @param options.grades - how the rating is given: 5 (−2 … +2) or 2 (Good or Bad in one key).
 */
export function simulatedRater(space, kind, seed, { good = 0.2, whim = 0.4, grades = 5 } = {}) {
  const shares = {
    additive: { single: 0.9, pairs: 0, latent: 0.1 },
    combination: { single: 0.4, pairs: 0.5, latent: 0.1 },
    latent: { single: 0.5, pairs: 0, latent: 0.5 },
    drifting: { single: 0.9, pairs: 0, latent: 0.1 },
  }[kind];
  const before = hiddenPreference(space, shares, random(seed, "preference", 0));
  const after = hiddenPreference(space, shares, random(seed, "preference", 1));
  const utility = (candidate, time) => {
    if (kind !== "drifting") return before(candidate);
    const angle = (Math.PI / 2) * Math.min(1, time / 100);
    return Math.cos(angle) * before(candidate) + Math.sin(angle) * after(candidate);
  };
  const levels = Array.from({ length: 2000 }, (_, at) =>
    before(samplePlainDesign(space, random(seed, "level", at))),
  ).sort((a, b) => a - b);
  const level = (share) => levels[Math.floor(share * levels.length)];
  const bar = level(1 - good);
  const steps = [level(0.4), level(1 - 1.6 * good), bar, level(1 - good / 3)];
  const whims = random(seed, "whim");
  return {
    utility,
    isGood: (candidate, time) => utility(candidate, time) > bar,
    rate(candidate, time) {
      const felt = utility(candidate, time) + whim * whims.normal();
      if (grades === 2) return felt > bar ? 1 : -1;
      return steps.filter((step) => felt > step).length - 2;
    },
    best(candidates, time) {
      const felt = candidates.map((candidate) => utility(candidate, time) + whim * whims.normal());
      return felt.indexOf(Math.max(...felt));
    },
  };
}

/** A card as the model's own pictures are. */
export function samplePlainDesign({ attributes, examples, latent: width }, stream) {
  const row = stream.integer(examples[0].length);
  return { id: "", values: attributes.tags.map((_, at) => examples[at][row]), latent: stream.normals(width) };
}

/** A function of cards with mean 0 and variance 1 over the model's own pictures, as a sum of three such parts. */
function hiddenPreference(space, shares, stream) {
  const { tags } = space.attributes;
  const parts = [
    [shares.single, mainEffects(tags, stream)],
    [shares.pairs, interactionEffects(tags, stream)],
    [shares.latent, latentEffect(space, stream)],
  ].filter(([share]) => share > 0);
  const candidates = Array.from({ length: 1000 }, (_, at) => samplePlainDesign(space, random(12, "scale", at)));
  const scaled = parts.map(([share, part]) => {
    const values = candidates.map(part);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
    return (candidate) => (Math.sqrt(share) * (part(candidate) - mean)) / std;
  });
  return (candidate) => scaled.reduce((sum, part) => sum + part(candidate), 0);
}

/** Some attributes count much, most a little. A pose is liked around an angle, or the more the better. */
function mainEffects(tags, stream) {
  const effects = tags.map(({ kind, choices, mean, std }) => {
    const size = -Math.log(1 - stream.uniform());
    if (kind === "number") {
      const [bend, place, slope] = [stream.uniform() < 0.5, stream.normal(), stream.normal()];
      return (value) => {
        const x = (value - mean) / std;
        return size * (bend ? -0.7 * (x - place) ** 2 : slope * x);
      };
    }
    const table = Array.from({ length: choices.length }, () => size * stream.normal());
    return (value) => table[value];
  });
  return ({ values }) => effects.reduce((sum, effect, at) => sum + effect(values[at]), 0);
}

/** Three pairs of attributes with a table each, of which rows and columns have mean 0: nothing shows by itself. */
function interactionEffects(tags, stream) {
  const choosable = tags.map((_, at) => at).filter((at) => tags[at].kind !== "number");
  const tables = Array.from({ length: 3 }, () => {
    const order = stream.permutation(choosable.length);
    const [a, b] = [choosable[order[0]], choosable[order[1]]];
    const [height, width] = [tags[a].choices.length, tags[b].choices.length];
    const table = Array.from({ length: height }, () => Array.from({ length: width }, () => stream.normal()));
    const mean = (numbers) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const rowMeans = table.map(mean);
    const columnMeans = table[0].map((_, column) => mean(table.map((row) => row[column])));
    const all = mean(rowMeans);
    return (values) => table[values[a]][values[b]] - rowMeans[values[a]] - columnMeans[values[b]] + all;
  });
  return ({ values }) => tables.reduce((sum, table) => sum + table(values), 0);
}

/** A direction in latent space. */
function latentEffect({ latent: width }, stream) {
  const normal = stream.normals(width);
  return ({ latent: numbers }) => numbers.reduce((sum, value, at) => sum + value * normal[at], 0) / Math.sqrt(width);
}
