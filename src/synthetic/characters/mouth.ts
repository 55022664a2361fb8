import type { CharacterMouth } from "./character-labels.ts";
import { blendTone, setTone, type CelPoint } from "./cel-paint.ts";
import { mixTones, tone, type Tone } from "./tone.ts";

/** Height of the mouth. */
export const mouthHeight = -0.71;

const inside = tone("#8c2436");
const tongue = tone("#f0747c");
const teeth = tone("#fffaf5");

/**
 * Creates a function that paints a mouth, larger than natural: at 64 px a smile is nine pixels wide and must differ
 * from a closed mouth. Its arguments `across` and `up` are measured from the middle.
 */
export function mouthPainter(
  mouth: CharacterMouth,
  skinLine: Tone,
): (point: CelPoint, across: number, up: number) => void {
  const pen = mixTones(skinLine, tone("#5a1a22"), 0.6);
  const soft = mixTones(skinLine, tone("#f7c4b4"), 0.45);
  /** Paints an opening between two curves, with a pen line round it. */
  const opening = (point: CelPoint, up: number, top: number, bottom: number, tongueAt: number, bite: number): void => {
    if (up > top + 0.014 || up < bottom - 0.014) return;
    if (up > top - 0.014 || up < bottom + 0.014) setTone(point, pen);
    else if (up > top - bite) setTone(point, teeth);
    else setTone(point, up < tongueAt ? tongue : inside);
  };
  if (mouth === "closed") {
    return (point, across, up) => {
      if (Math.abs(across) < 0.12 && Math.abs(up + 0.01) < 0.026) setTone(point, pen);
      if (Math.abs(across) < 0.05 && Math.abs(up + 0.085) < 0.011) blendTone(point, soft, 0.7);
    };
  }
  if (mouth === "smile") {
    return (point, across, up) => {
      const middle = 2.6 * across * across - 0.075;
      if (Math.abs(across) < 0.24 && Math.abs(up - middle) < 0.027 * Math.sqrt(1 + (4 * across) ** 2))
        setTone(point, pen);
    };
  }
  if (mouth === "open") {
    return (point, across, up) => {
      const room = 1 - (across / 0.14) ** 2;
      if (room < 0) return;
      const half = Math.sqrt(room);
      opening(point, up, 0.085 * half - 0.005, -0.165 * half - 0.005, -0.09 + across * across * 2, 0);
    };
  }
  return (point, across, up) => {
    const room = 1 - (across / 0.24) ** 2;
    if (room < 0) return;
    opening(point, up, 0.08 - 0.05 * room, 0.08 - 0.24 * room, -0.07 + 1.8 * across * across, 0.05);
  };
}
