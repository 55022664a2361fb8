import { resolve } from "node:path";
import { builtinNames, type Dataset } from "../dataset/index.ts";
import { painter, translator, type Painter, type Trained } from "../generate/index.ts";
import { heldBack, judgeTranslations, type OpenedRun } from "../run/index.ts";
import {
  drawnPictures,
  sometimesMirrored,
  translatedPictures,
  type MeanSimilarity,
  type PictureSet,
} from "../score/index.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Session } from "./session.ts";

/** What `omakase evaluate` looks at. */
export interface JudgedPictures {
  /** What the model learned from, or what somebody else wants it to be like. */
  readonly originals: Dataset;
  /** The same as the model saw it. */
  readonly real: PictureSet;
  readonly drawn: PictureSet;
  /** Who drew; undefined for a translator. */
  readonly artist?: Painter;
  /** How near a translator's pictures come to those that they should have become. */
  readonly likeness?: MeanSimilarity;
  dispose(): void;
}

/** What somebody wants to have judged. */
export interface JudgedWishes {
  /** Default: what the run learned from. */
  readonly source?: string;
  /** How many pictures are drawn, at most. */
  readonly count: number;
  readonly seed: number;
}

/** The pictures of a model that draws, or that translates, and what to compare them with. */
export function judgedPictures(
  session: Session,
  run: OpenedRun,
  trained: Trained,
  wishes: JudgedWishes,
): Promise<JudgedPictures> {
  return run.config.model === "pix2pix"
    ? translations(session, run, trained, wishes)
    : drawings(session, run, trained, wishes);
}

async function drawings(
  session: Session,
  { config }: OpenedRun,
  trained: Trained,
  { source = config.source, count, seed }: JudgedWishes,
): Promise<JudgedPictures> {
  const artist = painter(trained);
  const { size, channels } = config;
  // as many as were learned from, or of another built-in set, which has no end, what is needed
  const builtin = (builtinNames as readonly string[]).includes(source);
  const needed = source === config.source ? config.count : builtin ? 2 * count : undefined;
  const originals = await loadPictures(session, source, { size, channels, count: needed });
  return {
    originals,
    real: config.flip ? sometimesMirrored(originals, seed) : originals,
    drawn: drawnPictures(artist, count, seed),
    artist,
    dispose: () => artist.dispose(),
  };
}

/** Pairs that the model never saw, translated, beside the targets that it learned from. */
async function translations(
  session: Session,
  { config }: OpenedRun,
  trained: Trained,
  { source, count, seed }: JudgedWishes,
): Promise<JudgedPictures> {
  const { size, channels, reverse } = config;
  const pairsOf = (from: string, needed?: number) =>
    loadPictures(session, from, { size, channels, count: needed, reverse, pairs: true });
  const { training, heldOut } = heldBack(await pairsOf(config.source, config.count), config);
  const own = source === undefined || source === config.source || resolve(source) === resolve(config.source);
  const judged = own ? heldOut : await pairsOf(source, count);
  const artist = translator(trained);
  return {
    originals: training,
    real: config.flip ? sometimesMirrored(training, seed) : training,
    drawn: translatedPictures(artist, judged.inputs!, Math.min(count, judged.count)),
    likeness: (await judgeTranslations(trained, judged)).similarity,
    dispose: () => artist.dispose(),
  };
}
