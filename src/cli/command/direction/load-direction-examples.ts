import { attributeColumns } from "../../../dataset/index.ts";
import type { Direction } from "../../../latent/index.ts";
import { OmakaseError } from "../../../error.ts";
import { latentAttributes, provenance, recipePoints, render, type Sampler } from "../../../sample/index.ts";
import type { Picture } from "../../../image/index.ts";
import { openPictures } from "../../input/open-pictures.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import { loadPictures } from "../../input/load-pictures.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import { parseSeed, readRecipeIfPresent } from "../../option/seed-or-picture.ts";
import type { Session } from "../../session.ts";
import { splitByTag } from "../../input/split-by-tag.ts";
import { cliText } from "../../../text/index.ts";

/** Positive and negative examples of a direction. */
export interface DirectionExamples extends Pick<Direction, "method" | "positive" | "negative"> {
  readonly present: readonly Picture[];
  readonly absent: readonly Picture[];
  /** See `LearnDirectionOptions.conditions`. */
  readonly conditions?: readonly ArrayLike<number>[];
}

/** Example image, with its attribute values where they are known. */
interface DirectionExample {
  readonly picture: Picture;
  readonly conditions?: readonly number[];
}

/** Minimum number of images. */
const minExamples = 2;
/** Maximum number of images of a tag. */
const maxTagExamples = 100;

/** Loads the examples that a direction is learned from. */
export async function loadDirectionExamples(
  session: Session,
  opened: OpenedSampler,
  { positive, negative, tag }: DirectionOptions,
): Promise<DirectionExamples> {
  if (tag !== undefined) return examplesOfTag(session, opened, tag);
  const present = await examplesOfSources(session, opened, positive ?? []);
  const absent = await examplesOfSources(session, opened, negative ?? []);
  for (const [where, some] of [
    ["--positive", present],
    ["--negative", absent],
  ] as const)
    if (some.length < minExamples) throw tooFewExamplesError(where, some.length);
  return {
    method: "pictures",
    positive: positive ?? [],
    negative: negative ?? [],
    present: present.map(({ picture }) => picture),
    absent: absent.map(({ picture }) => picture),
    conditions: conditionsOfAll([...present, ...absent]),
  };
}

async function examplesOfSources(
  session: Session,
  { sampler }: OpenedSampler,
  sources: readonly string[],
): Promise<DirectionExample[]> {
  const { files } = session.host;
  const { modelHash } = await provenance(sampler.trained);
  const examples: DirectionExample[] = [];
  for (const place of sources) {
    const named = parseSeed(place);
    if (named && (await files.stat(place)) === undefined) {
      const points = sampler.points(named.seed, 1, { first: named.index });
      const [picture] = await render(sampler, points);
      examples.push({ picture, conditions: latentAttributes(sampler, points[0].latent) });
      continue;
    }
    const gathered = await openPictures(session, [place], sampler.trained.picture, undefined);
    const isFile = (await files.stat(place))?.kind === "file";
    for (let at = 0; at < gathered.count; at++) {
      const path = isFile ? place : files.join(place, gathered.nameOf(at));
      examples.push({
        picture: await gathered.picture(at),
        conditions: await conditionsInside(session, sampler, modelHash, path),
      });
    }
  }
  return examples;
}

/** Returns the attribute values in the recipe of an image of this model; undefined for other images. */
async function conditionsInside({ host: { files } }: Session, sampler: Sampler, modelHash: string, path: string) {
  if (!sampler.attributes || (await files.stat(path))?.kind !== "file") return undefined;
  const recipe = readRecipeIfPresent(await files.read(path), path);
  if (!recipe || recipe.sheet || recipe.modelHash !== modelHash) return undefined;
  const [{ latent }] = await recipePoints(sampler, recipe, path);
  return latentAttributes(sampler, latent);
}

/** Returns the conditions of all images; undefined unless all are known. */
function conditionsOfAll(examples: readonly DirectionExample[]) {
  const known = examples.flatMap(({ conditions }) => (conditions ? [conditions] : []));
  return known.length === examples.length ? known : undefined;
}

/** Loads the examples of `--tag`, such as `glasses=round,square`. */
async function examplesOfTag(
  session: Session,
  { run, sampler }: OpenedSampler,
  text: string,
): Promise<DirectionExamples> {
  const [tag, choices, ...more] = text.split("=").map((part) => part.trim());
  if (!tag || !choices || more.length > 0) throw tagSyntaxError(text);
  const { source, size, channels, count } = run.config;
  const dataset = await loadPictures(session, source, { size, channels, count });
  const members = splitByTag(
    dataset,
    tag,
    choices.split(",").map((choice) => choice.trim()),
    text,
  );
  const places = [members.present.slice(0, maxTagExamples), members.absent.slice(0, maxTagExamples)];
  const [present, absent] = await Promise.all(places.map((some) => Promise.all(some.map((at) => dataset.picture(at)))));
  if (Math.min(present.length, absent.length) < minExamples)
    throw tooFewExamplesError(text, Math.min(present.length, absent.length));
  const known = sampler.attributes && attributeColumns(sampler.attributes, dataset);
  const conditions = known && places.flat().map((at) => known.map((values) => values[at]));
  return { method: "tag", positive: [text], negative: [], present, absent, conditions };
}

function tooFewExamplesError(where: string, count: number): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.loadDirectionExamples.tooFewExamples({ minExamples, count }) });
}

function tagSyntaxError(text: string): OmakaseError {
  return new OmakaseError("option", { where: "--tag", ...cliText.loadDirectionExamples.tagSyntax({ text }) });
}
