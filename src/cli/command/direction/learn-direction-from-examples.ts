import { learnDirection, type Direction } from "../../../latent/index.ts";
import type { Text } from "../../../error.ts";
import { loadFeatureWeights } from "../../../feature/index.ts";
import { directionPath, openDirection } from "../../../run/index.ts";
import { loadDirectionExamples } from "./load-direction-examples.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import { drawDirectionFigure } from "./draw-direction-figure.ts";
import { requireFreeName, saveFoundDirection, conditionsStay } from "./save-found-direction.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import type { Session } from "../../session.ts";
import { cliText, listText } from "../../../text/index.ts";

/** `--positive … --negative …`, `--tag`: a direction from pictures, or from a tag. */
export async function learnDirectionFromExamples(
  session: Session,
  opened: OpenedSampler,
  options: DirectionOptions,
): Promise<void> {
  const { host, t, status, signal } = session;
  const { run, sampler } = opened;
  const name = await requireFreeName(session, opened, options);
  const orthogonalTo: Direction[] = [];
  for (const other of options.orthogonalTo ?? []) orthogonalTo.push(await openDirection(host.files, run, other));
  const { present, absent, conditions, ...origin } = await loadDirectionExamples(session, opened, options);
  const { weights: backboneWeights } = await loadFeatureWeights(host);
  const found = await learnDirection(sampler, backboneWeights, present, absent, {
    orthogonalTo,
    conditions,
    signal,
    onProgress: ({ done, total }) => status(t(cliText.learnDirectionFromExamples.progress({ done, total }))),
  });
  const direction = await saveFoundDirection(session, opened, found, { name, ...origin, others: orthogonalTo });
  const file = await drawDirectionFigure(session, opened, direction, options);
  const { accuracy } = (found.conditions ?? found.probe)!;
  const json = directionPath(host.files, run.path, name);
  session.emit({
    type: "direction",
    name,
    method: direction.method,
    positive: present.length,
    negative: absent.length,
    accuracy,
    file: json,
    figure: file,
  });
  session.print(
    cliText.learnDirectionFromExamples.learned({
      name,
      positive: present.length,
      negative: absent.length,
      change: json,
      right: formatPercentOf(accuracy),
      file,
    }),
  );
  if (accuracy < 0.75) session.print(cliText.learnDirectionFromExamples.unsure({ right: formatPercentOf(accuracy) }));
  if (sampler.attributes) session.print(found.conditions ? conditionChangeText(found.conditions) : conditionsStay);
  session.print(cliText.learnDirectionFromExamples.use({ argument: run.argument, name }));
}

function conditionChangeText({ attributes }: NonNullable<Direction["conditions"]>): Text {
  const change = Object.entries(attributes).map(([tag, { present, absent }]) => `${tag} ${absent[0]} → ${present[0]}`);
  return cliText.learnDirectionFromExamples.changesAttributes({ change: listText(change) });
}

function formatPercentOf(part: number): string {
  return `${Math.round(100 * part)} %`;
}
