import type { Ramp } from "./ramp.ts";
import type { Settings } from "./settings.ts";

/** Settings to try again with when training broke: learning rates a quarter as large, penalties twice as large. */
export function gentler(settings: Settings): Settings {
  const { rate, discriminatorRate, penalty } = settings;
  return {
    ...settings,
    rate: times(rate, 1 / 4),
    ...(discriminatorRate !== undefined && { discriminatorRate: times(discriminatorRate, 1 / 4) }),
    ...(penalty !== undefined && { penalty: times(penalty, 2) }),
  };
}

function times(value: Ramp | number, factor: number): Ramp | number {
  if (typeof value === "number") return value * factor;
  return { ...value, from: value.from * factor, to: value.to * factor };
}
