import { featureWeights } from "../generate/index.ts";
import { modelHash } from "../checkpoint/index.ts";
import { directionName, learnDirection, type Direction, type FoundDirection } from "../direction/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import { directionPath, listDirections, openDirection, saveDirection } from "../run/index.ts";
import { oneOf, verb, whole, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { manageDirections } from "./direction-manage.ts";
import { directionLessons } from "./direction-lessons.ts";
import { drawDirection } from "./draw-direction.ts";
import { findDirections } from "./find-directions.ts";
import { openArtist, type Artist } from "./open-artist.ts";
import type { Session } from "./session.ts";

/** What a command line says about directions. */
export interface DirectionOptions extends ComputingOptions {
  readonly name?: string;
  readonly positive?: readonly string[];
  readonly negative?: readonly string[];
  readonly tag?: string;
  readonly orthogonalTo?: readonly string[];
  readonly unsupervised?: number;
  readonly method?: "sefa" | "ganspace";
  readonly show?: string;
  readonly rename?: string;
  readonly remove?: string;
  readonly list?: boolean;
  readonly seed?: number;
  readonly overwrite?: boolean;
}

/** `omakase direction <run>`: directions of a latent space, with names. */
export const directionVerb: Verb = (program, say, language) => {
  const about = {
    ja: "何枚かの絵から潜在空間の「方向」を学び、名前をつける（generate --along で使う）",
    en: "learn a direction of latent space from a few pictures, and name it, for generate --along",
  };
  const examples = [
    "omakase direction runs/gan-faces --name glasses --positive a.png b.png 7:3 --negative c.png 7:4 7:9",
    "omakase direction runs/gan-faces --name glasses --tag glasses=round,square",
    "omakase direction runs/gan-faces --name beard --positive bearded --negative shaved --orthogonal-to glasses",
    "omakase direction runs/gan-faces --unsupervised 8",
    "omakase direction runs/gan-faces --rename sefa-3 --name hair",
    "omakase generate runs/gan-faces --along glasses=+2",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "direction", about, examples, language }, direct)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .option("--name <name>", option("方向につける名前", "what the direction is to be called"))
      .option(
        "--positive <pictures...>",
        option(
          "それがある絵（5〜50 枚）: 画像、フォルダ、シード（7、7:12）",
          "5 to 50 that show it: picture files, folders, or seeds (7, 7:12)",
        ),
      )
      .option("--negative <pictures...>", option("それがない絵（5〜50 枚）", "5 to 50 that do not"))
      .option(
        "--tag <tag=choices>",
        option(
          "絵を選ぶかわりに、学習した絵のタグから学ぶ。例: glasses=round,square",
          "in place of pictures: from a tag of those that were learned from, such as glasses=round,square",
        ),
      )
      .option(
        "--orthogonal-to <names>",
        option("これらの方向とは直交させ、その特徴は変えない", "keeps clear of these directions, with commas between"),
        (text: string) => text.split(",").map((word) => word.trim()),
      )
      .option(
        "--unsupervised <n>",
        option("ラベルなしで、絵がよく変わる方向を n 本さがす", "finds n directions without labels"),
        whole(1, 64),
      )
      .option(
        "--method <name>",
        option(
          "--unsupervised のやりかた: sefa（最初の層の重みから）か ganspace（描いた絵の主成分から）。省くと ganspace",
          "of --unsupervised: sefa, from the first layer's weights, or ganspace, from the principal components of what is drawn; default ganspace",
        ),
        oneOf("sefa", "ganspace"),
      )
      .option("--show <name>", option("方向の図を描きなおす", "draws the figure of a direction again"))
      .option("--rename <name>", option("この方向の名前を --name に変える", "gives this direction the name of --name"))
      .option("--remove <name>", option("この方向を消す", "removes this direction"))
      .option("--list", option("この実行にある方向の一覧", "shows what directions there are"))
      .option(
        "--seed <n>",
        option("図の絵のシード（省くと 1）", "decides the pictures of figures; default 1"),
        whole(0),
      )
      .option("--overwrite", option("同じ名前の方向を置きかえる", "replaces a direction of the same name")),
    say,
  );
};

async function direct(session: Session, path: string, options: DirectionOptions): Promise<void> {
  const opened = await openArtist(session, path, { verb: "direction", ...options });
  try {
    if (await manageDirections(session, opened, options)) return;
    if (options.unsupervised !== undefined) await findDirections(session, opened, options.unsupervised, options);
    else await learn(session, opened, options);
  } finally {
    opened.artist.dispose();
  }
}

/** From pictures, or from a tag. */
async function learn(session: Session, opened: Artist, options: DirectionOptions): Promise<void> {
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

/** Of a model with attributes, for directions that are not a matter of wishes. */
export const wishesStay = {
  ja: "  この方向は乱数の部分だけを動かします。注文（--set）はそのままです。",
  en: "  It moves random numbers only: what is asked for with --set stays as it is.",
};

function asksFor({ attributes }: NonNullable<Direction["wishes"]>): Text {
  const change = Object.entries(attributes).map(([tag, { having, lacking }]) => `${tag} ${lacking[0]} → ${having[0]}`);
  return {
    ja: `  このモデルに注文できることなので、方向は注文を変えます: ${change.join("、")}`,
    en: `  The model can be asked for this, so the direction changes what it is asked for: ${change.join(", ")}`,
  };
}

/** A direction gets its name and is kept with the run. */
export async function keepDirection(
  { host: { files } }: Session,
  { run, artist }: Artist,
  found: FoundDirection,
  {
    others = [],
    ...origin
  }: Pick<Direction, "name" | "method" | "positive" | "negative"> & { readonly others?: readonly Direction[] },
): Promise<Direction> {
  const { weights, step } = artist.trained;
  const direction: Direction = {
    formatVersion: 1,
    ...origin,
    modelHash: await modelHash(weights),
    ...(step !== undefined && { step }),
    orthogonalTo: others.map(({ name }) => name),
    ...found,
  };
  await saveDirection(files, run.path, direction);
  return direction;
}

/** The name that was wished for. */
export async function freeName(
  { host: { files } }: Session,
  { run }: Pick<Artist, "run">,
  { name, overwrite }: DirectionOptions,
): Promise<string> {
  if (name === undefined || !directionName.test(name)) throw noName(name);
  if (!overwrite && (await listDirections(files, run.path)).includes(name)) throw taken(name);
  return name;
}

function percent(part: number): string {
  return `${Math.round(100 * part)} %`;
}

function noName(name: string | undefined): OmakaseError {
  return new OmakaseError("option", {
    where: "--name",
    expected: {
      ja: "文字と数字の名前（. _ - も使えます。60 文字まで）",
      en: "a name of letters and digits (and . _ -), at most 60",
    },
    got: name === undefined ? { ja: "なし", en: "none" } : { ja: `「${name}」`, en: `"${name}"` },
    remedy: { ja: "たとえば --name glasses", en: "Give one, such as --name glasses" },
  });
}

function taken(name: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--name",
    expected: { ja: "まだ使われていない名前", en: "a name that is still free" },
    got: { ja: `「${name}」`, en: `"${name}"` },
    remedy: {
      ja: "別の名前にするか、置きかえてよければ --overwrite を付けてください",
      en: "Give another, or --overwrite to replace it",
    },
  });
}
