import type { Rating } from "omakase/studio";
import type { Words } from "../language/language.tsx";

/** Ratings from very bad (−2) to very good (2). */
export const ratingScale: readonly Rating[] = [-2, -1, 0, 1, 2];

/** Names of the ratings. */
export const ratingWords = {
  "-2": { ja: "とても苦手", en: "Very bad" },
  "-1": { ja: "苦手", en: "Bad" },
  "0": { ja: "ふつう", en: "So-so" },
  "1": { ja: "好き", en: "Good" },
  "2": { ja: "大好き", en: "Very good" },
  group: { ja: "評価", en: "Your rating" },
} satisfies Words;
