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
    onProgress: ({ done, total }) =>
      status(t({ ja: `描いて見ています ${done} / ${total}`, en: `drawing and looking ${done} / ${total}` })),
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
  session.print({
    ja: `「${name}」を ${present.length} 枚と ${absent.length} 枚から学びました: ${json}\n  一部を伏せて学び、伏せた絵を当てさせると ${formatPercentOf(accuracy)} 正解します（50 % はあてずっぽう）。\n  図: ${file}`,
    en: `Learned "${name}" from ${present.length} and ${absent.length} pictures: ${json}\n  Told apart when not learned from: ${formatPercentOf(accuracy)} right (50 % is guessing).\n  To look at: ${file}`,
  });
  if (accuracy < 0.75)
    session.print({
      ja: `  この方向はあてになりません。渡された絵さえ ${formatPercentOf(accuracy)} しか見分けられません。はっきりちがう絵をもっと加えると、よくなります。`,
      en: `  This direction is unsure: it tells only ${formatPercentOf(accuracy)} of your own pictures apart. More pictures that differ clearly in this one thing will help.`,
    });
  if (sampler.attributes) session.print(found.conditions ? conditionChangeText(found.conditions) : conditionsStay);
  session.print({
    ja: `  使う: npx omakase generate ${run.argument} --edit ${name}=+2`,
    en: `  To use it: npx omakase generate ${run.argument} --edit ${name}=+2`,
  });
}

function conditionChangeText({ attributes }: NonNullable<Direction["conditions"]>): Text {
  const change = Object.entries(attributes).map(([tag, { present, absent }]) => `${tag} ${absent[0]} → ${present[0]}`);
  return {
    ja: `  このモデルに注文できることなので、方向は注文を変えます: ${change.join("、")}`,
    en: `  The model can be asked for this, so the direction changes what it is asked for: ${change.join(", ")}`,
  };
}

function formatPercentOf(part: number): string {
  return `${Math.round(100 * part)} %`;
}
