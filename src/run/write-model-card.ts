import { modelHash, omakaseVersion, writeModelCard } from "../checkpoint/index.ts";
import type { Text } from "../error.ts";
import { type Snapshot, type Verdict, verdictWords } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import type { RunParts } from "./save-run.ts";
import { reproduceCommand } from "./reproduce-command.ts";
import type { RunContext } from "./run-context.ts";
import { runText } from "../text/index.ts";

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
  return runText.writeModelCard.retry({ name, step });
}
