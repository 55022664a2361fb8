import { join } from "node:path";
import { readRecipe } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import {
  recipeAttributes,
  recipeSheet,
  generate,
  renderRecipe,
  type AttributeFill,
  type AttributeRequest,
} from "../../sample/index.ts";
import { addConditions } from "../option/attribute-option.ts";
import { numberBetween, oneOf, defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { generatePreferred } from "./generate-preferred.ts";
import { generateSweep } from "./generate-sweep.ts";
import { listAttributes } from "./list-attributes.ts";
import { openSampler } from "../input/open-model.ts";
import { parseDirectionSteps, openDirectionEdit, type StepsByDirection } from "../option/edit-option.ts";
import { openRecipeRun } from "../input/open-recipe-run.ts";
import { modelText } from "../option/model-text.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { withinFolder, recipePng, writeResults, type OutputFile } from "../output/write-results.ts";

interface GenerateCommandOptions extends DeviceCommandOptions {
  readonly count?: number;
  readonly seed?: number;
  readonly truncation?: number;
  readonly recipe?: string;
  readonly run?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly set?: AttributeRequest;
  readonly fill?: AttributeFill;
  readonly sweep?: string;
  readonly edit?: StepsByDirection;
  readonly list?: boolean;
  readonly preference?: string;
  readonly exploitation?: number;
  readonly rater?: string;
}

const defaultCount = 36;
const maxCount = 10_000;
/** Maximum count of numbers in the recipe of a sheet. */
const maxRecipeNumbers = 65_536;
/** Maximum number of images in a sheet. */
const maxSheetPictures = 400;

/** `omakase generate <model>`: draws new pictures; `omakase generate --recipe x.png`: draws one again. */
export const addGenerateCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "学習したモデルで新しい絵を描く。PNG の中のレシピから同じ絵を描きなおす",
    en: "draw new pictures with a trained model, or one again by the recipe in its PNG",
  };
  const examples = [
    "omakase generate characters --set hairColor=pink",
    "omakase generate runs/gan-sushi",
    "omakase generate runs/gan-sushi --count 100 --seed 7 --truncation 0.7",
    "omakase generate runs/cgan-characters --set glasses=on,hairColor=pink --set yaw=30",
    "omakase generate runs/cgan-characters --sweep yaw=-60:60:9",
    "omakase generate runs/cgan-characters --preference ratings.json --exploitation 0.8",
    "omakase generate runs/gan-faces --edit glasses=+2",
    "omakase generate --recipe runs/gan-sushi/pictures/seed-7/seed-7-0012.png",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "generate", about, examples, language }, runGenerate)
      .argument("[model]", t(modelText))
      .option(
        "--count <n>",
        option(`描く枚数（省くと ${defaultCount}）`, `how many pictures; default ${defaultCount}`),
        wholeNumber(1, maxCount),
      )
      .option(
        "--seed <n>",
        option("乱数のシード（省くと毎回ちがう絵）", "decides the pictures; default: new ones"),
        wholeNumber(0),
      )
      .option(
        "--truncation <t>",
        option(
          "0〜1。小さいほど失敗が減り、変化も減る（省くと 1）",
          "0 to 1: less means fewer failures and less variety; default 1",
        ),
        numberBetween(0, 1),
      )
      .option(
        "--set <attributes>",
        option(
          "描いてほしいもの（cgan）。例: glasses=on,hairColor=pink（何度でも）",
          "what to draw (cgan), such as glasses=on,hairColor=pink; any number of times",
        ),
        addConditions,
      )
      .option(
        "--fill <how>",
        option(
          "指定しなかったもの（cgan）: empirical 学習した絵のとおりの割合、uniform どれも同じ割合、mode いちばん多いもの（省くと empirical）",
          "what is not set (cgan): empirical, as often as learned; uniform, all alike; mode, the most frequent; default empirical",
        ),
        oneOf("empirical", "uniform", "mode"),
      )
      .option(
        "--sweep <attribute>",
        option(
          "同じ絵のひとつだけを変えて並べる（cgan）。例: hairColor、yaw=-60:60:9（どこから:どこまで:枚数）",
          "the same picture with one thing changed (cgan), such as hairColor, or yaw=-60:60:9 (from:to:how many)",
        ),
      )
      .option(
        "--edit <directions>",
        option(
          "omakase direction で作った方向に沿って進む。例: glasses=+2,smile=-1（何度でも）",
          "walks along directions of omakase direction, such as glasses=+2,smile=-1; any number of times",
        ),
        parseDirectionSteps,
      )
      .option("--list", option("--set で指定できるものを一覧にする（cgan）", "show what can be set (cgan)"))
      .option(
        "--preference <ratings>",
        option(
          "この評価から好みを学んで、好きそうな絵を描く",
          "draw what the preference model of these ratings expects to be liked",
        ),
      )
      .option(
        "--exploitation <share>",
        option(
          "--preference: 0 おどろかせて 〜 1 好きなもの（省くと 1）",
          "--preference: 0 surprise me to 1 what I like; default 1",
        ),
        numberBetween(0, 1),
      )
      .option(
        "--rater <name>",
        option("--preference: だれの好みか（省くと、いちばん多い人）", "--preference: whose; default: who rated most"),
      )
      .option("--recipe <png>", option("この PNG のレシピどおりに描きなおす", "draw the picture of this PNG again"))
      .option(
        "--run <model>",
        option("--recipe のモデル（省くとさがす）", "the model of --recipe; default: it is looked for"),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの pictures/ の下）", "default: a folder in pictures/ of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    t,
  );
};

