import type { RunFacts } from "../../engine/describe.ts";
import { noiseBehind } from "../../engine/noise.ts";
import type { Order, Wish } from "../../engine/order.ts";
import type { Shown } from "../../engine/shown.ts";

/** What is set before a draw. */
export type Settings = Omit<Order, "seed">;

/** How different a nudged picture is at first. */
export const usualNudge = 0.35;

/** All by lot. */
export function usualSettings({ attributes }: RunFacts): Settings {
  const wishes = (attributes?.tags ?? []).map((): Wish => "random");
  return { count: 6, wishes, truncation: 1, sieve: "all" };
}

/** The same with what a picture was made of: nothing of it is left to chance. */
export function settingsOf(settings: Settings, shown: Shown): Settings {
  return {
    ...settings,
    wishes: Array.from(shown.card.values, (value): Wish => (Number.isNaN(value) ? "off" : value)),
    noise: { latent: noiseBehind(shown), nudge: 0 },
    truncation: shown.recipe.truncation ?? 1,
  };
}

/** Whether a picture's settings fit a model: those of children may be more than a card. */
export function fits({ card }: Shown, { latent, attributes }: RunFacts): boolean {
  return card.latent.length === latent && card.values.length === (attributes?.tags.length ?? 0);
}

/** Whether every draw gives the same picture. */
export function isCertain({ wishes, noise }: Settings): boolean {
  return noise?.nudge === 0 && !wishes.includes("random");
}

/** What a picture shows with these wishes; what is left to chance stays as it is. */
export function wishedValues(wishes: readonly Wish[], values: readonly number[]): number[] {
  return wishes.map((wish, at) => (wish === "off" ? Number.NaN : wish === "random" ? values[at] : wish));
}
