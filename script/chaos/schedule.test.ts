import { describe, expect, test } from "vitest";
import { parseOptions } from "./options.mjs";
import { scenarios } from "./scenarios.mjs";
import { scenarioNames, scheduleRound } from "./schedule.mjs";
import { countKeys, createTally, formatTable, isSound } from "./tally.mjs";

interface Planned {
  readonly name: string;
  readonly plan: object;
}
const schedule = (seed: number, round: number, chosen = scenarios): Planned[] => scheduleRound(seed, round, chosen);
const rounds = (seed: number) => Array.from({ length: 20 }, (_, round) => schedule(seed, round + 1));

describe("the schedule of faults", () => {
  test("is the same for the same seed, and JSON", () => {
    expect(rounds(7)).toEqual(rounds(7));
    expect(JSON.parse(JSON.stringify(rounds(7)))).toEqual(rounds(7));
  });

  test("is that of the version that printed the seed", () => {
    expect(schedule(7, 1).map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "disk",
        "clock",
        "connection",
        "upload",
        "train",
        "rate",
        "export",
      ]
    `);
    expect(schedule(7, 1).find(({ name }) => name === "train")!.plan).toMatchInlineSnapshot(`
      {
        "faults": [
          {
            "delay": 12,
            "on": "step",
            "signal": "SIGKILL",
            "step": 14,
          },
          {
            "delay": 9,
            "hold": 177,
            "on": "step",
            "signal": "SIGSTOP",
            "step": 25,
          },
          {
            "delay": 1275,
            "on": "end",
            "signal": "SIGKILL",
            "step": 40,
          },
        ],
        "model": "ae",
      }
    `);
  });

  test("is another one for another seed, and in another round", () => {
    expect(rounds(8)).not.toEqual(rounds(7));
    const plans = rounds(7).map((round) => JSON.stringify(round.find(({ name }) => name === "rate")));
    expect(new Set(plans).size).toBe(plans.length);
    expect(new Set(rounds(7).map((round) => round.map(({ name }) => name).join())).size).toBeGreaterThan(10);
  });

  test("has each scenario once a round, and leaves the others as they are when one is left out", () => {
    expect(scenarios.map(({ name }: { name: string }) => name)).toEqual(scenarioNames);
    for (const round of rounds(3)) expect(round.map(({ name }) => name).sort()).toEqual([...scenarioNames].sort());
    const few = scenarios.filter(({ name }: { name: string }) => name === "rate" || name === "train");
    const expected = schedule(7, 4).filter(({ name }) => name === "rate" || name === "train");
    expect(schedule(7, 4, few)).toEqual(expected);
  });

  test("brings each kind of fault to each scenario", () => {
    const plans = (name: string) =>
      JSON.stringify(Array.from({ length: 60 }, (_, round) => schedule(1, round).find((one) => one.name === name)));
    const kinds: Record<string, string[]> = {
      train: ["SIGKILL", "SIGSTOP", "SIGINT", "SIGTERM", '"start"', '"step"', '"checkpoint"', '"end"'],
      rate: ["SIGKILL", "SIGSTOP", "SIGINT", "SIGTERM"],
      upload: ["SIGKILL", "SIGTERM", '"cut"', '"folder"', '"answer"', '"isChunked":true', '"isChunked":false'],
      export: ['"site"', '"onnx"', '"model"', '"files"', '"part"'],
      disk: ['"isKilled":true', '"isKilled":false'],
      clock: ['"hours":1', '"hours":-1'],
      connection: ['"kill"', '"halt"', '"isStudioKilled":true', '"isStudioKilled":false'],
    };
    for (const [name, words] of Object.entries(kinds))
      for (const word of words) expect(plans(name), name).toContain(word);
  });
});

describe("the counts", () => {
  test("find what is lost and what is double", () => {
    const tally = createTally();
    countKeys(tally, "rating", [1, 2, 3], [1, 3, 3, 4, 4]);
    expect(tally.counts).toMatchObject({ promised: 3, kept: 2, lost: 1, double: 2 });
    expect(tally.problems).toEqual([
      "rating 2 was acknowledged and is lost",
      "rating 3 is there 2 times",
      "rating 4 is there 2 times",
    ]);
    expect(isSound(tally.counts)).toBe(false);
  });

  test("hold when everything acknowledged is there once, with or without others", () => {
    const tally = createTally();
    countKeys(tally, "rating", [1, 2], [2, 1, 5]);
    expect(isSound(tally.counts)).toBe(true);
  });

  test("are a table with a sum", () => {
    const row = { rounds: 1, skipped: 0, faults: 3, promised: 20, kept: 19, lost: 1, double: 0 };
    expect(
      formatTable([
        { scenario: "train", ...row },
        { scenario: "rate", ...row },
      ]).split("\n"),
    ).toEqual([
      "scenario  rounds  skipped  faults  promised  kept  lost  double",
      "train          1        0       3        20    19     1       0",
      "rate           1        0       3        20    19     1       0",
      "all            2        0       6        40    38     2       0",
    ]);
  });
});

describe("the options", () => {
  test("are read", () => {
    const words = ["--seed", "7", "--minutes=2.5", "--only", "train,rate", "--first-round", "3", "--json"];
    const options = { seed: 7, minutes: 2.5, only: ["train", "rate"], first: 3, json: true, help: false };
    expect(parseOptions(words)).toEqual(options);
    expect(parseOptions([])).toEqual({ json: false, help: false });
  });

  test.each([
    [["--seed", "x"], "--seed: expected a whole number of at least 0, got x. See --help."],
    [["--rounds", "0"], "--rounds: expected a whole number of at least 1, got 0. See --help."],
    [["--minutes"], "--minutes: expected a number above 0, got nothing. See --help."],
    [["--only", "train,reading"], /^--only: expected some of train, .*, got reading\. See --help\.$/],
    [["--rounds", "1", "--minutes", "1"], "--rounds: expected it without --minutes, got both. Leave one out."],
    [["--force"], /^--force: expected one of --seed, .*\. See --help\.$/],
  ])("%j is refused in a sentence", (words, message) => {
    expect(() => parseOptions(words)).toThrow(message);
  });
});
