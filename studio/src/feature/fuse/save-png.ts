import type { Figure } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { Individual } from "../../worker/fuse/fuse-service.ts";
import { saveFile } from "../../component/save-file.ts";

/** Saves a member as a PNG that contains recipe and pedigree. */
export async function saveIndividualPng(run: string, { picture }: Individual, name: string): Promise<void> {
  saveFile(`${run}-${name}.png`, await engine().fuse.png(run, picture.recipe), "image/png");
}

/** Saves a figure as SVG. */
export function saveSvg({ svg }: Figure, name: string): void {
  saveFile(`${name}.svg`, svg, "image/svg+xml");
}

/** Pixels per CSS pixel of a figure, and the maximum side that browsers draw, px. */
const [scale, longest] = [2, 8192];

/** Rasterises a figure in the browser and saves it as PNG. */
export async function saveFigurePng({ svg, width, height }: Figure, name: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const drawing = new Image();
    drawing.src = address;
    await drawing.decode();
    const factor = Math.min(scale, longest / Math.max(width, height));
    const canvas = new OffscreenCanvas(Math.round(width * factor), Math.round(height * factor));
    canvas.getContext("2d")!.drawImage(drawing, 0, 0, canvas.width, canvas.height);
    saveFile(`${name}.png`, await canvas.convertToBlob({ type: "image/png" }), "image/png");
  } finally {
    URL.revokeObjectURL(address);
  }
}
