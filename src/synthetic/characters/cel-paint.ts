import { mixTones, multiplyTones, tone, type Tone } from "./tone.ts";

/** Visible point during shading. One object serves a whole picture. */
export interface CelPoint {
  /** Position on the model: x to the right of the front view, y up, z towards its front. */
  x: number;
  y: number;
  z: number;
  /** Coordinates on the shape, specific to each shape. */
  u: number;
  v: number;
  w: number;
  /** Colour, 0 … 255. */
  red: number;
  green: number;
  blue: number;
}

/** Paint of a shape: a few flat tones and a pen. */
export interface CelPaint {
  /**
   * Kind of the shape; shapes of one kind have no pen line between them, unless one is clearly in front of the other.
   */
  readonly kind: "skin" | "hair" | "cloth" | "ribbon" | "hat" | "glasses" | "tie";
  readonly base: Tone;
  readonly shade: Tone;
  /** Colour of the pen line. */
  readonly line: Tone;
  /** Highlight on hair in full light. */
  readonly glow?: Tone;
  /** Weight of the head's normal against the shape's own, 0 … 1: locks of hair share one light. Default 0. */
  readonly headLightBlend?: number;
  /** Threshold of shade: −1 never … 1 always. Default 0. */
  readonly threshold?: number;
  /** Whether the shape has no outline, because it is a line itself. Default false. */
  readonly isUnlined?: boolean;
  /** Modifies the colour of a point, which is already `base` or, when `shaded`, `shade`. */
  readonly detail?: (point: CelPoint, shaded: boolean) => void;
}

const dusk = tone("#b79ac4");
const ink = tone("#2a1830");

/** Creates the paint of plain things such as cloth: derives shade and pen from the base. */
export function flatPaint(kind: CelPaint["kind"], base: Tone, rest: Partial<CelPaint> = {}): CelPaint {
  return { kind, base, shade: multiplyTones(base, dusk), line: mixTones(multiplyTones(base, dusk), ink, 0.6), ...rest };
}

/** Sets the colour of a point. */
export function setTone(point: CelPoint, to: Tone): void {
  point.red = to[0];
  point.green = to[1];
  point.blue = to[2];
}

/** Blends a colour over a point by `amount`, 0 … 1. */
export function blendTone(point: CelPoint, by: Tone, amount: number): void {
  point.red += (by[0] - point.red) * amount;
  point.green += (by[1] - point.green) * amount;
  point.blue += (by[2] - point.blue) * amount;
}
