export type { Trained } from "./trained.ts";
export { painter, type LatentOptions, type Painter } from "./painter.ts";
export { drawLatents, type DrawOptions } from "./draw-latents.ts";
export { generate, type Drawing, type GenerateOptions } from "./generate.ts";
export { drawSheet, type SheetOptions } from "./draw-sheet.ts";
export { recipeLatents, redraw } from "./redraw.ts";
export { pictureLatents, reconstruct, type Reconstruction } from "./reconstruct.ts";
