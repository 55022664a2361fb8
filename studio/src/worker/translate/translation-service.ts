import {
  encodePng,
  fitSquare,
  recipeText,
  sushiClasses,
  toPictures,
  toTensor,
  translate,
  type Picture,
  type RunConfig,
  type Text,
} from "omakase/studio";
import type { LoadedRun, RunCache } from "../run-cache.ts";
import { packColour, pictureFromPixels, pixelsFromPicture, type Colour, type Pixels } from "../rendered-picture.ts";

/** Colour of the palette. */
export interface PaletteColour {
  /** Meaning of the colour, if it has one. */
  readonly name?: Text;
  readonly colour: Colour;
}

/** Drawing surface of a model: size, kind and palette. */
export interface DrawingSurface {
  /** Side of a drawing, px: larger than the model's input, for smooth lines. */
  readonly side: number;
  /** `labels`: every colour is a class. `lines`: black on white. `pictures`: any picture. */
  readonly kind: "labels" | "lines" | "pictures";
  readonly palette: readonly PaletteColour[];
  /** Palette indices: of the background and eraser, and of the first brush. */
  readonly backgroundIndex: number;
  readonly initialIndex: number;
  /** Number of templates. */
  readonly templateCount: number;
}

const minSide = 256;
const templateCount = 12;
const black: PaletteColour = { name: { ja: "黒", en: "black" }, colour: [0, 0, 0] };
const white: PaletteColour = { name: { ja: "白", en: "white" }, colour: [255, 255, 255] };

/** Creates the service that translates drawings into pictures. */
export function createTranslationService(runs: RunCache) {
  return {
    async surface(id: string): Promise<DrawingSurface> {
      return surfaceOf((await runs.load(id)).run.config);
    },
    /** Returns a template, as large as the surface; equal numbers give equal templates. */
    async template(id: string, number: number): Promise<Pixels> {
      return await templateOf((await runs.load(id)).run.config, number);
    },
    /** Translates a drawing. */
    translate: async (id: string, drawing: Pixels): Promise<Pixels> =>
      await translateDrawing(await runs.load(id), drawing),
    /** Encodes the translation as PNG with its recipe. */
    async translationPng(id: string, drawing: Pixels): Promise<Uint8Array<ArrayBuffer>> {
      const { run, translator } = await runs.load(id);
      const [{ output, recipe }] = await translate(translator, [
        { name: "drawing", picture: modelInput(run.config, drawing) },
      ]);
      return new Uint8Array(encodePng(output, recipeText(recipe)));
    },
    /** Encodes a drawing as a PNG that can be imported again. */
    async drawingPng(drawing: Pixels): Promise<Uint8Array<ArrayBuffer>> {
      return new Uint8Array(encodePng(pictureFromPixels(drawing)));
    },
    /**
     * Imports a picture as a drawing: cropped to a square; for a label model each pixel becomes the nearest palette
     * colour.
     *
     * @throws OmakaseError `picture` if the file is not a picture.
     */
    async importPicture(id: string, file: Blob): Promise<Pixels> {
      const { decodeSquarePicture } = await import("./drawing-templates.ts");
      const surface = surfaceOf((await runs.load(id)).run.config);
      const square = await decodeSquarePicture(file, surface.side);
      return pixelsFromPicture(surface.kind === "labels" ? snapToPalette(square, surface) : square);
    },
  };
}

/** Returns a template of a model, as large as its surface. */
export async function templateOf(config: RunConfig, number: number): Promise<Pixels> {
  const { lineTemplate, sushiTemplate } = await import("./drawing-templates.ts");
  const surface = surfaceOf(config);
  const { side } = surface;
  return pixelsFromPicture(
    isSushi(config) ? sushiTemplate(config, side, number) : snapToPalette(lineTemplate(side, number), surface),
  );
}

/** Translates a drawing by a model. */
export async function translateDrawing({ run, translator }: LoadedRun, drawing: Pixels): Promise<Pixels> {
  const { size, channels } = run.config;
  const input = toTensor(modelInput(run.config, drawing), translator.inputChannels);
  const output = await translator.run(input, 1);
  return pixelsFromPicture(toPictures(output, { channels, height: size, width: size })[0]);
}

function surfaceOf(config: RunConfig): DrawingSurface {
  const { size, source, reverse } = config;
  const side = Math.max(minSide, size);
  if (isSushi(config) && !reverse) {
    const palette = sushiClasses.map(({ text, colour }) => ({ name: text, colour }));
    const placeOf = (wanted: string) => sushiClasses.findIndex(({ name }) => name === wanted);
    return {
      side,
      kind: "labels",
      palette,
      backgroundIndex: placeOf("background"),
      initialIndex: placeOf("salmon"),
      templateCount,
    };
  }
  const kind = source === "emoji" && !reverse ? "lines" : "pictures";
  return { side, kind, palette: [black, white], backgroundIndex: 1, initialIndex: 0, templateCount };
}

function isSushi({ source }: RunConfig): boolean {
  return source === "sushi" || source === "sushi-camera";
}

/** Resizes a drawing to the model's size: by majority for labels, otherwise by mean. */
function modelInput(config: RunConfig, drawing: Pixels): Picture {
  const { size } = config;
  const surface = surfaceOf(config);
  const scale = drawing.width / size;
  const pixels = new Uint8Array(size * size * 3);
  const colours = new Uint32Array(drawing.data.buffer);
  const places = new Map(surface.palette.map(({ colour }, place) => [packColour(colour), place]));
  const votes = new Uint16Array(surface.palette.length);
  for (let at = 0; at < size * size; at++) {
    const corner = Math.floor(at / size) * scale * drawing.width + (at % size) * scale;
    if (surface.kind === "labels") {
      votes.fill(0);
      for (let down = 0; down < scale; down++)
        for (let right = 0; right < scale; right++)
          votes[places.get(colours[corner + down * drawing.width + right]) ?? surface.backgroundIndex]++;
      pixels.set(surface.palette[votes.indexOf(Math.max(...votes))].colour, at * 3);
    } else {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let down = 0; down < scale; down++)
          for (let right = 0; right < scale; right++)
            sum += drawing.data[(corner + down * drawing.width + right) * 4 + channel];
        pixels[at * 3 + channel] = Math.round(sum / scale ** 2);
      }
    }
  }
  const picture: Picture = { width: size, height: size, channels: 3, pixels };
  return config.inputChannels === 1 ? fitSquare(picture, size, 1) : picture;
}

/** Maps each pixel to the nearest palette colour; leaves a surface for pictures unchanged. */
function snapToPalette(picture: Picture, { kind, palette }: DrawingSurface): Picture {
  if (kind === "pictures") return picture;
  const pixels = new Uint8Array(picture.pixels.length);
  for (let at = 0; at < pixels.length; at += 3) {
    let nearest = palette[0].colour;
    let least = Infinity;
    for (const { colour } of palette) {
      const distance = [0, 1, 2].reduce((sum, part) => sum + (picture.pixels[at + part] - colour[part]) ** 2, 0);
      if (distance < least) [least, nearest] = [distance, colour];
    }
    pixels.set(nearest, at);
  }
  return { ...picture, pixels };
}
