import { drawSushi } from "../../src/synthetic/index.ts";
import { figurePng, lossCurves } from "../../src/figure/index.ts";
import { datasetFromPictures } from "../../src/dataset/index.ts";
import { openRun, resolveConfig, trainRun } from "../../src/run/index.ts";
import { type Device } from "../../src/device/index.ts";
import { type Host } from "../../src/host.ts";
import { toBase64 } from "./base64.ts";

/** Result of a run. */
export interface RunOutcome {
  /** Paths of its files. */
  readonly files: readonly string[];
  /** Step of the reopened run. */
  readonly step: number;
  readonly verdicts: number;
  /** Figure of fixed numbers, PNG in base64: the same bytes on every host. */
  readonly figure: string;
}

/** Trains a VAE on sushi, with log, checkpoints, figures and model card, and reopens the run. */
export async function runScenario(host: Host, device: Device, path: string): Promise<RunOutcome> {
  const sushi = datasetFromPictures(Array.from({ length: 40 }, (_, index) => drawSushi(index, { size: 32 }).picture));
  const shape = { size: 32, features: 4, latent: 8 } as const;
  const config = resolveConfig("vae", "sushi", shape, { pictures: sushi.count, seed: 1 });
  let verdicts = 0;
  const place = { host, device, path, language: "ja" } as const;
  for await (const { type } of trainRun(place, config, sushi, { steps: 2 })) if (type === "verdict") verdicts++;
  const { loaded } = await openRun(host, path);
  const points = Array.from({ length: 40 }, (_, at) => [at, 1 / (1 + at)] as const);
  const figure = await figurePng(await lossCurves([{ name: "損失", points }], { language: "ja" }), host.asset);
  const files = (await host.files.walk(path)).map((entry) => entry.path);
  return { files, step: loaded.checkpoint.step, verdicts, figure: toBase64(figure) };
}
