/** A setting is written in one place: its schema makes it a flag, a line of the help, a field of the form, and data. */
import { Command } from "commander";
import { expect, test } from "vitest";
import { z } from "zod";
import { addTrainingOptions, runOverrides } from "../src/cli/option/train-options.ts";
import { withOption } from "../src/model/index.ts";
import { trainingJobRequestSchema } from "../src/protocol/index.ts";
import {
  chosenSettingsSchema,
  describeOptionValues,
  listTrainingOptions,
  parseOptionValue,
  resolveConfig,
  runSchema,
  trainingFlagWords,
} from "../src/run/index.ts";

const sparkle = withOption(z.int().min(1).max(9).optional(), {
  value: "n",
  models: ["gan"],
  about: { ja: "きらきらの数", en: "how many sparkles" },
});
const extended = listTrainingOptions({ ...runSchema.shape, sparkle });

test("a new entry of the schema is a flag with its help, and its values are checked", () => {
  const command = new Command("train").exitOverride().configureOutput({ writeErr: () => undefined });
  addTrainingOptions(command, ({ en }) => en, extended);
  expect(command.helpInformation()).toMatch(/--sparkle <n>\s+how many sparkles/);
  expect(command.parse(["--sparkle", "4", "--no-flip"], { from: "user" }).opts()).toEqual({ sparkle: 4, flip: false });
  expect(() => command.parse(["--sparkle", "12"], { from: "user" })).toThrow("1 … 9");
});

test("a new entry of the schema is a field of the form", async () => {
  const path = "../studio/src/feature/train/setting-fields.tsx";
  const { settingsOfModel } = (await import(path)) as {
    settingsOfModel: (model: string, options: typeof extended) => { readonly name: string }[];
  };
  const fields = (model: string) => settingsOfModel(model, extended).map(({ name }) => name);
  expect(fields("gan")).toContain("sparkle");
  expect(fields("vae")).not.toContain("sparkle");
  expect(fields("gan")).toEqual(expect.arrayContaining(["features", "latent", "batchSize", "balance", "flip"]));
});

test("a new entry of the schema is kept in config.json", () => {
  const overrides = { size: 16, sparkle: 3 } as const;
  const config = resolveConfig("gan", "sushi", overrides, { pictures: 100, seed: 1 });
  expect(runSchema.extend({ sparkle }).parse(JSON.parse(JSON.stringify(config)))).toMatchObject(overrides);
});

test("every option goes the whole way: from words to a request, to flags, to settings", () => {
  const words: Record<string, string> = {
    size: "32",
    features: "8",
    latent: "16",
    method: "classic",
    count: "200",
    jitter: "2",
    seed: "7",
    batchSize: "8",
    learningRate: "0.001",
    adversarial: "hinge",
    augment: "0.2",
    balance: "2:1",
    frozen: "discriminator:2",
    decay: "100:200",
  };
  for (const option of listTrainingOptions()) {
    const value = option.value === undefined ? true : parseOptionValue(option, words[option.name]);
    expect(value, option.name).not.toBeUndefined();
    const settings = { [option.name]: value };
    const request = { model: "gan", source: "sushi", minutes: 1, settings };
    expect(trainingJobRequestSchema.parse(request).settings).toEqual(settings);
    const command = addTrainingOptions(new Command("train").exitOverride(), ({ ja }) => ja);
    const given = command.parse(trainingFlagWords(settings), { from: "user" }).opts();
    expect(runOverrides(given)).toEqual(settings);
    expect(parseOptionValue(option, option.name === "frozen" ? "a,," : "?"), option.name).toBeUndefined();
  }
  expect(chosenSettingsSchema.safeParse({ weights: {} }).success).toBe(false);
});

test.each([
  ["batchSize", "1 … 4096"],
  ["seed", "≥ 0"],
  ["learningRate", "> 0 … 1"],
  ["method", "modern | classic"],
  ["decay", "60000:140000 | 30%:100%"],
])("the values of %s are described as %s", (name, text) => {
  expect(describeOptionValues(listTrainingOptions().find((option) => option.name === name)!)).toBe(text);
});
