import type { Text } from "../error.ts";
import type { Verdict } from "./health.ts";
import { trainText } from "../text/index.ts";

/** Names of the verdicts for people, and advice. */
export const verdictWords: Readonly<Record<Verdict, { readonly name: Text; readonly advice: Text }>> =
  trainText.verdict;
