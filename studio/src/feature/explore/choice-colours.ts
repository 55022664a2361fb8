/** Colours of choices that name one. */
const namedColours: Readonly<Record<string, string>> = {
  black: "#2a2631",
  brown: "#8a5638",
  blond: "#f2cf5b",
  pink: "#f78fb3",
  blue: "#3f6fdc",
  purple: "#8f5fd0",
  silver: "#a9afc2",
  grey: "#8a8a8f",
  gray: "#8a8a8f",
  red: "#cf3040",
  green: "#4aa658",
  orange: "#f2812f",
  aqua: "#5fd0d8",
  turquoise: "#3fc0b0",
  white: "#fbfafd",
  gold: "#d9a520",
  yellow: "#f5d400",
  cream: "#fff0d0",
  sky: "#a9d8f8",
  lavender: "#d4ccff",
  rose: "#ffd0d6",
  light: "#f9c9b6",
  tan: "#d99f79",
  dark: "#5f3a2a",
};

/** Colour-blind-safe palette (Wong 2011) and two more colours, for choices that name no colour. */
const palette = ["#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#b8a900", "#7f7f7f"];

/**
 * Returns a colour for each choice of an attribute, none twice: its own where all choices name colours.
 *
 * @param names - names of the choices.
 */
export function choiceColours(names: readonly string[]): readonly string[] {
  const own = names.map((name): string | undefined => namedColours[name]);
  if (own.every((colour) => colour !== undefined) && new Set(own).size === own.length) return own;
  return names.map((_, at) => (names.length <= palette.length ? palette[at] : spreadColour(at)));
}

/** Returns the colour at a place of an endless palette: hues by the golden angle, in three lightnesses. */
function spreadColour(at: number): string {
  return `hsl(${((at * 137.5) % 360).toFixed(0)} 65% ${[48, 68, 32][at % 3]}%)`;
}
