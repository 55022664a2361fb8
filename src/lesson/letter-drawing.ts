import { labelMapImage, sushiClassId, type SushiClassName } from "../synthetic/index.ts";
import type { Picture } from "../image/index.ts";

/** Letters of a drawing, and the class of the label map that each stands for. A space is background. */
export const drawingLetters: Readonly<Record<string, SushiClassName>> = {
  " ": "background",
  p: "plate",
  r: "rice",
  n: "nori",
  w: "wasabi",
  g: "ginger",
  l: "lemon",
  h: "shiso",
  m: "maguro",
  s: "salmon",
  e: "ebi",
  t: "tamago",
  i: "ikura",
  u: "uni",
  a: "anago",
  k: "kappa",
};

/** Letters across and rows down a drawing: a letter in an editor is about twice as high as wide. */
const [columns, rowCount] = [16, 8];

/**
 * Draws a label map of sushi from letters, such as `s` for salmon and `r` for rice: see {@link drawingLetters}. The
 * drawing is centred in a square of 16 letters by 8 rows; what is outside of it, and every other letter, is background.
 *
 * @param text - rows of letters.
 * @param size - height and width of the picture, px.
 * @returns picture in the colours of the classes.
 */
export function letterDrawing(text: string, size: number): Picture {
  const rows = text.split("\n").filter((row) => row.trim() !== "");
  const top = Math.floor((rowCount - rows.length) / 2);
  const left = Math.floor((columns - Math.max(0, ...rows.map(({ length }) => length))) / 2);
  const map = Uint8Array.from({ length: size * size }, (_, at) => {
    const row = Math.floor((Math.floor(at / size) * rowCount) / size);
    const column = Math.floor(((at % size) * columns) / size);
    const letter = rows[row - top]?.[column - left] ?? " ";
    return sushiClassId(Object.hasOwn(drawingLetters, letter) ? drawingLetters[letter] : "background");
  });
  return labelMapImage(map, size);
}
