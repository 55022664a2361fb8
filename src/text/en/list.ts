/** English marks between the items of a list, and of names. */
export const listSentences = {
  comma: ", ",
  plus: " + ",
  semicolon: "; ",
  dot: ", ",
  and: " and ",
  or: " or ",
  gap: " ",
  named: "{name} ({label})",
} as const;