async function runGenerate(session: Session, path: string | undefined, options: GenerateCommandOptions): Promise<void> {
  if (options.recipe !== undefined) return regenerate(session, options.recipe, path ?? options.run, options);
  const {
    count = defaultCount,
    seed = session.host.newSeed(),
    truncation = 1,
    out,
    overwrite,
    device,
    threads,
    half,
  } = options;
  const { set, fill } = options;
  const opened = await openSampler(session, path ?? options.run, { commandName: "generate", device, threads, half });
  if (options.list) return listAttributes(session, opened);
  if (options.sweep !== undefined && options.edit) throw sweepWithEditError();
  if (options.sweep !== undefined) return generateSweep(session, opened, options.sweep, { ...options, seed });
  if (options.preference !== undefined) {
    const clash = (["set", "fill", "truncation"] as const).find((name) => options[name] !== undefined);
    if (clash) throw exclusiveOptionsError(clash, "preference");
    return generatePreferred(session, opened, options.preference, { ...options, count, seed });
  }
  const { run, sampler } = opened;
  const edit = options.edit && (await openDirectionEdit(session, opened, options.edit));
  const drawings = await generate(sampler, {
    ...{ count, seed, truncation, attributes: set, fill, edit },
    ...renderProgress(session),
  });
  const numbersPerPicture = edit ? sampler.latent * Math.max(1, Object.keys(edit.steps).length) : 1; // numbers that are kept of each
  const sheet = recipeSheet(
    drawings.slice(0, Math.max(1, Math.min(maxSheetPictures, Math.floor(maxRecipeNumbers / numbersPerPicture)))),
  );
  sampler.dispose();

  const name = `seed-${seed}`;
  const files: OutputFile[] = [];
  for (const [index, drawing] of drawings.entries())
    files.push({ path: `${name}-${String(index).padStart(4, "0")}.png`, bytes: await recipePng(session, drawing) });
  files.push({ path: `${name}-sheet-${sheet.recipe.sheet!.count}.png`, bytes: await recipePng(session, sheet) });
  const nameParts = Object.entries({ ...set, ...options.edit }).map(([condition, value]) =>
    `-${condition}=${value}`.replace(/[\\/:*?"<>|\s]/g, "_"),
  );
  const ending = truncation === 1 ? "" : `-truncation-${truncation}`;
  const defaultFolder = join(run.path, "pictures", [name, ...nameParts, ending].join("").slice(0, 100));
  const written = await writeResults(session, (ending) => withinFolder(files, out ?? defaultFolder + ending), {
    isExplicit: out !== undefined,
    overwrite,
  });

  const singles = written.slice(0, -1).map((file) => file.path);
  const sheetPath = written[written.length - 1].path;
  for (const [index, file] of singles.entries())
    session.emit({ type: "picture", file, seed, index, attributes: recipeAttributes(sampler, drawings[index].recipe) });
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

async function regenerate(
  session: Session,
  source: string,
  path: string | undefined,
  options: GenerateCommandOptions,
): Promise<void> {
  const clash = (["count", "seed", "truncation", "set", "fill", "sweep", "edit", "list", "preference"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (clash) throw exclusiveOptionsError(clash, "recipe");
  const { out, overwrite, device, threads, half } = options;
  const { files } = session.host;
  const original = await files.read(source);
  const recipe = readRecipe(original, source);
  const { run, sampler } = await openRecipeRun(session, recipe, source, { path, device, threads, half });
  const drawing = await renderRecipe(sampler, recipe, source, renderProgress(session));
  sampler.dispose();
  const bytes = await recipePng(session, drawing);
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
      isExplicit: out !== undefined,
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

/** Returns the error about two options that exclude each other. */
function exclusiveOptionsError(name: string, other: "recipe" | "preference"): OmakaseError {
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

function sweepWithEditError(): OmakaseError {
  return new OmakaseError("option", {
    where: "--edit",
    expected: { ja: "--sweep なし", en: "no --sweep" },
    got: { ja: "両方", en: "both" },
    remedy: {
      ja: "方向の図は npx omakase direction <run> --show 名前 で描けます",
      en: "The figure of a direction: npx omakase direction <run> --show NAME",
    },
  });
}
