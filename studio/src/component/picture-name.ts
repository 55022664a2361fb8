import type { Text } from "omakase/studio";

/** Syllables of names. */
const syllables = [
  ...[["a", "ア"], ["e", "エ"], ["ka", "カ"], ["ki", "キ"], ["ko", "コ"], ["sa", "サ"], ["shi", "シ"], ["so", "ソ"]],
  ...[["ta", "タ"], ["chi", "チ"], ["to", "ト"], ["na", "ナ"], ["ni", "ニ"], ["no", "ノ"], ["ha", "ハ"], ["hi", "ヒ"]],
  ...[["fu", "フ"], ["ma", "マ"], ["mi", "ミ"], ["mo", "モ"], ["yu", "ユ"], ["ri", "リ"], ["ru", "ル"], ["re", "レ"]],
] as const; // oxfmt-ignore

/** Returns the name of a picture: three syllables that its candidate's id decides, so that it is the same everywhere. */
export function pictureName(id: string): Text {
  const number = parseInt(id.slice(0, 8), 16);
  const chosen = [1, 24, 576].map((unit) => syllables[Math.floor(number / unit) % syllables.length]);
  const latin = chosen.map(([en]) => en).join("");
  return { ja: chosen.map(([, ja]) => ja).join(""), en: latin[0].toUpperCase() + latin.slice(1) };
}
