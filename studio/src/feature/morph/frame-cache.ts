import type { InterpolationPath } from "omakase/studio";
import type { LoopMode, MorphSegment } from "../../worker/morph/morph-service.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import type { GalleryPicture } from "../../storage/gallery.ts";

/** Frames of a path through several keyframes, drawn progressively and cached, for scrubbing. */
export interface FrameCache {
  /** Sets the keyframes; cached frames stay. */
  setKeyframes(stops: readonly GalleryPicture[], path: InterpolationPath, end: LoopMode): void;
  /** Number of segments. */
  readonly segments: number;
  /** Returns the frame at a position, 0 … `segments`, or the nearest cached one; frames near it are drawn first. */
  frameAt(position: number): Pixels | undefined;
  /** Returns the segment and step of a position. */
  locate(position: number): { readonly leg: MorphSegment; readonly step: number } | undefined;
  /** Returns the share of cached frames, 0 … 1. */
  fractionDrawn(): number;
  /** Error that stopped the drawing. */
  readonly error: unknown;
  /**
   * Subscribes to new frames.
   *
   * @returns a function that unsubscribes.
   */
  subscribe(listener: () => void): () => void;
  /** Stops drawing until the next call of `frameAt`. */
  stop(): void;
}

/** Function that draws frames of a segment. */
export type RenderSegment = (leg: MorphSegment, steps: readonly number[]) => Promise<readonly Pixels[]>;

interface CachedSegment {
  readonly segment: MorphSegment;
  readonly pictures: (Pixels | undefined)[];
  /** Number of drawn frames. */
  done: number;
}

/** Frames per request, equal to the batch size of the device. */
const batchSize = 16;
/** Maximum number of cached segments. */
const maxSegments = 24;

/**
 * @param steps - of a leg: how finely it is cut.
 * @param draw - draws.
 */
export function createFrameCache(steps: number, draw: RenderSegment): FrameCache {
  const order = coarseToFine(steps);
  const cache = new Map<string, CachedSegment>();
  const listeners = new Set<() => void>();
  let shown: CachedSegment[] = [];
  let looking = 0;
  let working = false;
  let resting = false;
  let error: unknown;
  const tell = (): void => listeners.forEach((listener) => listener());

  /** Returns the segment that needs frames most; the visible one has a head start of a third. */
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
        const leg = cache.get(key) ?? begun({ from: from.recipe, to: to.recipe, path, steps }, from, to);
        cache.delete(key); // the most recently used segment is last
        cache.set(key, leg);
        return leg;
      });
      for (const [key, leg] of cache) {
        if (cache.size <= maxSegments) break;
        if (!shown.includes(leg)) cache.delete(key);
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

/** Returns all inner steps in coarse-to-fine order: the middle, the quarters, the eighths, … */
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
