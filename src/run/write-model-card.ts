import { modelHash, omakaseVersion, writeModelCard } from "../checkpoint/index.ts";
import type { Text } from "../error.ts";
import { type Snapshot, type Verdict, verdictWords } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import type { RunParts } from "./save-run.ts";
import { reproduceCommand } from "./reproduce-command.ts";
import type { RunContext } from "./run-context.ts";

/** Writes the model card of a run: its model, its training, and the verdict. */
export async function writeRunModelCard(
  { host, device, path, language }: RunContext,
  { config, dataset, trainer }: RunParts,
  { step, weights }: Snapshot,
  verdict: Verdict,
): Promise<void> {
  const { model, source, size, seed } = config;
  const facts = {
    run: path,
    model: config.definition?.stored.kind ?? model,
    size,
    source,
    pictures: dataset.count,
    credit: dataset.credit,
    steps: step,
    imagesSeen: trainer.imagesSeen,
    seed,
    verdict: verdictWords[verdict].name,
    retry: config.retry && retryWords(config.retry),
    device: { name: device.name, version: device.version },
    omakase: omakaseVersion,
    modelHash: await modelHash(weights),
    command: reproduceCommand(config, dataset, step),
  };
  await writeModelCard(host.files, path, facts, language);
}

function retryWords({ step, verdict }: NonNullable<RunConfig["retry"]>): Text {
  const { name } = verdictWords[verdict];
  return {
    ja: `ステップ ${step} で一度、${name.ja}。そこまででいちばん良かったモデルに戻り、学習率を 1/4、ペナルティを 2 倍にして続けました。同じ結果には、チェックポイントも同じステップで取る必要があります（--checkpoint-every）`,
    en: `${name.en} once, at step ${step}; it went on from the best model until then with a quarter of the learning rate and twice the penalty. To have the same again, checkpoints must be taken at the same steps (--checkpoint-every)`,
  };
}
