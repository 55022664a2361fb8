import type { Pixels } from "../../worker/rendered-picture.ts";

/** Texts of a card. */
export interface CardTexts {
  readonly name: string;
  /** Rarity and odds; empty for models without attributes. */
  readonly rarity: string;
  /** CSS colour of the rarity. */
  readonly rarityColour: string;
  /** Small print: the page's address, and the date. */
  readonly footer: string;
}

/** Width, height and margin of a card, pixels. */
const [width, height, margin] = [1080, 1350, 60];

/** Side of the picture on a card, pixels. */
export const cardPictureSide = width - 2 * margin;

/** Draws a card to share: the picture large, its name, how rare it is, and where it comes from. */
export function drawCard(
  pixels: Pixels,
  { name, rarity, rarityColour, footer }: CardTexts,
  style: CSSStyleDeclaration,
): Pixels {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d")!;
  const side = cardPictureSide;
  const fill = (property: string): void => void (context.fillStyle = style.getPropertyValue(property));
  fill("--paper");
  context.fillRect(0, 0, width, height);
  context.fillStyle = rarityColour;
  context.fillRect(0, 0, width, 14);
  const picture = new OffscreenCanvas(pixels.width, pixels.height);
  picture.getContext("2d")!.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  context.imageSmoothingQuality = "high";
  context.save();
  context.beginPath();
  context.roundRect(margin, margin, side, side, 40);
  context.clip();
  context.drawImage(picture, margin, margin, side, side);
  context.restore();
  const write = (text: string, y: number, size: number, weight: number): void => {
    context.font = `${weight} ${size}px ${style.fontFamily}`;
    context.fillText(text, margin, y, side);
  };
  fill("--ink");
  write(name, margin + side + 110, 88, 700);
  context.fillStyle = rarityColour;
  write(rarity, margin + side + 180, 44, 600);
  fill("--muted");
  write(footer, height - 44, 32, 400);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: data as Uint8ClampedArray<ArrayBuffer> };
}
