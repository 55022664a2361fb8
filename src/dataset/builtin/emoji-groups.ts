import type { TagChoice } from "../tag.ts";

/** Group of emoji, as Unicode and the data define it. */
export interface EmojiGroup extends TagChoice {
  /** Category in the data. */
  readonly category: string;
}

/** Unicode's groups of emoji (CLDR, emoji ordering). */
export const emojiGroups: readonly EmojiGroup[] = [
  { category: "Smileys & Emotion", name: "smileys", label: { ja: "顔と気持ち", en: "smileys and emotion" } },
  { category: "People & Body", name: "people", label: { ja: "人と体", en: "people and body" } },
  { category: "Animals & Nature", name: "animals", label: { ja: "動物と自然", en: "animals and nature" } },
  { category: "Food & Drink", name: "food", label: { ja: "食べ物と飲み物", en: "food and drink" } },
  { category: "Travel & Places", name: "travel", label: { ja: "旅行と場所", en: "travel and places" } },
  { category: "Activities", name: "activities", label: { ja: "行事とスポーツ", en: "activities" } },
  { category: "Objects", name: "objects", label: { ja: "もの", en: "objects" } },
  { category: "Symbols", name: "symbols", label: { ja: "記号", en: "symbols" } },
  { category: "Flags", name: "flags", label: { ja: "旗", en: "flags" } },
];
