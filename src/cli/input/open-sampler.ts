import { OmakaseError } from "../../error.ts";
import { createSampler, type Sampler, type TrainedModel } from "../../sample/index.ts";
import { openRun, trainedRun, type OpenedRun } from "../../run/index.ts";
import { chooseDevice, type DeviceCommandOptions } from "../option/device-options.ts";
import type { Session } from "../session.ts";

/** A run and its model, ready to draw. */
export interface OpenedSampler {
  readonly run: OpenedRun;
  readonly sampler: Sampler;
}

/** Options of opening a run. */
interface OpenRunOptions extends DeviceCommandOptions {
  /** Name of the command, for advice. */
  readonly commandName: string;
}

/**
 * Opens a run for drawing; see {@link openRunWithNotice}.
 *
 * @param path - undefined when the command line has none.
 */
export async function openSampler(
  session: Session,
  path: string | undefined,
  options: OpenRunOptions,
): Promise<OpenedSampler> {
  const { run, trained } = await openTrainedModel(session, path, options);
  return { run, sampler: createSampler(trained) };
}

/** Opens the model of a run of any kind, also one without a sampler. */
export async function openTrainedModel(
  session: Session,
  path: string | undefined,
  { commandName, ...deviceOptions }: OpenRunOptions,
): Promise<{ readonly run: OpenedRun; readonly trained: TrainedModel }> {
  const run = await openRunWithNotice(session, path ?? (await throwMissingRun(session, commandName)));
  return { run, trained: trainedRun(run, await chooseDevice(session, deviceOptions)) };
}

/** Opens a run, with a notice when its newest checkpoint is damaged. */
export async function openRunWithNotice({ host, print }: Session, path: string): Promise<OpenedRun> {
  const run = await openRun(host, path);
  for (const { path: broken } of run.loaded.skipped)
    print({
      ja: `${broken} は壊れているので、ステップ ${run.loaded.checkpoint.step} のモデルを使います`,
      en: `${broken} is damaged: using the model of step ${run.loaded.checkpoint.step}`,
    });
  return run;
}

/** Throws an error that names an existing run as an example. */
async function throwMissingRun({ host: { files } }: Session, verb: string): Promise<never> {
  const runs: string[] = [];
  for (const name of await files.list("runs")) {
    const path = files.join("runs", name.replace(/\/$/, ""));
    if (name.endsWith("/") && (await files.size(files.join(path, "config.json"))) !== undefined) runs.push(path);
  }
  const remedy =
    runs.length > 0
      ? { ja: `たとえば npx omakase ${verb} ${runs[0]} と入力してください`, en: `Try npx omakase ${verb} ${runs[0]}` }
      : { ja: "まず npx omakase train で学習してください", en: "Train one first: npx omakase train gan sushi" };
  throw new OmakaseError("option", {
    where: "run",
    expected: { ja: "学習した実行フォルダ", en: "the folder of a run" },
    got: { ja: "何もなし", en: "nothing" },
    remedy,
  });
}
