import type { Language } from "../error.ts";
import type { Figure } from "../figure/index.ts";
import { lessonText } from "../text/index.ts";
import { captionedSvg } from "./captioned-svg.ts";

/** A simulated person who rates pictures: hidden likes, and a standard that follows what it gets. Plain data. */
export interface SimulatedRater {
  /** Pleasure that each trait adds; all others add nothing. */
  readonly likes: Readonly<Record<string, number>>;
  /** Pleasure from which on a picture is called good. */
  readonly standard: number;
  /** Every rating so far. */
  readonly history: readonly RatedPicture[];
}

/** One rating of a {@link SimulatedRater}. */
export interface RatedPicture {
  readonly pleasure: number;
  /** Standard at that time. */
  readonly standard: number;
  /** 1: good, −1: bad. */
  readonly rating: 1 | -1;
}

/** Share of the distance to a pleasure that the standard moves: up when it is exceeded, down when it is not. */
const [upward, downward] = [0.1, 0.02];

/** Rater of the built-in characters before its first rating: 3 in 10 random ones are good enough. */
export const firstRater: SimulatedRater = {
  likes: {
    ...{ "glasses yes": 1.5, "ribbon yes": 0.5, "hat yes": -1, "mouth laugh": 1, "mouth closed": -0.5 },
    ...{ "hairColor pink": 2, "hairColor aqua": 1.5, "hairColor silver": 1, "hairColor black": -1 },
    ...{ "hairStyle twinTails": 1.5, "hairStyle drills": 1, "hairStyle buns": 1, "hairStyle short": -1 },
    ...{ "eyeColor purple": 0.5 },
  },
  standard: 1.5,
  history: [],
};

/**
 * Rates a picture by its traits. The standard then moves towards the pleasure, faster up than down, as people get used to
 * good things (adaptation level: Helson 1964).
 *
 * @param traits - such as `hairColor pink`.
 * @returns the rating, and the rater `after` it.
 */
export function rate(
  rater: SimulatedRater,
  traits: readonly string[],
): { readonly rating: 1 | -1; readonly after: SimulatedRater } {
  const { likes, standard, history } = rater;
  const pleasure = traits.reduce((sum, trait) => sum + (likes[trait] ?? 0), 0);
  const rating = pleasure >= standard ? 1 : -1;
  const moved = standard + (pleasure > standard ? upward : downward) * (pleasure - standard);
  return { rating, after: { likes, standard: moved, history: [...history, { pleasure, standard, rating }] } };
}

/** Draws ratings in order: the pleasure of each picture as a dot, and the standard as a line. */
export function standardFigure(history: readonly RatedPicture[], language: Language): Figure {
  const [width, height, left, top, bottom] = [560, 340, 24, 76, 24];
  const pleasures = history.map(({ pleasure }) => pleasure);
  const [low, high] = [Math.min(...pleasures), Math.max(...pleasures)];
  const x = (at: number) => (left + ((width - 2 * left) * at) / Math.max(1, history.length - 1)).toFixed(1);
  const y = (value: number) =>
    (height - bottom - ((value - low) / (high - low || 1)) * (height - top - bottom)).toFixed(1);
  const line = history.map(({ standard }, at) => `${x(at)},${y(standard)}`).join(" ");
  const dots = history.map(
    ({ pleasure, rating }, at) =>
      `<circle cx="${x(at)}" cy="${y(pleasure)}" r="4.2" fill="${rating > 0 ? "#2d7d32" : "#d9705f"}" fill-opacity=".8"/>`,
  );
  const standards = `<polyline points="${line}" fill="none" stroke="#1f6fb8" stroke-width="3"/>`;
  return captionedSvg(standards + dots.join(""), { size: [width, height], ...lessonText.rater, language });
}
