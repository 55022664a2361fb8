import type { Candidate } from "omakase/studio";

/** Rule about a choice of an attribute, beside what the ratings say. */
export interface TraitRule {
  /** Index of the attribute. */
  readonly index: number;
  /** Index of the choice. */
  readonly value: number;
  readonly rule: "more" | "never";
}

/** Points that a trait loses or gains: enough never to be shown, and as much as a clearly liked trait. */
const [neverPenalty, moreBonus] = [10, 1];

/** Returns the penalty of {@link SuggestOptions} for rules. */
export function rulePenalty(rules: readonly TraitRule[]): (design: Pick<Candidate, "values">) => number {
  return ({ values }) =>
    rules
      .filter(({ index, value }) => values[index] === value)
      .reduce((sum, { rule }) => sum + (rule === "never" ? neverPenalty : -moreBonus), 0);
}
