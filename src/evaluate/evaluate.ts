import { OmakaseError, type Text } from "../error.ts";
import { distanceMatrix, memorisation, selectFeatures, type Features } from "../feature/index.ts";
import { random } from "../tensor/index.ts";
import { compareFeatures, minCompared, type Comparison } from "./compare-features.ts";
import type { FeatureNetwork } from "../feature/index.ts";
import type { PictureSet } from "../feature/index.ts";

/** Real pictures that show how near fresh ones come to others, at most. */
const maxReferences = 1000;

/** See {@link evaluate}. */
export interface EvaluateOptions {
  /** Decides how the real pictures are halved and what the bootstrap draws. Default 1. */
  readonly seed?: number;
  /** Rounds of the bootstrap. Default 50. */
  readonly rounds?: number;
  /** Told while pictures are looked at. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** How good, how varied and how new pictures are, next to real ones. All numbers are of one feature space. */
export interface Evaluation {
  /** The feature space; numbers of different ones cannot be compared. */
  readonly space: string;
  /** Real pictures, drawn ones, and how many of each were compared. */
  readonly counts: { readonly real: number; readonly drawn: number; readonly compared: number };
  /** `compared` drawn pictures next to one half of the real ones. */
  readonly generated: Comparison;
  /** As many pictures of the other half next to the same ones: what perfect pictures would get. */
  readonly floor: Comparison;
  readonly copies: {
    /** The part of the drawn pictures that is suspiciously near to a real one, 0 … 1. */
    readonly suspicious: number;
    /** The part of fresh pictures that would be, by chance. */
    readonly expected: number;
    /** Whether that is more than chance explains. */
    readonly found: boolean;
    /** A nearness below this is suspicious; see `memorisation`. */
    readonly threshold: number;
    /** The most suspicious ones, at most 16. */
    readonly suspects: readonly NearDuplicate[];
  };
  /** What to keep in mind with these numbers. */
  readonly notices: readonly Text[];
}

/** A drawn picture and the real one nearest to it. */
export interface NearDuplicate {
  /** Their places in their sets. */
  readonly generated: number;
  readonly real: number;
  /** See `memorisation`: the smaller, the more suspicious. */
  readonly relativeDistance: number;
}

/**
 * Evaluates drawn pictures beside the real ones that they are to be like. The real ones are halved by chance: one half
 * is what is compared with, and the other half shows what the numbers are for real pictures. As all numbers depend on
 * how many pictures there are, as many of each are compared.
 *
 * @param real - what was learned from; at least 24. Copies are looked for among all of them.
 * @throws OmakaseError `source` when there are fewer pictures.
 */
export async function evaluate(
  network: FeatureNetwork,
  real: PictureSet,
  drawn: PictureSet,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const { seed = 1, onProgress, signal } = options;
  requireEnough(real, drawn);
  const total = real.count + drawn.count;
  const look = (pictures: PictureSet, before: number): Promise<Features> =>
    network.extract(pictures, (done) => {
      signal?.throwIfAborted();
      onProgress?.({ done: before + done, total });
    });
  const realSeen = await look(real, 0);
  const drawnSeen = await look(drawn, real.count);

  const compared = Math.min(drawn.count, Math.floor(real.count / 2));
  const order = random(seed, "halves").permutation(real.count);
  const [reference, others] = [0, compared].map((from) =>
    selectFeatures(realSeen, order.subarray(from, from + compared)),
  );
  const chosen = selectFeatures(drawnSeen, [...Array(compared).keys()]);
  const {
    nearest,
    relativeDistances,
    expectedFraction: expected,
    suspiciousFraction: suspicious,
    threshold,
  } = memorisation(realSeen, drawnSeen, {
    seed,
    maxReferences,
  });
  const bootstrap = { seed, rounds: options.rounds, referenceDistances: distanceMatrix(reference, reference) };
  const bySuspicion = [...relativeDistances.keys()].sort((a, b) => relativeDistances[a] - relativeDistances[b]);
  const usual = expected * drawn.count;
  // by chance, the count varies, and so does the threshold, as it was found on a few fresh pictures itself
  const spread = Math.sqrt(usual + usual ** 2 / Math.max(1, expected * Math.min(real.count, maxReferences)));
  return {
    space: network.name,
    counts: { real: real.count, drawn: drawn.count, compared },
    generated: compareFeatures(reference, chosen, bootstrap),
    floor: compareFeatures(reference, others, bootstrap),
    copies: {
      suspicious,
      expected,
      threshold,
      found: suspicious * drawn.count > usual + 3 * spread + 1,
      suspects: bySuspicion
        .slice(0, 16)
        .map((at) => ({ generated: at, real: nearest[at], relativeDistance: relativeDistances[at] })),
    },
    notices: notices(compared, realSeen.width, threshold),
  };
}

function notices(compared: number, width: number, threshold: number): Text[] {
  const found: Text[] = [];
  if (compared <= width)
    found.push({
      ja: `比べられる絵が${compared}枚しかないので、フレシェ距離は出していません（${width + 1}枚から）。`,
      en: `Only ${compared} pictures can be compared, so there is no Fréchet distance (from ${width + 1} on).`,
    });
  else if (compared < 10 * width)
    found.push({
      ja: `絵が${compared}枚と少ないので、フレシェ距離は大きめに出ます。「本物どうし」の値と見くらべてください。`,
      en: `With only ${compared} pictures the Fréchet distance comes out too large: look at it beside that of real pictures.`,
    });
  if (compared < 200)
    found.push({
      ja: "絵が少ないので、どの数字もおおよその目安です。",
      en: "With so few pictures, all numbers are rough.",
    });
  if (threshold === 0)
    found.push({
      ja: "元の絵に同じものが何組もあるので、丸写しかどうかは数では見分けられません。図を見てください。",
      en: "The real pictures have so many twins that copies cannot be told by numbers: look at the figure.",
    });
  return found;
}

function requireEnough(real: PictureSet, drawn: PictureSet): void {
  const short = [real.count < 2 * minCompared, drawn.count < minCompared];
  if (!short.includes(true)) return;
  const [needed, got] = short[0] ? [2 * minCompared, real.count] : [minCompared, drawn.count];
  throw new OmakaseError("source", {
    where: short[0] ? "source" : "count",
    expected: { ja: `${needed}枚以上の絵`, en: `at least ${needed} pictures` },
    got: { ja: `${got}枚`, en: `${got}` },
    remedy: { ja: "絵を増やしてください", en: "Use more pictures" },
  });
}
