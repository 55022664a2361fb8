/** Palette of up to 256 colours, with a lookup of the nearest one. */
export interface GifPalette {
  /** `[count, 3]`, 0 … 255. */
  readonly colours: Uint8Array;
  /** Returns the index of the colour nearest to `red << 16 | green << 8 | blue`. */
  indexOf(colour: number): number;
}

/** Box of neighbouring colours, with the count of each. */
interface ColourBox {
  readonly colours: readonly (readonly [red: number, green: number, blue: number, count: number])[];
  /** Channel of the largest spread, which is the sum of squared distances from the mean. */
  readonly channel: 0 | 1 | 2;
  readonly spread: number;
}

/** Maximum number of colours that are counted exactly; beyond it cells of the colour cube are counted. */
const maxPaletteColours = 256;
/** Bits per channel of a cell: 4 levels of 256 make no difference among 256 colours. */
const cellBits = 6;

/**
 * Creates one palette for all frames of an animation, so that no colour flickers. Up to 256 colours are kept; of
 * more, the box of colours that differ most is cut at its mean until there are 256 (Wu 1991, "Efficient statistical
 * computations for optimal color quantization", without its tables).
 *
 * @param pictures - RGB, interleaved.
 */
export function createGifPalette(pictures: readonly Uint8Array[]): GifPalette {
  const few = countIfFew(pictures);
  const boxes = [colourBox(few ?? countCells(pictures))];
  while (boxes.length < maxPaletteColours) {
    const widest = boxes.reduce((most, one, at) => (one.spread > boxes[most].spread ? at : most), 0);
    if (boxes[widest].spread === 0) break;
    boxes.splice(widest, 1, ...splitBox(boxes[widest]));
  }
  const colours = Uint8Array.from(boxes.flatMap(({ colours }) => meanColour(colours).map(Math.round)));
  if (few) {
    const known = new Map(few.map(([red, green, blue]) => [(red << 16) | (green << 8) | blue, 0]));
    for (const colour of known.keys()) known.set(colour, nearestColour(colours, colour));
    return { colours, indexOf: (colour) => known.get(colour) ?? nearestColour(colours, colour) };
  }
  const known = new Int16Array(1 << (3 * cellBits)).fill(-1);
  return {
    colours,
    indexOf(colour) {
      const cell = colourCell(colour >> 16, (colour >> 8) & 255, colour & 255);
      if (known[cell] < 0) known[cell] = nearestColour(colours, colour);
      return known[cell];
    },
  };
}

/** Counts each colour; undefined where there are more than the maximum. */
function countIfFew(pictures: readonly Uint8Array[]): ColourBox["colours"] | undefined {
  const counts = new Map<number, number>();
  for (const pixels of pictures)
    for (let at = 0; at < pixels.length; at += 3) {
      const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      if (counts.size > maxPaletteColours) return undefined;
    }
  return [...counts].map(([colour, count]) => [colour >> 16, (colour >> 8) & 255, colour & 255, count]);
}

/** Returns the mean colour and the count of every cell that occurs. */
function countCells(pictures: readonly Uint8Array[]): ColourBox["colours"] {
  const sums = new Float64Array(4 << (3 * cellBits));
  for (const pixels of pictures)
    for (let at = 0; at < pixels.length; at += 3) {
      const cell = 4 * colourCell(pixels[at], pixels[at + 1], pixels[at + 2]);
      sums[cell] += pixels[at];
      sums[cell + 1] += pixels[at + 1];
      sums[cell + 2] += pixels[at + 2];
      sums[cell + 3]++;
    }
  const colours: [number, number, number, number][] = [];
  for (let cell = 0; cell < sums.length; cell += 4) {
    const count = sums[cell + 3];
    if (count > 0) colours.push([sums[cell] / count, sums[cell + 1] / count, sums[cell + 2] / count, count]);
  }
  return colours;
}

function colourCell(red: number, green: number, blue: number): number {
  const rest = 8 - cellBits;
  return ((red >> rest) << (2 * cellBits)) | ((green >> rest) << cellBits) | (blue >> rest);
}

function colourBox(colours: ColourBox["colours"]): ColourBox {
  const mean = meanColour(colours);
  const spreads = ([0, 1, 2] as const).map((channel) =>
    colours.reduce((sum, colour) => sum + colour[3] * (colour[channel] - mean[channel]) ** 2, 0),
  );
  const channel = spreads.indexOf(Math.max(...spreads)) as 0 | 1 | 2;
  return { colours, channel, spread: spreads[channel] };
}

function splitBox({ colours, channel }: ColourBox): [ColourBox, ColourBox] {
  const middle = meanColour(colours)[channel];
  return [
    colourBox(colours.filter((colour) => colour[channel] <= middle)),
    colourBox(colours.filter((colour) => colour[channel] > middle)),
  ];
}

function meanColour(colours: ColourBox["colours"]): [number, number, number] {
  const sums = [0, 0, 0, 0];
  for (const [red, green, blue, count] of colours) {
    sums[0] += red * count;
    sums[1] += green * count;
    sums[2] += blue * count;
    sums[3] += count;
  }
  return [sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3]];
}

function nearestColour(colours: Uint8Array, colour: number): number {
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  let [best, least] = [0, Infinity];
  for (let at = 0; at < colours.length; at += 3) {
    const distance = (colours[at] - red) ** 2 + (colours[at + 1] - green) ** 2 + (colours[at + 2] - blue) ** 2;
    if (distance < least) [best, least] = [at / 3, distance];
  }
  return best;
}
