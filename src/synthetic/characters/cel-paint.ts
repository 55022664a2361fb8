import { mixTones, multiplyTones, tone, type Tone } from "./tone.ts";

/** One visible point while it is being coloured. One object serves a whole picture. */
export interface CelPoint {
  /** Where it is on the model: x to the right of the front view, y up, z towards its front. */
  x: number;
  y: number;
  z: number;
  /** Coordinates on the shape, each shape's own. */
  u: number;
  v: number;
  w: number;
  /** The colour, 0 … 255. */
  red: number;
  green: number;
  blue: number;
}

/** What a shape is painted with: a few flat tones and a pen. */
export interface CelPaint {
  /** Shapes of one kind have no pen line between them, unless one lies clearly in front of the other. */
  readonly kind: "skin" | "hair" | "cloth" | "ribbon" | "hat" | "glasses" | "tie";
  readonly base: Tone;
  readonly shade: Tone;
  /** The pen. */
  readonly line: Tone;
  /** Beyond the base: where the light falls full on hair. */
  readonly glow?: Tone;
  /** How far a normal is turned towards that of the whole head, 0 … 1: locks of hair share one light. Default 0. */
  readonly headLightBlend?: number;
  /** How dark it must be to lie in shade: −1 never … 1 always. Default 0. */
  readonly threshold?: number;
  /** Never outlined, because it is itself a line. Default false. */
  readonly isUnlined?: boolean;
  /** Changes the colour of a point, which is already `base` or, when `shaded`, `shade`. */
  readonly detail?: (point: CelPoint, shaded: boolean) => void;
}

const dusk = tone("#b79ac4");
const ink = tone("#2a1830");

/** Cloth and other plain things: shade and pen follow from the base. */
export function flatPaint(kind: CelPaint["kind"], base: Tone, rest: Partial<CelPaint> = {}): CelPaint {
  return { kind, base, shade: multiplyTones(base, dusk), line: mixTones(multiplyTones(base, dusk), ink, 0.6), ...rest };
}

/** Colours a point. */
export function setTone(point: CelPoint, to: Tone): void {
  point.red = to[0];
  point.green = to[1];
  point.blue = to[2];
}

/** Lays a colour over a point, `blendTone` 0 … 1. */
export function blendTone(point: CelPoint, by: Tone, amount: number): void {
  point.red += (by[0] - point.red) * amount;
  point.green += (by[1] - point.green) * amount;
  point.blue += (by[2] - point.blue) * amount;
}
