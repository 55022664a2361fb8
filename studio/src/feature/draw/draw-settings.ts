import type { RunFacts } from "../../worker/run-facts.ts";
import { untruncatedNoise } from "../../worker/untruncated-noise.ts";
import type { DrawRequest, AttributeSetting } from "../../worker/draw/draw-request.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";

/** Settings of a draw. */
export type DrawSettings = Omit<DrawRequest, "seed">;

/** Default noise amount of a variation, 0–1. */
export const defaultNoiseAmount = 0.35;

/** Returns settings that sample every attribute from the data set's distribution. */
export function defaultDrawSettings({ attributes }: RunFacts): DrawSettings {
  const conditions = (attributes?.tags ?? []).map((): AttributeSetting => "random");
  return { count: 6, attributeSettings: conditions, truncation: 1, anomalyFilter: "normal" };
}

/** Returns the settings of a draw that keeps nothing of a picture; number and filter stay. */
export function releasedSettings(facts: RunFacts, { count, anomalyFilter }: DrawSettings): DrawSettings {
  return { ...defaultDrawSettings(facts), count, anomalyFilter };
}

/** Returns the number of attributes that chance does not decide. */
export function keptAttributeCount({ attributeSettings }: DrawSettings): number {
  return attributeSettings.filter((setting) => setting !== "random").length;
}

/** Returns the settings with the attributes and noise of a picture: nothing stays random. */
export function drawSettingsFromPicture(settings: DrawSettings, shown: RenderedPicture): DrawSettings {
  return {
    ...settings,
    attributeSettings: Array.from(shown.candidate.values, (value): AttributeSetting =>
      Number.isNaN(value) ? "off" : value,
    ),
    noise: { latent: untruncatedNoise(shown), noiseAmount: 0 },
    truncation: shown.recipe.truncation ?? 1,
  };
}

/** Returns the settings that ask for a choice of an attribute; where they did, chance decides again. */
export function toggleAttribute(settings: DrawSettings, index: number, choice: number): DrawSettings {
  const { attributeSettings } = settings;
  const setting = attributeSettings[index] === choice ? "random" : choice;
  return { ...settings, attributeSettings: attributeSettings.with(index, setting) };
}

/** Returns whether these settings draw just this picture again: its noise and all its attributes are kept. */
export function keepsPicture({ attributeSettings, noise }: DrawSettings, shown: RenderedPicture): boolean {
  if (noise?.noiseAmount !== 0) return false;
  const latent = untruncatedNoise(shown);
  const isSame = (setting: AttributeSetting, value: number): boolean =>
    setting === "random" || Object.is(setting === "off" ? Number.NaN : setting, value);
  return (
    noise.latent.every((value, at) => value === latent[at]) &&
    attributeSettings.every((setting, at) => isSame(setting, shown.candidate.values[at]))
  );
}

/** Returns whether every draw gives the same picture. */
export function isDeterministic({ attributeSettings: conditions, noise }: DrawSettings): boolean {
  return noise?.noiseAmount === 0 && !conditions.includes("random");
}

/** Returns the attribute values of a picture under these conditions; random attributes keep their value. */
export function resolveAttributeSettings(conditions: readonly AttributeSetting[], values: readonly number[]): number[] {
  return conditions.map((condition, at) =>
    condition === "off" ? Number.NaN : condition === "random" ? values[at] : condition,
  );
}

/** Returns whether chance alone decides what is drawn, and which broken pictures are left out. */
export function isLeftToChance({ attributeSettings, noise, truncation, anomalyFilter }: DrawSettings): boolean {
  const isPicked = anomalyFilter === "anomalous";
  return !noise && truncation === 1 && !isPicked && attributeSettings.every((setting) => setting === "random");
}

/**
 * Returns the request of a day's picture: equal everywhere, by the date alone. It is the first of the day's draws that is
 * not broken, so it waits for the scorer.
 *
 * @param day - date in UTC, such as `2026-12-01`.
 */
export function dailyRequest(facts: RunFacts, day: string): DrawRequest {
  const seed = Number(day.replaceAll("-", ""));
  return { ...defaultDrawSettings(facts), anomalyFilter: "normal", waitsForScorer: true, count: 1, seed };
}
