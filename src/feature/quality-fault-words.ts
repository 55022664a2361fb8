import type { Text } from "../error.ts";
import type { QualityFault } from "./image-quality.ts";

/** Names of the faults for people, and what each means. */
export const qualityFaultWords: Readonly<Record<QualityFault, { readonly name: Text; readonly meaning: Text }>> = {
  soft: {
    name: { ja: "ぼやけている", en: "soft" },
    meaning: { ja: "細かい部分が足りません", en: "fine details are missing" },
  },
  gritty: {
    name: { ja: "ざらついている", en: "gritty" },
    meaning: { ja: "平らなところに、本物にはない模様があります", en: "there are specks where real pictures are flat" },
  },
  "colours off": {
    name: { ja: "色がちがう", en: "colours off" },
    meaning: { ja: "色の並びが本物とちがいます", en: "colours are not where real pictures have them" },
  },
  "too alike": {
    name: { ja: "似た絵ばかり", en: "too alike" },
    meaning: { ja: "本物ほどの多様さがありません", en: "they vary less than real pictures do" },
  },
};
