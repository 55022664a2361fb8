import { timesRamp } from "./ramp.ts";
import type { Settings } from "./settings.ts";

/** Settings to try again with when training broke: learning rates a quarter as large, penalties twice as large. */
export function gentler(settings: Settings): Settings {
  const { rate, discriminatorRate, penalty } = settings;
  return {
    ...settings,
    rate: timesRamp(rate, 1 / 4),
    ...(discriminatorRate !== undefined && { discriminatorRate: timesRamp(discriminatorRate, 1 / 4) }),
    ...(penalty !== undefined && { penalty: timesRamp(penalty, 2) }),
  };
}
