import type { RunFacts } from "../../worker/run-facts.ts";
import { untruncatedNoise } from "../../worker/untruncated-noise.ts";
import type { DrawRequest, AttributeSetting } from "../../worker/draw/draw-request.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";

/** What is set before a draw. */
export type DrawSettings = Omit<DrawRequest, "seed">;

/** How different a nudged picture is at first. */
export const defaultNoiseAmount = 0.35;

/** All by lot. */
export function defaultDrawSettings({ attributes }: RunFacts): DrawSettings {
  const conditions = (attributes?.tags ?? []).map((): AttributeSetting => "random");
  return { count: 6, attributeSettings: conditions, truncation: 1, anomalyFilter: "all" };
}

/** The same with what a picture was made of: nothing of it is left to chance. */
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

/** Whether a picture's settings fit a model: those of children may be more than a card. */
export function fitsModel({ candidate }: RenderedPicture, { latent, attributes }: RunFacts): boolean {
  return candidate.latent.length === latent && candidate.values.length === (attributes?.tags.length ?? 0);
}

/** Whether every draw gives the same picture. */
export function isDeterministic({ attributeSettings: conditions, noise }: DrawSettings): boolean {
  return noise?.noiseAmount === 0 && !conditions.includes("random");
}

/** What a picture shows with these wishes; what is left to chance stays as it is. */
export function resolveAttributeSettings(conditions: readonly AttributeSetting[], values: readonly number[]): number[] {
  return conditions.map((condition, at) =>
    condition === "off" ? Number.NaN : condition === "random" ? values[at] : condition,
  );
}
