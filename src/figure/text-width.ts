/**
 * Font weight. Text is measured and wrapped without a font, so that pure functions lay out figures the same way on
 * every host. Advances are those of Noto Sans JP; `lettering.test.ts` compares them with the file.
 */

export type Weight = "regular" | "bold";

// Advances of U+0020 … U+007E in thousandths of the font size.
const latin: Record<Weight, readonly number[]> = {
  regular: [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
    555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812,
    723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
    554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338,
    270, 338, 555,
  ],
  bold: [
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590, 590, 590,
    590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853,
    749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644,
    581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495, 421, 637, 576, 863, 562, 574, 511, 378,
    296, 378, 590,
  ],
};

/** Measures one line of text at a font size. Characters beyond ASCII count as full width, the maximum. */
export function textWidth(text: string, size: number, weight: Weight = "regular"): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    width += code >= 0x20 && code <= 0x7e ? latin[weight][code - 0x20] : 1000;
  }
  return (width * size) / 1000;
}

/** Shortens text to a width, with `…` for the end, or for the beginning (paths). */
export function shorten(text: string, width: number, size: number, droppedEnd: "end" | "beginning" = "end"): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  const marked = (): string => {
    const kept = characters.join("");
    return droppedEnd === "end" ? `${kept.trimEnd()}…` : `…${kept.trimStart()}`;
  };
  while (characters.length > 0 && textWidth(marked(), size) > width) {
    if (droppedEnd === "end") characters.pop();
    else characters.shift();
  }
  return marked();
}

/**
 * Wraps text to a width. Latin breaks at spaces; Japanese after particles and punctuation if possible (a phrase is
 * kanji, katakana or Latin and the hiragana after it), within a phrase only if necessary.
 */
export function wrap(text: string, width: number, size: number, weight: Weight = "regular"): string[] {
  const lines: string[] = [];
  let line = "";
  const put = (piece: string): void => {
    if (textWidth((line + piece).trimEnd(), size, weight) <= width) line += piece;
    else if (textWidth(piece.trimEnd(), size, weight) <= width) {
      if (line.trim()) lines.push(line.trim());
      line = piece;
    } else for (const character of piece) putCharacter(character);
  };
  const putCharacter = (character: string): void => {
    if (line && textWidth(line + character, size, weight) > width) {
      lines.push(line.trim());
      line = "";
    }
    line += character;
  };
  for (const phrase of phrases(text)) put(phrase);
  if (line.trim()) lines.push(line.trim());
  return lines;
}

// A phrase: opening brackets, then kanji and katakana with a short bracketed gloss and the hiragana after them, or
// hiragana alone, or a Latin word, or anything else; then punctuation that may not begin a line, and spaces.
const japanese = "\\p{sc=Han}\\p{sc=Katakana}ー々・";
const phrase = new RegExp(
  "[「『（“]*" +
    `(?:[${japanese}]+(?:（[^（）]{1,8}）)?\\p{sc=Hiragana}*|\\p{sc=Hiragana}+|[^\\s${japanese}\\p{sc=Hiragana}「『（、。」』）]+|.)` +
    "[、。」』）！？：]*\\s*",
  "gsu",
);

function phrases(text: string): string[] {
  return text.match(phrase) ?? [];
}
