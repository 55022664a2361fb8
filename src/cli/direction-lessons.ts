import type { Direction } from "../direction/index.ts";
import { OmakaseError } from "../error.ts";
import { drawLatents } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { gatherPictures } from "./gather-pictures.ts";
import type { DirectionOptions } from "./direction.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Artist } from "./open-artist.ts";
import { readSeed } from "./seed-or-picture.ts";
import type { Session } from "./session.ts";
import { tagMembers } from "./tag-members.ts";

/** Pictures that show something, and pictures that do not. */
export interface DirectionLessons extends Pick<Direction, "method" | "positive" | "negative"> {
  readonly having: readonly Picture[];
  readonly lacking: readonly Picture[];
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
  return { method: "pictures", positive: positive ?? [], negative: negative ?? [], having, lacking };
}

async function picturesOf(session: Session, { artist }: Artist, places: readonly string[]): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const place of places) {
    const named = readSeed(place);
    if (named && (await session.host.files.entry(place)) === undefined) {
      pictures.push(...(await drawLatents(artist, artist.latents(named.seed, 1, { first: named.index }))));
      continue;
    }
    const gathered = await gatherPictures(session, [place], artist.trained.picture, undefined);
    for (let at = 0; at < gathered.count; at++) pictures.push(await gathered.picture(at));
  }
  return pictures;
}

/** `glasses=round,square` */
async function ofTag(session: Session, { run }: Artist, text: string): Promise<DirectionLessons> {
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
  const some = (all: readonly number[]) => Promise.all(all.slice(0, mostOfTag).map((at) => dataset.picture(at)));
  const [having, lacking] = [await some(members.having), await some(members.lacking)];
  if (Math.min(having.length, lacking.length) < fewest) throw tooFew(text, Math.min(having.length, lacking.length));
  return { method: "tag", positive: [text], negative: [], having, lacking };
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
