import type { EyeColor } from "./character-labels.ts";
import { eyeTones } from "./palette.ts";
import { blendTone, setTone, type CelPoint } from "./cel-paint.ts";
import { mixTones, tone, type Tone } from "./tone.ts";

/** Centres of the eyes: ±x, y. */
export const eyePlace = { x: 0.395, y: -0.27 } as const;

/** Options of {@link eyePainter}. */
export interface EyeOptions {
  readonly color: EyeColor;
  /** Pen of the hair: brows and lashes resemble it. */
  readonly line: Tone;
  readonly skin: Tone;
  readonly skinLine: Tone;
  /** Height of the outer corners, −0.03 gentle … 0.05 keen. */
  readonly slant: number;
  /** Openness, 0.9 … 1.1. */
  readonly openness: number;
  /** Slope of the brows: negative worried, positive stern. */
  readonly brow: number;
}

const white = tone("#fdfcff");
const shadow = tone("#c9c4de");
const night = tone("#1c1020");

/**
 * Creates a function that paints a pair of eyes. Its arguments `across` and `up` are measured from the middle of an
 * eye, `across` grows towards the ear; `side` is the eye, because highlights lie on the same side in both.
 */
export function eyePainter(options: EyeOptions): (point: CelPoint, across: number, up: number, side: number) => void {
  const { color, slant, openness, brow } = options;
  const [dark, bright] = eyeTones[color].map(tone);
  const lash = mixTones(options.line, night, 0.65);
  const browTone = mixTones(options.line, options.skin, 0.12);
  const rim = mixTones(dark, night, 0.55);
  const pupil = mixTones(dark, night, 0.7);
  const crease = mixTones(options.skinLine, options.skin, 0.35);

  return (point, across, up, side) => {
    const s = (across - 0.015) / 0.235;
    const flat = Math.abs(s);
    if (up > 0.3) {
      // The brow: a stroke that thins towards the ear.
      const t = (across + 0.17) / 0.4;
      const middle = 0.36 + 0.05 * (1 - (2 * t - 1) ** 2) + brow * (t - 0.5);
      if (t > 0 && t < 1 && Math.abs(up - middle) < 0.024 * (1 - 0.6 * t)) setTone(point, browTone);
      return;
    }
    if (flat > 1.4) return;
    const tilt = slant * s;
    const upper = (flat < 1 ? 0.215 * openness * (1 - flat ** 2.8) : 0) - 0.01 + tilt;
    const lower = (flat < 1 ? -0.235 * (1 - 0.78 * flat ** 2.6) : -0.05) + tilt;
    const heavy = 0.042 + 0.026 * Math.max(0, s);
    // The upper lash line, with a wing beyond the outer corner.
    if (flat < 1 && up >= upper - 0.012 && up < upper + heavy) return setTone(point, lash);
    if (s >= 0.9 && s < 1.3) {
      const rise = (s - 0.9) / 0.4;
      const wing = tilt + 0.005 + 0.055 * rise;
      if (Math.abs(up - wing) < 0.05 * (1 - rise)) return setTone(point, lash);
    }
    if (flat >= 1) return;
    if (up >= upper) {
      const fold = upper + heavy + 0.05 - 0.03 * s * s;
      if (s > -0.7 && s < 0.85 && Math.abs(up - fold) < 0.011) setTone(point, crease);
      return;
    }
    if (up < lower) {
      if (s > -0.35 && up > lower - 0.024) setTone(point, mixTones(lash, options.skin, s > 0.3 ? 0.15 : 0.45));
      return;
    }
    setTone(point, up > upper - 0.075 ? shadow : white);
    const x = (across - 0.0) / 0.168;
    const y = (up + 0.01) / 0.232;
    const round = x * x + y * y;
    if (round < 1) {
      setTone(point, y > 0.25 ? dark : y > -0.2 ? mixTones(dark, bright, 0.45) : bright);
      // A crescent of light along the lower edge.
      const glow = x * x * 1.6 + (y + 0.52) ** 2 * 4.5;
      if (glow < 1) blendTone(point, mixTones(bright, white, 0.35), 0.8);
      if (round > 0.74) setTone(point, rim);
      if ((x / 0.42) ** 2 + ((y - 0.04) / 0.46) ** 2 < 1) setTone(point, pupil);
      if (up > upper - 0.055) blendTone(point, night, 0.45);
    }
    // Two highlights.
    const lx = across * side;
    if (((lx + 0.065) / 0.066) ** 2 + ((up - 0.085) / 0.078) ** 2 < 1) setTone(point, white);
    if (((lx - 0.07) / 0.036) ** 2 + ((up + 0.13) / 0.042) ** 2 < 1) setTone(point, white);
  };
}
