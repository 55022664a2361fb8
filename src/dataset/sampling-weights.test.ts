import { describe, expect, test } from "vitest";
import { attributeColumns, selectAttributes } from "./attribute-columns.ts";
import { attributesFromTags } from "./attributes.ts";
import { samplingWeights, weightedIndices } from "./sampling-weights.ts";
import { datasetFromPictures } from "./dataset-from-pictures.ts";
import type { TagColumn } from "./tag.ts";

const word = (name: string) => ({ name, label: { ja: name, en: name } });
const binary = (name: string, values: number[]): TagColumn => ({
  tag: { ...word(name), kind: "binary", choices: [word("no"), word("yes")] },
  values: Float32Array.from(values),
});
const category = (name: string, choices: string[], values: number[]): TagColumn => ({
  tag: { ...word(name), kind: "category", choices: choices.map(word) },
  values: Float32Array.from(values),
});
const picture = { width: 8, height: 8, channels: 3 as const, pixels: new Uint8Array(192) };
const dataset = (tags: TagColumn[]) =>
  datasetFromPictures(
    Array.from(tags[0].values, () => picture),
    { name: "few", tags },
  );

/** 900 plain pictures; 92 with a hat; 4 with a hat and glasses; 4 with glasses. */
const hat = [...new Array(900).fill(0), ...new Array(96).fill(1), ...new Array(4).fill(0)];
const glasses = [...new Array(992).fill(0), ...new Array(8).fill(1)];
const columns = [binary("hat", hat), binary("glasses", glasses)];

describe("balanced sampling", () => {
  const attributes = attributesFromTags(columns);
  const probabilities = samplingWeights(
    attributes,
    columns.map(({ values }) => values),
  );
  const shown = (from: number, to: number, of = probabilities) => of[to - 1] - (from === 0 ? 0 : of[from - 1]);

  test("raises each rare combination to one per cent, and keeps the ratios of the others", () => {
    expect(probabilities[999]).toBe(1);
    expect(shown(992, 996)).toBeCloseTo(0.01, 3);
    expect(shown(996, 1000)).toBeCloseTo(0.01, 3);
    expect(shown(900, 992) / shown(0, 900)).toBeCloseTo(92 / 900, 6);
  });

  test("samples no picture more than five times as often as the mean", () => {
    const lone = [binary("hat", [...new Array(999).fill(0), 1]), columns[1]];
    const values = lone.map((column) => column.values);
    expect(shown(999, 1000, samplingWeights(attributesFromTags(lone), values))).toBeCloseTo(5 / 1000, 4);
  });

  test("is uniform when nothing is rare or known", () => {
    const unknown = new Float32Array(1000).fill(Number.NaN);
    for (const other of [columns[0].values, unknown]) {
      const even = samplingWeights(attributes, [columns[0].values, other]);
      expect(shown(0, 900, even)).toBeCloseTo(0.9, 6);
      expect(shown(900, 1000, even)).toBeCloseTo(0.1, 6);
    }
  });

  test("weightedIndices follows the probabilities, by seed and step alone", () => {
    const drawn = weightedIndices(1, 5, 4000, probabilities);
    expect(drawn).toEqual(weightedIndices(1, 5, 4000, probabilities));
    expect(drawn).not.toEqual(weightedIndices(1, 6, 4000, probabilities));
    const part = (from: number, to: number) => drawn.filter((at) => at >= from && at < to).length / 4000;
    expect(part(900, 992)).toBeCloseTo(shown(900, 992), 1);
    expect(part(992, 1000)).toBeGreaterThan(0.014);
    expect(part(0, 900)).toBeCloseTo(shown(0, 900), 1);
  });

  test("bins numbers in three ranges, and balances a single tag by its values", () => {
    const yaw = Float32Array.from({ length: 1000 }, (_, at) => (at >= 996 ? 90 : 0));
    const column: TagColumn = { tag: { ...word("yaw"), kind: "number", choices: [] }, values: yaw };
    expect(shown(996, 1000, samplingWeights(attributesFromTags([column]), [yaw]))).toBeCloseTo(0.01, 4);
  });
});

test("a periodic number is rare at its seam only if both sides together are", () => {
  const backward = [180, -179, 178, -180, 181];
  const turned = (back: number) =>
    Float32Array.from({ length: 1000 }, (_, at) => (at < back ? backward[at % 5] : ((at % 5) - 2) * 20));
  const shown = (back: number) => {
    const turn: TagColumn = {
      tag: { ...word("turn"), kind: "number", choices: [], period: 360 },
      values: turned(back),
    };
    return samplingWeights(attributesFromTags([turn]), [turn.values])[back - 1];
  };
  expect(shown(12)).toBeCloseTo(0.012, 6);
  expect(shown(5)).toBeCloseTo(0.01, 4);
});

describe("attributes of a data set", () => {
  const hair = category("hair", ["short", "long"], [0, 1, Number.NaN]);
  const set = dataset([hair, binary("hat", [1, 0, 1])]);

  test("are all tags, or the named ones in the given order", () => {
    expect(selectAttributes(set).tags.map(({ name }) => name)).toEqual(["hair", "hat"]);
    expect(selectAttributes(set, ["hat"]).tags.map(({ name }) => name)).toEqual(["hat"]);
    expect(() => selectAttributes(set, ["wings"])).toThrow(/"wings", got hair, hat/);
  });

  test("keep the indices of their choices when a data set orders them differently or lacks some", () => {
    const attributes = selectAttributes(set);
    const other = dataset([category("hair", ["long", "bald", "short"], [0, 1, 2]), binary("hat", [0, 0, 1])]);
    expect(attributeColumns(attributes, other)[0]).toEqual(Float32Array.of(1, Number.NaN, 0));
    const wrong = dataset([binary("hair", [0, 1, 1]), binary("hat", [0, 0, 1])]);
    expect(() => attributeColumns(attributes, wrong)).toThrow(/kind category, got binary/);
  });

  test("require tags", () => {
    expect(() => selectAttributes(datasetFromPictures([picture], { name: "plain" }))).toThrow(
      /expected pictures with tags/,
    );
  });
});
