import { join } from "node:path";
import { readRecipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { drawSheet, generate, redraw, type OtherWishes, type Wishes } from "../generate/index.ts";
import { askedOf } from "../morph/index.ts";
import { addWishes } from "./add-wishes.ts";
import { between, oneOf, verb, whole, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { drawLiked } from "./draw-liked.ts";
import { drawSweep } from "./draw-sweep.ts";
import { listAttributes } from "./list-attributes.ts";
import { openArtist } from "./open-artist.ts";
import { addAlong, readAlong, type AlongWords } from "./read-along.ts";
import { openRecipeRun } from "./open-recipe-run.ts";
import type { Session } from "./session.ts";
import { watched } from "./watched.ts";
import { inFolder, pngOf, writeResults, type Result } from "./write-results.ts";

interface GenerateOptions extends ComputingOptions {
  readonly count?: number;
  readonly seed?: number;
  readonly truncation?: number;
  readonly recipe?: string;
  readonly run?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly set?: Wishes;
  readonly others?: OtherWishes;
  readonly sweep?: string;
  readonly along?: AlongWords;
  readonly list?: boolean;
  readonly taste?: string;
  readonly liking?: number;
  readonly rater?: string;
}

const usualCount = 36;
const largestCount = 10_000;
/** Numbers that a sheet's recipe can hold. */
const largestRecipe = 65_536;
/** A sheet of more would be too large to look at. */
const largestSheet = 400;

/** `omakase generate <run>`: draws new pictures; `omakase generate --recipe x.png`: draws one again. */
export const generateVerb: Verb = (program, say, language) => {
  const about = {
    ja: "学習したモデルで新しい絵を描く。PNG の中のレシピから同じ絵を描きなおす",
    en: "draw new pictures with a trained model, or one again by the recipe in its PNG",
  };
  const examples = [
    "omakase generate runs/gan-sushi",
    "omakase generate runs/gan-sushi --count 100 --seed 7 --truncation 0.7",
    "omakase generate runs/cgan-characters --set glasses=on,hairColor=pink --set yaw=30",
    "omakase generate runs/cgan-characters --sweep yaw=-60:60:9",
    "omakase generate runs/cgan-characters --taste ratings.json --liking 0.8",
    "omakase generate runs/gan-faces --along glasses=+2",
    "omakase generate --recipe runs/gan-sushi/pictures/seed-7/seed-7-0012.png",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "generate", about, examples, language }, draw)
      .argument("[run]", option("学習した実行フォルダ", "the folder of a run"))
      .option(
        "--count <n>",
        option(`描く枚数（省くと ${usualCount}）`, `how many pictures; default ${usualCount}`),
        whole(1, largestCount),
      )
      .option(
        "--seed <n>",
        option("乱数のシード（省くと毎回ちがう絵）", "decides the pictures; default: new ones"),
        whole(0),
      )
      .option(
        "--truncation <t>",
        option(
          "0〜1。小さいほど失敗が減り、変化も減る（省くと 1）",
          "0 to 1: less means fewer failures and less variety; default 1",
        ),
        between(0, 1),
      )
      .option(
        "--set <wishes>",
        option(
          "描いてほしいもの（cgan）。例: glasses=on,hairColor=pink（何度でも）",
          "what to draw (cgan), such as glasses=on,hairColor=pink; any number of times",
        ),
        addWishes,
      )
      .option(
        "--others <how>",
        option(
          "指定しなかったもの（cgan）: own 学習した絵のとおりの割合、uniform どれも同じ割合、usual いちばん多いもの（省くと own）",
          "what is not set (cgan): own, as often as learned; uniform, all alike; usual, the most frequent; default own",
        ),
        oneOf("own", "uniform", "usual"),
      )
      .option(
        "--sweep <attribute>",
        option(
          "同じ絵のひとつだけを変えて並べる（cgan）。例: hairColor、yaw=-60:60:9（どこから:どこまで:枚数）",
          "the same picture with one thing changed (cgan), such as hairColor, or yaw=-60:60:9 (from:to:how many)",
        ),
      )
      .option(
        "--along <directions>",
        option(
          "omakase direction で作った方向に沿って進む。例: glasses=+2,smile=-1（何度でも）",
          "walks along directions of omakase direction, such as glasses=+2,smile=-1; any number of times",
        ),
        addAlong,
      )
      .option("--list", option("--set で指定できるものを一覧にする（cgan）", "show what can be set (cgan)"))
      .option(
        "--taste <ratings>",
        option("この評価から好みを学んで、好きそうな絵を描く", "draw what the taste in these ratings likes"),
      )
      .option(
        "--liking <share>",
        option(
          "--taste: 0 おどろかせて 〜 1 好きなもの（省くと 1）",
          "--taste: 0 surprise me to 1 what I like; default 1",
        ),
        between(0, 1),
      )
      .option(
        "--rater <name>",
        option("--taste: だれの好みか（省くと、いちばん多い人）", "--taste: whose; default: who rated most"),
      )
      .option("--recipe <png>", option("この PNG のレシピどおりに描きなおす", "draw the picture of this PNG again"))
      .option("--run <folder>", option("--recipe のモデルのある実行フォルダ", "where the model of --recipe is"))
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの pictures/ の下）", "default: a folder in pictures/ of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    say,
  );
};

