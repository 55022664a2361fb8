import type { MorphPath } from "omakase";
import type { FilmEnd, Leg } from "../../engine/morph.ts";
import type { Pixels } from "../../engine/shown.ts";
import type { KeptPicture } from "../../kept/gallery.ts";

/** The pictures of a way through several stops, drawn little by little and kept, so that one can slide along them. */
export interface Film {
  /** Shows the way through other stops; what is drawn already stays drawn. */
  show(stops: readonly KeptPicture[], path: MorphPath, end: FilmEnd): void;
  /** How many legs there are. */
  readonly legs: number;
  /** The picture at a position, 0 … `legs`, or the nearest that is drawn yet. Those near it are drawn first. */
  at(position: number): Pixels | undefined;
  /** Which leg and step a position is. */
  placeOf(position: number): { readonly leg: Leg; readonly step: number } | undefined;
  /** How much is drawn, 0 … 1. */
  drawn(): number;
  /** Why no more is drawn. */
  readonly error: unknown;
  /** Told whenever there is more to see. */
  subscribe(listener: () => void): () => void;
  /** Draws no more until something is shown again. */
  rest(): void;
}

/** Draws some pictures of a leg. */
export type DrawLeg = (leg: Leg, steps: readonly number[]) => Promise<readonly Pixels[]>;

interface DrawnLeg {
  readonly leg: Leg;
  readonly pictures: (Pixels | undefined)[];
  /** How many of the order are drawn. */
  done: number;
}

/** Pictures that are asked for at a time: as many as a device draws at once. */
const portion = 16;
/** Legs that are remembered. */
const most = 24;

/**
 * @param steps - of a leg: how finely it is cut.
 * @param draw - draws.
 */
export function createFilm(steps: number, draw: DrawLeg): Film {
  const order = coarseToFine(steps);
  const known = new Map<string, DrawnLeg>();
  const listeners = new Set<() => void>();
  let shown: DrawnLeg[] = [];
  let looking = 0;
  let working = false;
  let resting = false;
  let error: unknown;
  const tell = (): void => listeners.forEach((listener) => listener());

  /** The leg that needs pictures most: the one that is looked at is a third of the way ahead of the others. */
  function neediest(): DrawnLeg | undefined {
    const score = (one: DrawnLeg, at: number): number => one.done - (at === looking ? steps / 3 : 0);
    let [best, least]: [DrawnLeg | undefined, number] = [undefined, Infinity];
    shown.forEach((one, at) => {
      if (one.done < order.length && score(one, at) < least) [best, least] = [one, score(one, at)];
    });
    return best;
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let leg = neediest(); leg && !resting; leg = neediest()) {
      const wanted = order.slice(leg.done, leg.done + portion);
      try {
        const pictures = await draw(leg.leg, wanted);
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

  const film: Film = {
    show(stops, path, end) {
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
        if (known.size <= most) break;
        if (!shown.includes(leg)) known.delete(key);
      }
      tell();
      void work();
    },
    get legs() {
      return shown.length;
    },
    at(position) {
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
    placeOf(position) {
      const at = Math.min(Math.floor(position), shown.length - 1);
      return shown.length === 0 ? undefined : { leg: shown[at].leg, step: Math.round((position - at) * steps) };
    },
    drawn() {
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
    rest() {
      resting = true;
    },
  };

  function begun(leg: Leg, from: KeptPicture, to: KeptPicture): DrawnLeg {
    const pictures = new Array<Pixels | undefined>(steps + 1).fill(undefined);
    [pictures[0], pictures[steps]] = [from.pixels, to.pixels];
    return { leg, pictures, done: 0 };
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
