/** Colour in linear light, each component 0 … 1. */
export type LinearColour = readonly [red: number, green: number, blue: number];

/** Parses `#rrggbb` (sRGB) to linear light, in which shading is additive. */
export function linearColour(hex: string): LinearColour {
  const part = (at: number): number => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [part(1), part(3), part(5)];
}

/** Interpolates between two colours by `amount`, 0 … 1. */
export function mixColours(from: LinearColour, to: LinearColour, amount: number): LinearColour {
  return [
    from[0] + (to[0] - from[0]) * amount,
    from[1] + (to[1] - from[1]) * amount,
    from[2] + (to[2] - from[2]) * amount,
  ];
}

/** Multiplies a colour: lightens it by a factor above 1, else darkens it. */
export function scaleColour(from: LinearColour, factor: number): LinearColour {
  return [from[0] * factor, from[1] * factor, from[2] * factor];
}

const steps = 4096;

/** Lookup table of sRGB bytes for linear values in steps of 1 / 4096 (IEC 61966-2-1). */
const encoded = new Uint8Array(steps + 1).map((_, at) => {
  const value = at / steps;
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
});

/** Converts a linear value to an sRGB byte; clips to white. */
export function toSrgbByte(value: number): number {
  return encoded[value >= 1 ? steps : value <= 0 ? 0 : (value * steps + 0.5) | 0];
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
