import { join } from "node:path";
import { readRecipe } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import { pngWidth } from "../../image/index.ts";
import {
  recipeAttributes,
  recipeSheet,
  generate,
  renderRecipe,
  upscale,
  type AttributeFill,
  type AttributeRequest,
  type RenderedImage,
  type Sampler,
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
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { withinFolder, recipePng, writeResults, type OutputFile } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

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
  readonly enlarge?: "2" | "4";
}

const defaultCount = 36;
const maxCount = 10_000;
/** Maximum count of numbers in the recipe of a sheet. */
const maxRecipeNumbers = 65_536;
/** Maximum number of images in a sheet. */
const maxSheetPictures = 400;

/** `omakase generate <model>`: draws new pictures; `omakase generate --recipe x.png`: draws one again. */
export const addGenerateCommand: AddCommand = (program, t, language) => {
  const about = cliText.generate.about;
  const examples = [
    "omakase generate characters --set hairColor=pink",
    "omakase generate runs/gan-sushi",
    "omakase generate runs/gan-sushi --count 100 --seed 7 --truncation 0.7",
    "omakase generate runs/cgan-characters --set glasses=on,hairColor=pink --set yaw=30",
    "omakase generate sushi --count 12 --enlarge 4",
    "omakase generate runs/cgan-characters --sweep yaw=-60:60:9",
    "omakase generate runs/cgan-characters --preference ratings.json --exploitation 0.8",
    "omakase generate runs/gan-faces --edit glasses=+2",
    "omakase generate --recipe runs/gan-sushi/pictures/seed-7/seed-7-0012.png",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "generate", about, examples, language }, runGenerate)
      .argument("[model]", t(modelArgumentText))
      .option("--count <n>", t(cliText.generate.count({ defaultCount })), wholeNumber(1, maxCount))
      .option("--seed <n>", t(cliText.generate.seed), wholeNumber(0))
      .option("--truncation <t>", t(cliText.generate.truncation), numberBetween(0, 1))
      .option("--set <attributes>", t(cliText.generate.set), addConditions)
      .option("--fill <how>", t(cliText.generate.fill), oneOf("empirical", "uniform", "mode"))
      .option("--sweep <attribute>", t(cliText.generate.sweep))
      .option("--edit <directions>", t(cliText.generate.edit), parseDirectionSteps)
      .option("--enlarge <factor>", t(cliText.generate.enlarge), oneOf("2", "4"))
      .option("--list", t(cliText.generate.list))
      .option("--preference <ratings>", t(cliText.generate.preference))
      .option("--exploitation <share>", t(cliText.generate.exploitation), numberBetween(0, 1))
      .option("--rater <name>", t(cliText.generate.rater))
      .option("--recipe <png>", t(cliText.generate.recipe))
      .option("--run <model>", t(cliText.generate.modelRecipe))
      .option("--out <folder>", t(cliText.generate.out))
      .option("--overwrite", t(cliText.generate.overwrite)),
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
  if (options.sweep !== undefined && options.enlarge) throw exclusiveOptionsError("enlarge", "sweep");
  if (options.sweep !== undefined) return generateSweep(session, opened, options.sweep, { ...options, seed });
  if (options.preference !== undefined) {
    const clash = (["set", "fill", "truncation", "enlarge"] as const).find((name) => options[name] !== undefined);
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
  const enlarged = await enlargeDrawings(session, sampler, drawings, Number(options.enlarge ?? 1));

  const name = `seed-${seed}`;
  const files: OutputFile[] = [];
  for (const [index, drawing] of enlarged.entries())
    files.push({ path: `${name}-${String(index).padStart(4, "0")}.png`, bytes: await recipePng(session, drawing) });
  files.push({ path: `${name}-sheet-${sheet.recipe.sheet!.count}.png`, bytes: await recipePng(session, sheet) });
  const nameParts = Object.entries({ ...set, ...options.edit }).map(([condition, value]) =>
    `-${condition}=${value}`.replace(/[\\/:*?"<>|\s]/g, "_"),
  );
  const ending = [truncation === 1 ? "" : `-truncation-${truncation}`, options.enlarge ? `-x${options.enlarge}` : ""];
  const defaultFolder = join(run.path, "pictures", [name, ...nameParts, ...ending].join("").slice(0, 100));
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
  session.print(cliText.generate.done({ count, seed, sheetPath }));
  session.print(cliText.generate.sameAgain({ single: singles[0] }));
}

async function regenerate(
  session: Session,
  source: string,
  path: string | undefined,
  options: GenerateCommandOptions,
): Promise<void> {
  const clash = (
    ["count", "seed", "truncation", "set", "fill", "sweep", "edit", "list", "preference", "enlarge"] as const
  ).find((name) => options[name] !== undefined);
  if (clash) throw exclusiveOptionsError(clash, "recipe");
  const { out, overwrite, device, threads, half } = options;
  const { files } = session.host;
  const original = await files.read(source);
  const recipe = readRecipe(original, source);
  const { run, sampler } = await openRecipeRun(session, recipe, source, { path, device, threads, half });
  const drawn = await renderRecipe(sampler, recipe, source, renderProgress(session));
  sampler.dispose();
  const factor = pngWidth(original) / drawn.picture.width;
  const [drawing] = await enlargeDrawings(session, sampler, [drawn], factor);
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
      ? cliText.generate.sameBytes({ file })
      : cliText.generate.drewAgain({ file, version: recipe.device.version, omakase: recipe.omakase }),
  );
}

/** Enlarges drawings two or four times; with another factor they stay as they are. */
async function enlargeDrawings(
  { host }: Session,
  { trained: { device } }: Sampler,
  drawings: readonly RenderedImage[],
  factor: number,
): Promise<readonly RenderedImage[]> {
  if (factor !== 2 && factor !== 4) return drawings;
  const pictures = drawings.map(({ picture }) => picture);
  const large = await upscale(pictures, { host, device, factor });
  return drawings.map(({ recipe }, at) => ({ recipe, picture: large[at] }));
}

/** Returns the error about two options that exclude each other. */
function exclusiveOptionsError(name: string, other: "recipe" | "preference" | "sweep"): OmakaseError {
  return new OmakaseError("option", {
    where: `--${name}`,
    ...cliText.generate.exclusiveOptions({ other, name }),
  });
}

function sweepWithEditError(): OmakaseError {
  return new OmakaseError("option", { where: "--edit", ...cliText.generate.sweepWithEdit });
}
