import type { InterpolationPath } from "omakase";
import type { LoopMode, MorphSegment } from "../../worker/morph/morph-service.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import type { GalleryPicture } from "../../storage/gallery.ts";

/** The pictures of a way through several stops, drawn little by little and kept, so that one can slide along them. */
export interface FrameCache {
  /** Shows the way through other stops; what is drawn already stays drawn. */
  setKeyframes(stops: readonly GalleryPicture[], path: InterpolationPath, end: LoopMode): void;
  /** How many legs there are. */
  readonly segments: number;
  /** The picture at a position, 0 … `segments`, or the nearest that is drawn yet. Those near it are drawn first. */
  frameAt(position: number): Pixels | undefined;
  /** Which leg and step a position is. */
  locate(position: number): { readonly leg: MorphSegment; readonly step: number } | undefined;
  /** How much is drawn, 0 … 1. */
  fractionDrawn(): number;
  /** Why no more is drawn. */
  readonly error: unknown;
  /** Told whenever there is more to see. */
  subscribe(listener: () => void): () => void;
  /** Draws no more until something is shown again. */
  stop(): void;
}

/** Draws some pictures of a leg. */
export type RenderSegment = (leg: MorphSegment, steps: readonly number[]) => Promise<readonly Pixels[]>;

interface CachedSegment {
  readonly segment: MorphSegment;
  readonly pictures: (Pixels | undefined)[];
  /** How many of the order are drawn. */
  done: number;
}

/** Pictures that are asked for at a time: as many as a device draws at once. */
const batchSize = 16;
/** Legs that are remembered. */
const maxSegments = 24;

/**
 * @param steps - of a leg: how finely it is cut.
 * @param draw - draws.
 */
export function createFrameCache(steps: number, draw: RenderSegment): FrameCache {
  const order = coarseToFine(steps);
  const known = new Map<string, CachedSegment>();
  const listeners = new Set<() => void>();
  let shown: CachedSegment[] = [];
  let looking = 0;
  let working = false;
  let resting = false;
  let error: unknown;
  const tell = (): void => listeners.forEach((listener) => listener());

  /** The leg that needs pictures most: the one that is looked at is a third of the way ahead of the others. */
  function neediest(): CachedSegment | undefined {
    const score = (one: CachedSegment, at: number): number => one.done - (at === looking ? steps / 3 : 0);
    let [best, least]: [CachedSegment | undefined, number] = [undefined, Infinity];
    shown.forEach((one, at) => {
      if (one.done < order.length && score(one, at) < least) [best, least] = [one, score(one, at)];
    });
    return best;
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let leg = neediest(); leg && !resting; leg = neediest()) {
      const wanted = order.slice(leg.done, leg.done + batchSize);
      try {
        const pictures = await draw(leg.segment, wanted);
        wanted.forEach((step, at) => (leg.pictures[step] = pictures[at]));
        leg.done += wanted.length;
        error = undefined;
      } catch (thrown) {
        error = thrown;
        break;
      } finally {
        tell();
      }
    }
    working = false;
  }

  const film: FrameCache = {
    setKeyframes(stops, path, end) {
      resting = false;
      const way = end === "round" && stops.length > 1 ? [...stops, stops[0]] : stops;
      shown = way.slice(1).map((to, at) => {
        const from = way[at];
        const key = `${from.key} ${to.key} ${path}`;
        const leg = known.get(key) ?? begun({ from: from.recipe, to: to.recipe, path, steps }, from, to);
        known.delete(key); // the last used stands last
        known.set(key, leg);
        return leg;
      });
      for (const [key, leg] of known) {
        if (known.size <= maxSegments) break;
        if (!shown.includes(leg)) known.delete(key);
      }
      tell();
      void work();
    },
    get segments() {
      return shown.length;
    },
    frameAt(position) {
      if (shown.length === 0) return undefined;
      looking = Math.min(Math.floor(position), shown.length - 1);
      const { pictures } = shown[looking];
      const step = Math.round((position - looking) * steps);
      for (let far = 0; far <= steps; far++) {
        const near = pictures[step - far] ?? pictures[step + far];
        if (near) return near;
      }
      return undefined;
    },
    locate(position) {
      const at = Math.min(Math.floor(position), shown.length - 1);
      return shown.length === 0 ? undefined : { leg: shown[at].segment, step: Math.round((position - at) * steps) };
    },
    fractionDrawn() {
      const all = shown.reduce((sum, { done }) => sum + done, 0);
      return shown.length === 0 ? 1 : all / (shown.length * order.length);
    },
    get error() {
      return error;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      resting = true;
    },
  };

  function begun(segment: MorphSegment, from: GalleryPicture, to: GalleryPicture): CachedSegment {
    const pictures = new Array<Pixels | undefined>(steps + 1).fill(undefined);
    [pictures[0], pictures[steps]] = [from.pixels, to.pixels];
    return { segment, pictures, done: 0 };
  }
  return film;
}

/** All steps but the two ends: the middle, the quarters, the eighths, … */
function coarseToFine(steps: number): number[] {
  const order: number[] = [];
  const taken = new Set([0, steps]);
  for (let stride = 2 ** Math.floor(Math.log2(steps)); stride >= 1; stride /= 2)
    for (let step = stride; step < steps; step += stride) {
      if (taken.has(step)) continue;
      taken.add(step);
      order.push(step);
    }
  return order;
}
