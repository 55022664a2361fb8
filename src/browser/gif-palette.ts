/** Up to 256 colours, and which of them stands for a colour. */
export interface Palette {
  /** `[count, 3]`, 0 … 255. */
  readonly colours: Uint8Array;
  /** The number of the colour nearest to one given as `red << 16 | green << 8 | blue`. */
  indexOf(colour: number): number;
}

/** Colours that lie near each other, with how often each occurs. */
interface Box {
  readonly colours: readonly (readonly [red: number, green: number, blue: number, count: number])[];
  /** The channel in which they differ most, and by how much: the sum of the squared distances from their mean. */
  readonly channel: 0 | 1 | 2;
  readonly spread: number;
}

/**
 * The colours of all pictures of a film, so that no colour flickers between them. Up to 256 are kept as they are; of
 * more, the box of colours that differ most is cut at its mean until there are 256 (Wu 1991, "Efficient statistical
 * computations for optimal color quantization", without its tables).
 *
 * @param pictures - RGB, interleaved.
 */
export function gifPalette(pictures: readonly Uint8Array[]): Palette {
  const counts = new Map<number, number>();
  for (const pixels of pictures) {
    for (let at = 0; at < pixels.length; at += 3) {
      const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  const boxes = [box([...counts].map(([colour, count]) => [colour >> 16, (colour >> 8) & 255, colour & 255, count]))];
  while (boxes.length < 256) {
    const widest = boxes.reduce((most, one, at) => (one.spread > boxes[most].spread ? at : most), 0);
    if (boxes[widest].spread === 0) break;
    boxes.splice(widest, 1, ...cut(boxes[widest]));
  }
  const colours = Uint8Array.from(boxes.flatMap(({ colours }) => meanOf(colours).map(Math.round)));
  const known = new Map<number, number>();
  return {
    colours,
    indexOf(colour) {
      let index = known.get(colour);
      if (index === undefined) known.set(colour, (index = nearest(colours, colour)));
      return index;
    },
  };
}

function box(colours: Box["colours"]): Box {
  const mean = meanOf(colours);
  const spreads = ([0, 1, 2] as const).map((channel) =>
    colours.reduce((sum, colour) => sum + colour[3] * (colour[channel] - mean[channel]) ** 2, 0),
  );
  const channel = spreads.indexOf(Math.max(...spreads)) as 0 | 1 | 2;
  return { colours, channel, spread: spreads[channel] };
}

function cut({ colours, channel }: Box): [Box, Box] {
  const middle = meanOf(colours)[channel];
  return [
    box(colours.filter((colour) => colour[channel] <= middle)),
    box(colours.filter((colour) => colour[channel] > middle)),
  ];
}

function meanOf(colours: Box["colours"]): [number, number, number] {
  const sums = [0, 0, 0, 0];
  for (const [red, green, blue, count] of colours) {
    sums[0] += red * count;
    sums[1] += green * count;
    sums[2] += blue * count;
    sums[3] += count;
  }
  return [sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3]];
}

function nearest(colours: Uint8Array, colour: number): number {
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  let [best, least] = [0, Infinity];
  for (let at = 0; at < colours.length; at += 3) {
    const distance = (colours[at] - red) ** 2 + (colours[at + 1] - green) ** 2 + (colours[at + 2] - blue) ** 2;
    if (distance < least) [best, least] = [at / 3, distance];
  }
  return best;
}
