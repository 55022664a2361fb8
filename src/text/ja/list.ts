import type { Translation } from "../define-texts.ts";
import type { listSentences as english } from "../en/list.ts";

/** Japanese marks between the items of a list, and of names. */
export const listSentences: Translation<typeof english> = {
  comma: "、",
  plus: "＋",
  semicolon: "／",
  dot: "・",
  and: "",
  or: " か ",
  gap: "",
  named: "{name}（{label}）",
};
