import { attributeValues } from "../dataset/index.ts";
import type { Direction } from "../direction/index.ts";
import { OmakaseError } from "../error.ts";
import { drawLatents, recipeLatents, signature, type Painter } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { wishesOf } from "../morph/index.ts";
import { gatherPictures } from "./gather-pictures.ts";
import type { DirectionOptions } from "./direction-options.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Artist } from "./open-artist.ts";
import { readSeed, recipeInside } from "./seed-or-picture.ts";
import type { Session } from "./session.ts";
import { tagMembers } from "./tag-members.ts";

/** Pictures that show something, and pictures that do not. */
export interface DirectionLessons extends Pick<Direction, "method" | "positive" | "negative"> {
  readonly having: readonly Picture[];
  readonly lacking: readonly Picture[];
  /** See `LearnDirectionOptions.wishes`. */
  readonly wishes?: readonly ArrayLike<number>[];
}

/** A picture, and where that is known what the model was asked for to draw it: for each attribute a value. */
interface Lesson {
  readonly picture: Picture;
  readonly wishes?: readonly number[];
}

/** Fewer say nothing. */
const fewest = 2;
/** More of a tag's pictures say little more. */
const mostOfTag = 100;

/** The pictures that a direction is learned from. */
export async function directionLessons(
  session: Session,
  opened: Artist,
  { positive, negative, tag }: DirectionOptions,
): Promise<DirectionLessons> {
  if (tag !== undefined) return ofTag(session, opened, tag);
  const having = await picturesOf(session, opened, positive ?? []);
  const lacking = await picturesOf(session, opened, negative ?? []);
  for (const [where, some] of [
    ["--positive", having],
    ["--negative", lacking],
  ] as const)
    if (some.length < fewest) throw tooFew(where, some.length);
  return {
    method: "pictures",
    positive: positive ?? [],
    negative: negative ?? [],
    having: having.map(({ picture }) => picture),
    lacking: lacking.map(({ picture }) => picture),
    wishes: wishesOfAll([...having, ...lacking]),
  };
}

async function picturesOf(session: Session, { artist }: Artist, places: readonly string[]): Promise<Lesson[]> {
  const { files } = session.host;
  const { modelHash } = await signature(artist.trained);
  const lessons: Lesson[] = [];
  for (const place of places) {
    const named = readSeed(place);
    if (named && (await files.entry(place)) === undefined) {
      const latent = artist.latents(named.seed, 1, { first: named.index });
      const [picture] = await drawLatents(artist, latent);
      lessons.push({ picture, wishes: wishesOf(artist, latent) });
      continue;
    }
    const gathered = await gatherPictures(session, [place], artist.trained.picture, undefined);
    const isFile = (await files.entry(place))?.kind === "file";
    for (let at = 0; at < gathered.count; at++) {
      const path = isFile ? place : files.join(place, gathered.nameOf(at));
      lessons.push({
        picture: await gathered.picture(at),
        wishes: await wishesInside(session, artist, modelHash, path),
      });
    }
  }
  return lessons;
}

/** What a picture of this model was asked for, by its recipe; undefined of other pictures. */
async function wishesInside({ host: { files } }: Session, artist: Painter, modelHash: string, path: string) {
  if (!artist.attributes || (await files.entry(path))?.kind !== "file") return undefined;
  const recipe = recipeInside(await files.read(path), path);
  if (!recipe || recipe.sheet || recipe.modelHash !== modelHash) return undefined;
  return wishesOf(artist, await recipeLatents(artist, recipe, path));
}

/** The wishes of all pictures; undefined unless those of all are known. */
function wishesOfAll(lessons: readonly Lesson[]) {
  const known = lessons.flatMap(({ wishes }) => (wishes ? [wishes] : []));
  return known.length === lessons.length ? known : undefined;
}

/** `glasses=round,square` */
async function ofTag(session: Session, { run, artist }: Artist, text: string): Promise<DirectionLessons> {
  const [tag, choices, ...more] = text.split("=").map((part) => part.trim());
  if (!tag || !choices || more.length > 0) throw unreadable(text);
  const { source, size, channels, count } = run.config;
  const dataset = await loadPictures(session, source, { size, channels, count });
  const members = tagMembers(
    dataset,
    tag,
    choices.split(",").map((choice) => choice.trim()),
    text,
  );
  const places = [members.having.slice(0, mostOfTag), members.lacking.slice(0, mostOfTag)];
  const [having, lacking] = await Promise.all(places.map((some) => Promise.all(some.map((at) => dataset.picture(at)))));
  if (Math.min(having.length, lacking.length) < fewest) throw tooFew(text, Math.min(having.length, lacking.length));
  const known = artist.attributes && attributeValues(artist.attributes, dataset);
  const wishes = known && places.flat().map((at) => known.map((values) => values[at]));
  return { method: "tag", positive: [text], negative: [], having, lacking, wishes };
}

function tooFew(where: string, count: number): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: `${fewest} 枚以上（よいのは 5〜50 枚）の絵`, en: `at least ${fewest} pictures (5 to 50 are good)` },
    got: { ja: `${count} 枚`, en: `${count}` },
    remedy: {
      ja: "--positive にそれがある絵、--negative にない絵を並べてください",
      en: "Give pictures that show it to --positive, and others to --negative",
    },
  });
}

function unreadable(text: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--tag",
    expected: { ja: "タグ=値（glasses=round,square など）", en: "TAG=CHOICES, such as glasses=round,square" },
    got: { ja: `「${text}」`, en: `"${text}"` },
    remedy: { ja: "書きかたを直してください", en: "Write it like that" },
  });
}
