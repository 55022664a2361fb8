import type { Random } from "../../tensor/index.ts";
import { toneFromHue, mixTones, type Tone } from "./tone.ts";

/** Draws a calm colour behind the character: mostly light, sometimes deep, with a vertical gradient. */
export function backdrop(random: Random): (down: number) => Tone {
  const degrees = 360 * random.uniform();
  const deep = random.uniform() < 0.2;
  const light = deep ? 0.35 + 0.15 * random.uniform() : 0.78 + 0.14 * random.uniform();
  const strong = deep ? 0.35 : 0.25 + 0.5 * random.uniform();
  const top = toneFromHue(degrees, strong, light);
  const bottom = toneFromHue(degrees + 40 * random.normal(), strong, Math.min(0.97, light + 0.08));
  return (down) => mixTones(top, bottom, down);
}
