import { openDataset } from "../dataset/index.ts";
import type { Host } from "../host.ts";
import { toTensor } from "../image/index.ts";
import { drawSushi, type SushiLabels } from "../synthetic/index.ts";
import { random, type Random } from "../tensor/index.ts";
import { fitPictureSpace, listPictures } from "./picture-space.ts";

/** Way to work with pictures, of chapters 1 and 2. */
export type ShopTool = "dice" | "difference" | "redraw";

/** One day of a business. */
export interface ShopDay {
  /** Takings of the day; below 0 is a loss. */
  readonly yen: number;
  /** Pictures that tell what happened, the most telling first. */
  readonly pictures: readonly (readonly number[])[];
}

/** Three businesses of a sushi shop, which exist in numbers only. See {@link openShop}. */
export interface SushiShop {
  /**
   * Refuses plates whose score exceeds a limit: 80 good plates and 20 with a hair, a fly, a bite or mould. A good plate
   * sells for 300 yen, and a bad one that gets through costs 1000.
   *
   * @param limitOf - limit from the scores of 100 other plates, all good.
   */
  inspection(tool: ShopTool, limitOf: (scores: number[]) => number): ShopDay;
  /**
   * Serves 50 plates after ratings of 60 others by a guest. Each plate that the guest likes earns 100 yen, a repeated one
   * nothing. This guest likes red.
   *
   * @param tasteOf - taste from the numbers of liked plates, and of all others.
   */
  gacha(tool: ShopTool, tasteOf: (liked: number[][], disliked: number[][]) => number[]): ShopDay;
  /** Designs 50 plates; each that differs from all plates before, sold or designed, earns 200 yen. */
  menu(tool: ShopTool): ShopDay;
}

/**
 * Opens a shop with plates of one size.
 *
 * @param size - side of the pictures, 32 … 256 px.
 * @param count - number of varied plates that the shop has sold so far, at least 100.
 */
export async function openShop(host: Host, size: number, count: number): Promise<SushiShop> {
  const sold = await listPictures(await openDataset("sushi", host, { size, count }));
  const space = fitPictureSpace(sold, 32);
  const codes = sold.map(space.encode);
  const rolled = (dice: Random) => space.spread.map((width) => width * dice.normal());

  return {
    inspection: (tool, limitOf) => inspectionDay(size, tool, limitOf),
    gacha(tool, tasteOf) {
      const usual = median(sold.map(redness));
      const likes = (picture: readonly number[]) => redness(picture) > usual;
      const shown = codes.slice(0, 60);
      const taste = tasteOf(shown.filter((_, at) => likes(sold[at])), shown.filter((_, at) => !likes(sold[at]))); // oxfmt-ignore
      const favourite = codes[sold.findIndex(likes)];
      const dice = random(5, "gacha");
      const plates = Array.from({ length: 50 }, () => {
        if (tool === "redraw") return favourite;
        const plate = rolled(dice);
        return tool === "dice" ? plate : plate.map((value, knob) => value + taste[knob]);
      }).map(space.decode);
      const isLiked = (plate: readonly number[], at: number) => likes(plate) && (tool !== "redraw" || at === 0);
      return { yen: 100 * plates.filter(isLiked).length, pictures: plates };
    },
    menu(tool) {
      const dice = random(6, "menu");
      const designs = Array.from({ length: 50 }, (_, at) => {
        if (tool === "dice") return rolled(dice);
        return tool === "redraw" ? codes[at] : codes[0].map((value, knob) => value + codes[1][knob] - codes[2][knob]);
      });
      const known = codes.slice();
      const areNew = designs.filter((design) => {
        const isNew = known.every((other) => distance(design, other) > 1);
        known.push(design);
        return isNew;
      });
      return { yen: 200 * areNew.length, pictures: designs.map(space.decode) };
    },
  };
}

/** Plates of one line: salmon on porcelain, always seen from the same side. */
const line = {
  ...{ topping: "salmon", plate: "porcelain", nori: "none", garnish: "none" },
  ...{ wasabi: false, yaw: 25, pitch: 35, distance: 1 },
} as const satisfies Partial<SushiLabels>;

function inspectionDay(size: number, tool: ShopTool, limitOf: (scores: number[]) => number): ShopDay {
  const plates = (first: number, count: number, defect?: "any") =>
    Array.from({ length: count }, (_, at) => [
      ...toTensor(drawSushi(first + at, { size, labels: line, ...(defect && { defect }) }).picture, 3),
    ]);
  const space = fitPictureSpace(plates(0, 150), 16);
  const dice = random(4, "inspection");
  const score = (plate: readonly number[]) => {
    if (tool === "dice") return dice.uniform();
    const numbers = space.encode(plate);
    if (tool === "difference") return numbers.reduce((sum, value, knob) => sum + (value / space.spread[knob]) ** 2, 0);
    const copy = space.decode(numbers);
    return plate.reduce((sum, value, dot) => sum + (value - copy[dot]) ** 4, 0); // a fly is small, but very different
  };
  const limit = limitOf(plates(1000, 100).map(score));
  const today = [
    ...plates(2000, 80).map((plate) => ({ plate, isGood: true, score: score(plate) })),
    ...plates(3000, 20, "any").map((plate) => ({ plate, isGood: false, score: score(plate) })),
  ].sort((one, other) => other.score - one.score);
  const served = today.filter((one) => !(one.score > limit));
  const yen = served.reduce((sum, { isGood }) => sum + (isGood ? 300 : -1000), 0);
  return { yen, pictures: today.map(({ plate }) => plate) };
}

/** Returns how much more red than blue the middle of a picture is. */
function redness(picture: readonly number[]): number {
  const dots = picture.length / 3;
  const side = Math.sqrt(dots);
  let sum = 0;
  for (let dot = 0; dot < dots; dot++) {
    const [x, y] = [dot % side, Math.floor(dot / side)];
    const isInside = [x, y].every((place) => place > 0.3 * side && place < 0.7 * side);
    if (isInside) sum += picture[dot] - picture[2 * dots + dot];
  }
  return sum;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((value, at) => value - other[at]));
}
