import { learnDirection, type Direction } from "../direction/index.ts";
import type { Text } from "../error.ts";
import { featureWeights } from "../generate/index.ts";
import { directionPath, openDirection } from "../run/index.ts";
import { directionLessons } from "./direction-lessons.ts";
import type { DirectionOptions } from "./direction-options.ts";
import { drawDirection } from "./draw-direction.ts";
import { freeName, keepDirection, wishesStay } from "./keep-direction.ts";
import type { Artist } from "./open-artist.ts";
import type { Session } from "./session.ts";

/** `--positive … --negative …`, `--tag`: a direction from pictures, or from a tag. */
export async function teachDirection(session: Session, opened: Artist, options: DirectionOptions): Promise<void> {
  const { host, say, status, signal } = session;
  const { run, artist } = opened;
  const name = await freeName(session, opened, options);
  const others: Direction[] = [];
  for (const other of options.orthogonalTo ?? []) others.push(await openDirection(host.files, run, other));
  const { having, lacking, wishes, ...origin } = await directionLessons(session, opened, options);
  const { weights: eyeWeights } = await featureWeights(host);
  const found = await learnDirection(artist, eyeWeights, having, lacking, {
    others,
    wishes,
    signal,
    onProgress: ({ done, total }) =>
      status(say({ ja: `描いて見ています ${done} / ${total}`, en: `drawing and looking ${done} / ${total}` })),
  });
  const direction = await keepDirection(session, opened, found, { name, ...origin, others });
  const file = await drawDirection(session, opened, direction, options);
  const { right } = (found.wishes ?? found.reader)!;
  const json = directionPath(host.files, run.path, name);
  session.emit({
    type: "direction",
    name,
    method: direction.method,
    positive: having.length,
    negative: lacking.length,
    right,
    file: json,
    figure: file,
  });
  session.print({
    ja: `「${name}」を ${having.length} 枚と ${lacking.length} 枚から学びました: ${json}\n  一部を伏せて学び、伏せた絵を当てさせると ${percent(right)} 正解します（50 % はあてずっぽう）。\n  図: ${file}`,
    en: `Learned "${name}" from ${having.length} and ${lacking.length} pictures: ${json}\n  Told apart when not learned from: ${percent(right)} right (50 % is guessing).\n  To look at: ${file}`,
  });
  if (right < 0.75)
    session.print({
      ja: `  この方向はあてになりません。渡された絵さえ ${percent(right)} しか見分けられません。はっきりちがう絵をもっと加えると、よくなります。`,
      en: `  This direction is unsure: it tells only ${percent(right)} of your own pictures apart. More pictures that differ clearly in this one thing will help.`,
    });
  if (artist.attributes) session.print(found.wishes ? asksFor(found.wishes) : wishesStay);
  session.print({
    ja: `  使う: npx omakase generate ${run.path} --along ${name}=+2`,
    en: `  To use it: npx omakase generate ${run.path} --along ${name}=+2`,
  });
}

function asksFor({ attributes }: NonNullable<Direction["wishes"]>): Text {
  const change = Object.entries(attributes).map(([tag, { having, lacking }]) => `${tag} ${lacking[0]} → ${having[0]}`);
  return {
    ja: `  このモデルに注文できることなので、方向は注文を変えます: ${change.join("、")}`,
    en: `  The model can be asked for this, so the direction changes what it is asked for: ${change.join(", ")}`,
  };
}

function percent(part: number): string {
  return `${Math.round(100 * part)} %`;
}
