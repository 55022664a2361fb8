import type { EyeColor, HairColor } from "./character-labels.ts";
import type { CelPaint } from "./cel-paint.ts";
import { tone } from "./tone.ts";

/** Base, shade, glow and pen of each hair colour, chosen by hand: shade tends to a neighbouring hue, not to grey. */
const hairTones: Readonly<Record<HairColor, readonly [base: string, shade: string, glow: string, line: string]>> = {
  black: ["#3a3646", "#24202f", "#77728f", "#120e18"],
  brown: ["#8a5638", "#613728", "#c98f62", "#3a1c16"],
  blond: ["#f7d76e", "#dda347", "#fff4bf", "#8a5a22"],
  pink: ["#f99fbd", "#d96f9e", "#ffdbe5", "#8c3560"],
  blue: ["#4673d8", "#2f4ba6", "#94bcff", "#1b2560"],
  purple: ["#9466cc", "#693fa0", "#cda8f5", "#38205f"],
  silver: ["#b3b8c9", "#868aa6", "#eef1f8", "#4a4c66"],
  red: ["#cf3644", "#93203a", "#ff8b80", "#500e22"],
  green: ["#58b368", "#35824f", "#b0ecaa", "#1a4a33"],
  orange: ["#f58a3c", "#cc5a28", "#ffc888", "#772c14"],
  aqua: ["#6fd6dd", "#43a5bd", "#c9f9f5", "#1f5a74"],
  white: ["#f7f5fa", "#cbc6de", "#ffffff", "#76708f"],
};

/** Creates the paint of hair. */
export function hairPaint(color: HairColor): CelPaint {
  const [base, shade, glow, line] = hairTones[color].map(tone);
  return { kind: "hair", base, shade, glow, line, headLightBlend: 0.55, threshold: 0.12 };
}

/** Upper and lower colour of an iris: dark above, bright below, as if light fell through it. */
export const eyeTones: Readonly<Record<EyeColor, readonly [dark: string, bright: string]>> = {
  brown: ["#5a2c1c", "#c07a45"],
  blue: ["#1d3f9c", "#5aa8ff"],
  green: ["#176a35", "#6fdc6a"],
  red: ["#8c1024", "#ff5a54"],
  purple: ["#4c2393", "#b27bff"],
  gold: ["#a86408", "#ffd93b"],
  aqua: ["#0d7f8f", "#5ff0e6"],
  pink: ["#b82a74", "#ff92c6"],
};

/** Complexions: base, shade and pen. */
export const skinTones: readonly (readonly [base: string, shade: string, line: string])[] = [
  ["#ffe9dc", "#f5bfae", "#a8594e"],
  ["#ffe1cf", "#f0b09a", "#9c4e42"],
  ["#fbd3b8", "#e09f80", "#8a4434"],
];
