/** Training batches of the feature network: all built-in sets together, each picture with its tags and its damage. */
import { random } from "../../dist/index.js";
import { attributeMask, attributesFromTags, encodeAttributes } from "../../dist/dataset/index.js";
import { degrade, degradations, sampleDegradation } from "./degrade.mjs";

const untranslatedLabel = (text) => ({ ja: text, en: text });

/** Every tag of every set, which set it is, and how much damage there is. */
export function combineTags(sets) {
  const choices = sets.map(({ name }) => ({ name, label: untranslatedLabel(name) }));
  const own = sets.flatMap(({ name, tags }, set) =>
    tags.map(({ tag, values }, column) => ({
      ...{ set, column, values },
      tag: { ...tag, name: `${name}.${tag.name}` },
    })),
  );
  const streams = Array.from({ length: 4000 }, (_, at) => sampleDegradation(random(1, "usual damage", at)));
  const amounts = Object.keys(degradations).map((name) => ({
    tag: { name, label: untranslatedLabel(name), kind: "number", choices: [] },
    values: Float32Array.from(streams, (one) => one[name]),
  }));
  const which = {
    tag: { name: "set", label: untranslatedLabel("set"), kind: "category", choices },
    values: new Float32Array(0),
  };
  return { attributes: attributesFromTags([which, ...own, ...amounts]), own };
}

/** The batches: a set by chance, a picture of it by chance, damage by chance. */
export function featureBatches(sets, { attributes, own }, seed) {
  const { size } = sets[0];
  const each = 3 * size * size;
  return {
    size,
    channels: 3,
    async batch(step, count) {
      const stream = random(seed, "lesson", step);
      const picks = Array.from({ length: count }, () => {
        const set = stream.integer(sets.length);
        return { set, picture: stream.integer(sets[set].count), other: stream.integer(sets[set].count) };
      });
      const images = new Float32Array(count * each);
      const hurt = [];
      for (const [at, { set, picture, other }] of picks.entries()) {
        const amounts = sampleDegradation(stream);
        const both = await sets[set].batch([picture, other]);
        const one = both.subarray(0, each);
        degrade(one, both.subarray(each), size, amounts, stream);
        images.set(one, at * each);
        hurt.push(amounts);
      }
      const values = [
        picks.map(({ set }) => set),
        ...own.map((tag) => picks.map(({ set, picture }) => (set === tag.set ? tag.values[picture] : NaN))),
        ...Object.keys(degradations).map((name) => hurt.map((amounts) => amounts[name])),
      ];
      return {
        images,
        attributes: encodeAttributes(attributes, values),
        attributeMask: attributeMask(attributes, values),
      };
    },
  };
}
