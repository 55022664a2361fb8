import { test } from "vitest";

/** Whether this is `npm run nightly`, which tries every case. */
export const isNightly = process.env.OMAKASE_NIGHTLY === "1";

/** Returns all cases in the nightly run, and in `npm test` the given ones: one of each kind. */
export function casesOf<Case>(all: readonly Case[], few: readonly NoInfer<Case>[]): readonly Case[] {
  return isNightly ? all : few;
}

/** Returns all cases in the nightly run, and in `npm test` the first of each `n`. */
export function everyNth<Case>(n: number, cases: readonly Case[]): readonly Case[] {
  return isNightly ? cases : cases.filter((_, at) => at % n === 0);
}

/** A test of the nightly run only; `npm test` does not know it. */
export const nightlyTest: (name: string, run: () => void | Promise<void>, timeout?: number) => void = isNightly
  ? test
  : () => undefined;
