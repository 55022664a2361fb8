/** Trains real models for a short and a longer time on the built-in sushi. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { casesOf } from "../../test/nightly.ts";
import { openDataset } from "../dataset/index.ts";
import { cpuDevice, nodeHost } from "../node/index.ts";
import type { Verdict } from "../train/index.ts";
import { resolveConfig } from "./resolve-config.ts";
import { trainRun } from "./train-run.ts";

/** Trains a model of 32 px. @returns its last verdict. */
async function verdictAfter(model: "ae" | "vae" | "gan", steps: number): Promise<Verdict | undefined> {
  const [size, pictures] = [32, 100] as const;
  const host = nodeHost();
  const path = await mkdtemp(join(tmpdir(), "omakase-short-"));
  const sushi = await openDataset("sushi", host, { size, count: pictures });
  const config = resolveConfig(model, "sushi", { size }, { pictures, seed: 1 });
  const place = { host, device: await cpuDevice({ threads: 1 }), language: "en", path } as const;
  let verdict: Verdict | undefined;
  for await (const event of trainRun(place, config, sushi, { steps, checkpointEvery: steps, figuresEvery: 10_000 }))
    if (event.type === "verdict") verdict = event.verdict;
  await rm(path, { recursive: true });
  return verdict;
}

test.each(casesOf(["ae", "vae", "gan"] as const, ["gan"]))(
  "undertrained: %s after 60 steps is still mud",
  async (model) => {
    expect(await verdictAfter(model, 60)).toBe("undertrained");
  },
  120_000,
);

test("undertrained: an autoencoder is healthy after 300 steps", async () => {
  expect(await verdictAfter("ae", 300)).toBe("healthy");
}, 240_000);
