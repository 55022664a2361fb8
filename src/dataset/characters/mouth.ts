import type { Mouth } from "./labels.ts";
import { cover, setTone, type Point } from "./paint.ts";
import { mix, tone, type Tone } from "./tone.ts";

/** How high the mouth sits. */
export const mouthHeight = -0.71;

const inside = tone("#8c2436");
const tongue = tone("#f0747c");
const teeth = tone("#fffaf5");

/** Makes a painter of a mouth, asked for `across` and `up` from its middle. */
export function mouthPainter(mouth: Mouth, skinLine: Tone): (point: Point, across: number, up: number) => void {
  const pen = mix(skinLine, tone("#5a1a22"), 0.6);
  const soft = mix(skinLine, tone("#f7c4b4"), 0.45);
  /** An opening between two curves, with a pen line round it. */
  const opening = (point: Point, up: number, top: number, bottom: number, tongueAt: number, bite: number): void => {
    if (up > top + 0.014 || up < bottom - 0.014) return;
    if (up > top - 0.014 || up < bottom + 0.014) setTone(point, pen);
    else if (up > top - bite) setTone(point, teeth);
    else setTone(point, up < tongueAt ? tongue : inside);
  };
  if (mouth === "closed") {
    return (point, across, up) => {
      if (Math.abs(across) < 0.12 && Math.abs(up + 0.01) < 0.021) setTone(point, pen);
      if (Math.abs(across) < 0.05 && Math.abs(up + 0.085) < 0.011) cover(point, soft, 0.7);
    };
  }
  if (mouth === "smile") {
    return (point, across, up) => {
      const middle = 2.3 * across * across - 0.045;
      if (Math.abs(across) < 0.19 && Math.abs(up - middle) < 0.024 * Math.sqrt(1 + (4 * across) ** 2))
        setTone(point, pen);
    };
  }
  if (mouth === "open") {
    return (point, across, up) => {
      const room = 1 - (across / 0.115) ** 2;
      if (room < 0) return;
      const half = Math.sqrt(room);
      opening(point, up, 0.065 * half - 0.005, -0.14 * half - 0.005, -0.08 + across * across * 2, 0);
    };
  }
  return (point, across, up) => {
    const room = 1 - (across / 0.23) ** 2;
    if (room < 0) return;
    opening(point, up, 0.05 - 0.05 * room, 0.05 - 0.23 * room, -0.09 + 1.8 * across * across, 0.05);
  };
}
