import type { TagChoice } from "../tag.ts";
import { datasetText } from "../../text/index.ts";

/** Group of emoji, as Unicode and the data define it. */
export interface EmojiGroup extends TagChoice {
  /** Category in the data. */
  readonly category: string;
}

/** Unicode's groups of emoji (CLDR, emoji ordering). */
export const emojiGroups: readonly EmojiGroup[] = [
  { category: "Smileys & Emotion", name: "smileys", label: datasetText.emojiGroups.smileysEmotion },
  { category: "People & Body", name: "people", label: datasetText.emojiGroups.peopleBody },
  { category: "Animals & Nature", name: "animals", label: datasetText.emojiGroups.animalsNature },
  { category: "Food & Drink", name: "food", label: datasetText.emojiGroups.foodDrink },
  { category: "Travel & Places", name: "travel", label: datasetText.emojiGroups.travelPlaces },
  { category: "Activities", name: "activities", label: datasetText.emojiGroups.activities },
  { category: "Objects", name: "objects", label: datasetText.emojiGroups.objects },
  { category: "Symbols", name: "symbols", label: datasetText.emojiGroups.symbols },
  { category: "Flags", name: "flags", label: datasetText.emojiGroups.flags },
];
