/** Display colour, sRGB, each component 0 … 255. Cel pictures mix colours like paint, not like light. */
export type Tone = readonly [red: number, green: number, blue: number];

/** Parses `#rrggbb`. */
export function tone(hex: string): Tone {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** Interpolates between two colours by `amount`, 0 … 1. */
export function mixTones(from: Tone, to: Tone, amount: number): Tone {
  return [
    from[0] + (to[0] - from[0]) * amount,
    from[1] + (to[1] - from[1]) * amount,
    from[2] + (to[2] - from[2]) * amount,
  ];
}

/** Multiplies two colours, as shade over a drawing. */
export function multiplyTones(from: Tone, by: Tone): Tone {
  return [(from[0] * by[0]) / 255, (from[1] * by[1]) / 255, (from[2] * by[2]) / 255];
}

/** Creates a colour from hue in degrees, saturation and lightness 0 … 1. */
export function toneFromHue(degrees: number, saturation: number, lightness: number): Tone {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (shift: number): number => {
    const at = (((shift + degrees / 30) % 12) + 12) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  };
  return [part(0), part(8), part(4)];
}
