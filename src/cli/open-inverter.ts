import { modelHash } from "../checkpoint/index.ts";
import { builtinNames, splitByName, type Dataset } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import {
  featureWeights,
  inverter,
  learnEncoder,
  type FeatureWeights,
  type Inverter,
  type Painter,
} from "../generate/index.ts";
import { keepInverter, readInverter, type InverterPlace, type KeptInverter, type OpenedRun } from "../run/index.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Session } from "./session.ts";

/** A search for pictures in a run, and how well it finds what the model knows. */
export interface OpenedInverter {
  readonly inverter: Inverter;
  /** See `KeptInverter`. */
  readonly known: Float32Array;
}

/** See {@link openInverter}. */
interface OpenInverterOptions {
  /** Learns the encoder anew, even where there is one. */
  readonly again?: boolean;
  /** Drawn pictures that an encoder learns from, with repetition. */
  readonly pictures?: number;
}

/** Pictures that say what the model knows: enough for a statement about 99 of 100. */
const mostKnown = 100;
/** Of built-in sets, which have no end: other pictures than any that were learned from. */
const otherSeed = 1;

/**
 * Opens the search for pictures in a run without an encoder. The first time, an encoder is trained beside the generator,
 * and pictures such as it learned from are searched for; both are kept in the run's folder.
 */
export async function openInverter(
  session: Session,
  run: OpenedRun,
  artist: Painter,
  { again = false, pictures }: OpenInverterOptions = {},
): Promise<OpenedInverter> {
  const { host } = session;
  const eye = await featureWeights(host);
  const place = { modelHash: await modelHash(artist.trained.weights), space: eye.name };
  const kept = again ? undefined : await readKept(session, run, place);
  if (kept) return { inverter: await inverter(artist, eye, kept.encoder), known: kept.known };
  const fresh = await learn(session, run, artist, eye, pictures);
  await keepInverter(host.files, run.path, fresh.kept, place);
  return { inverter: fresh.inverter, known: fresh.kept.known };
}

/** What is kept in the run; nothing where it belongs to the model as it was before, which is said. */
async function readKept(
  session: Session,
  { path }: OpenedRun,
  place: InverterPlace,
): Promise<KeptInverter | undefined> {
  try {
    return await readInverter(session.host.files, path, place);
  } catch (error) {
    if (!(error instanceof OmakaseError && error.code === "checkpoint")) throw error;
    session.print({
      ja: "前に作ったエンコーダーは別のモデルのもの（または壊れたもの）なので、作りなおします",
      en: "The encoder that was kept belongs to another model, or is damaged: learning a new one",
    });
    return undefined;
  }
}

async function learn(
  session: Session,
  run: OpenedRun,
  artist: Painter,
  eye: FeatureWeights,
  pictures: number | undefined,
): Promise<{ readonly inverter: Inverter; readonly kept: KeptInverter }> {
  const { signal, status, say } = session;
  // one that has an encoder is refused below
  if (!artist.canEncode)
    session.print({
      ja: "このモデルにはエンコーダーがないので、横に作ります（はじめの 1 回だけ、数分）",
      en: "This model has no encoder: training one beside it (once, a few minutes)",
    });
  const real = await ownPictures(session, run);
  const encoder = await learnEncoder(artist, eye, {
    ...(real && { real: real.training }),
    ...(pictures !== undefined && { pictures }),
    signal,
    onProgress: ({ done, total }) =>
      status(say({ ja: `エンコーダーを練習中 ${done} / ${total}`, en: `training the encoder ${done} / ${total}` })),
  });
  const search = await inverter(artist, eye, encoder);
  const known = real ? await distancesOf(session, search, real.heldOut) : new Float32Array();
  return { inverter: search, kept: { encoder, known } };
}

/** How far pictures that neither the encoder nor, where there are such, the model has seen stay from what is found. */
async function distancesOf({ signal, status, say }: Session, search: Inverter, real: Dataset): Promise<Float32Array> {
  const count = Math.min(mostKnown, real.count);
  const pictures = await Promise.all(Array.from({ length: count }, (_, at) => real.picture(at)));
  const found = await search.invert(pictures, {
    signal,
    onProgress: ({ done, total }) =>
      status(
        say({
          ja: `知っている絵をさがして、ものさしを作っています ${Math.floor(done)} / ${total}`,
          en: `searching for pictures that it knows, to compare with ${Math.floor(done)} / ${total}`,
        }),
      ),
  });
  return Float32Array.from(found, ({ residual }) => residual);
}

/** What the run learned from, for the encoder, and such pictures for the scale; undefined where they are gone. */
async function ownPictures(
  session: Session,
  { config: { source, count, size, channels } }: OpenedRun,
): Promise<{ readonly training: Dataset; readonly heldOut: Dataset } | undefined> {
  try {
    const training = await loadPictures(session, source, { size, channels, count });
    if ((builtinNames as readonly string[]).includes(source))
      return {
        training,
        heldOut: await loadPictures(session, source, { size, channels, count: mostKnown, seed: otherSeed }),
      };
    return training.count < 2
      ? { training, heldOut: training }
      : splitByName(training, Math.min(0.2, mostKnown / training.count));
  } catch (error) {
    if (!(error instanceof OmakaseError && error.code === "source")) throw error;
    session.print({
      ja: `学習に使った絵（${source}）が見つからないので、モデルが描いた絵だけで練習します。知っている絵かどうかは言えません`,
      en: `The pictures that it learned from (${source}) are not there: the encoder learns from drawn ones alone, and nothing can be said about what the model knows`,
    });
    return undefined;
  }
}
