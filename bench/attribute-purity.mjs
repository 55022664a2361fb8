import { random } from "../dist/tensor/index.js";
import { sampleAttributes } from "../dist/sample/index.js";
import { attributePredictor } from "../dist/feature/index.js";

/** Number of pictures in memory at a time. */
const chunk = 50;

/**
 * Purity of a conditional model: each attribute is changed to another choice, with the same noise, and a reader says how
 * many of the other attributes it still reads the same.
 *
 * @param count - pictures with each change.
 * @returns for each attribute with choices its name, the share of other attributes that stay, and the one that stays least.
 */
export async function attributePurity(sampler, classifier, { count, seed }) {
  const { attributes, trained } = sampler;
  const reader = attributePredictor(classifier);
  const known = classifier.model.attributes.tags.map(({ name }) => name);
  const places = attributes.tags.map(({ name }) => known.indexOf(name));
  const chosen = attributes.tags.flatMap(({ choices, kind }, at) => (kind === "number" || !choices ? [] : [at]));
  const read = async (conditions, first) => {
    const size = conditions[0].length;
    const images = await sampler.decode(sampler.latents(seed, size, { first, conditions }), size);
    const predicted = await reader.predict(images, size);
    return places.map((place) => predicted[place]);
  };
  const requested = sampleAttributes(attributes, trained.examples, seed, count);
  const kept = chosen.map(() => attributes.tags.map(() => 0));
  for (let from = 0; from < count; from += chunk) {
    const some = requested.map((values) => values.slice(from, from + chunk));
    const before = await read(some, from);
    for (const [row, changed] of chosen.entries()) {
      const { choices } = attributes.tags[changed];
      const shifts = random(seed, "purity", changed, from).uniforms(some[0].length, 1, choices.length);
      const other = some[changed].map((value, at) => (value + Math.floor(shifts[at])) % choices.length);
      const after = await read(
        some.map((values, tag) => (tag === changed ? other : values)),
        from,
      );
      for (const tag of chosen)
        kept[row][tag] += after[tag].reduce((sum, value, at) => sum + Number(value === before[tag][at]), 0);
    }
  }
  reader.dispose();
  return chosen.map((changed, row) => {
    const others = chosen
      .filter((tag) => tag !== changed)
      .map((tag) => ({ name: attributes.tags[tag].name, share: kept[row][tag] / count }))
      .sort((a, b) => a.share - b.share);
    const purity = others.reduce((sum, { share }) => sum + share, 0) / others.length;
    return { name: attributes.tags[changed].name, purity, least: others[0] };
  });
}