async function draw(session: Session, path: string | undefined, options: GenerateOptions): Promise<void> {
  if (options.recipe !== undefined) return drawAgain(session, options.recipe, path ?? options.run, options);
  const {
    count = usualCount,
    seed = session.host.entropy(),
    truncation = 1,
    out,
    overwrite,
    device,
    threads,
    half,
  } = options;
  const { set, others } = options;
  const opened = await openArtist(session, path ?? options.run, { verb: "generate", device, threads, half });
  if (options.list) return listAttributes(session, opened);
  if (options.sweep !== undefined && options.along) throw sweepAlong();
  if (options.sweep !== undefined) return drawSweep(session, opened, options.sweep, { ...options, seed });
  if (options.taste !== undefined) {
    const clash = (["set", "others", "truncation"] as const).find((name) => options[name] !== undefined);
    if (clash) throw together(clash, "taste");
    return drawLiked(session, opened, options.taste, { ...options, count, seed });
  }
  const { run, artist } = opened;
  const along = options.along && (await readAlong(session, opened, options.along));
  const drawings = await generate(artist, {
    ...{ count, seed, truncation, attributes: set, others, along },
    ...watched(session),
  });
  const kept = along ? artist.latent * Math.max(1, Object.keys(along.steps).length) : 1; // numbers that are kept of each
  const sheet = drawSheet(drawings.slice(0, Math.max(1, Math.min(largestSheet, Math.floor(largestRecipe / kept)))));
  artist.dispose();

  const name = `seed-${seed}`;
  const files: Result[] = [];
  for (const [index, drawing] of drawings.entries())
    files.push({ path: `${name}-${String(index).padStart(4, "0")}.png`, bytes: await pngOf(session, drawing) });
  files.push({ path: `${name}-sheet-${sheet.recipe.sheet!.count}.png`, bytes: await pngOf(session, sheet) });
  const told = Object.entries({ ...set, ...options.along }).map(([wish, value]) =>
    `-${wish}=${value}`.replace(/[\\/:*?"<>|\s]/g, "_"),
  );
  const ending = truncation === 1 ? "" : `-truncation-${truncation}`;
  const usual = join(run.path, "pictures", [name, ...told, ending].join("").slice(0, 100));
  const written = await writeResults(session, (ending) => inFolder(files, out ?? usual + ending), {
    chosen: out !== undefined,
    overwrite,
  });

  const singles = written.slice(0, -1).map((file) => file.path);
  const sheetPath = written[written.length - 1].path;
  for (const [index, file] of singles.entries())
    session.emit({ type: "picture", file, seed, index, attributes: askedOf(artist, drawings[index].recipe) });
  const { modelHash, step } = sheet.recipe;
  session.emit({ type: "sheet", file: sheetPath, seed, count, truncation, modelHash, step });
  session.print({
    ja: `${count} 枚描きました（シード ${seed}）。まとめて見る: ${sheetPath}`,
    en: `Drew ${count === 1 ? "1 picture" : `${count} pictures`} (seed ${seed}). All at once: ${sheetPath}`,
  });
  session.print({
    ja: `  1 枚ずつ: ${singles[0]} …\n  同じ絵をもう一度: npx omakase generate --recipe ${singles[0]}`,
    en: `  one by one: ${singles[0]} …\n  the same again: npx omakase generate --recipe ${singles[0]}`,
  });
}

async function drawAgain(
  session: Session,
  source: string,
  path: string | undefined,
  options: GenerateOptions,
): Promise<void> {
  const clash = (["count", "seed", "truncation", "set", "others", "sweep", "along", "list", "taste"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (clash) throw together(clash, "recipe");
  const { out, overwrite, device, threads, half } = options;
  const { files } = session.host;
  const original = await files.read(source);
  const recipe = readRecipe(original, source);
  const { run, artist } = await openRecipeRun(session, recipe, source, { path, device, threads, half });
  const drawing = await redraw(artist, recipe, source, watched(session));
  artist.dispose();
  const bytes = await pngOf(session, drawing);
  const identical = bytes.length === original.length && bytes.every((byte, at) => byte === original[at]);

  const name = source
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.png$/i, "");
  const folder = out ?? join(run.path, "pictures", "again");
  const [{ path: file }] = await writeResults(
    session,
    (ending) => [{ path: join(folder, `${name}${ending}.png`), bytes }],
    {
      chosen: out !== undefined,
      overwrite,
    },
  );
  session.emit({ type: "picture", file, identical, run: run.path, recipe: drawing.recipe });
  session.print(
    identical
      ? {
          ja: `同じ絵を描きました（1 バイトもちがいません）: ${file}`,
          en: `Drew the same picture, byte for byte: ${file}`,
        }
      : {
          ja: `描きなおしました: ${file}\n  もとは ${recipe.device.version}・omakase ${recipe.omakase} の絵なので、わずかにちがうことがあります`,
          en: `Drew it again: ${file}\n  The original came from ${recipe.device.version}, omakase ${recipe.omakase}, so it can differ a little`,
        },
  );
}

/** Two options that both say what is drawn. */
function together(name: string, other: "recipe" | "taste"): OmakaseError {
  return new OmakaseError("option", {
    where: `--${name}`,
    expected: { ja: `--${other} なし`, en: `no --${other}` },
    got: { ja: "両方", en: "both" },
    remedy: {
      ja: `${other === "recipe" ? "レシピ" : "好み"}がすべて決めるので、--${name} を外してください`,
      en: `Leave --${name} out: the ${other} decides everything`,
    },
  });
}

function sweepAlong(): OmakaseError {
  return new OmakaseError("option", {
    where: "--along",
    expected: { ja: "--sweep なし", en: "no --sweep" },
    got: { ja: "両方", en: "both" },
    remedy: {
      ja: "方向の図は npx omakase direction <run> --show 名前 で描けます",
      en: "The figure of a direction: npx omakase direction <run> --show NAME",
    },
  });
}
