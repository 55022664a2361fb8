export type { Picture } from "./picture.ts";
export { opaque } from "./opaque.ts";
export { toPicture, toPictures, toTensor, type BatchShape } from "./tensor-picture.ts";
export { resize } from "./resize.ts";
export { crop, cropSquare, fit, flip, type FitMode } from "./fit.ts";
export { contactSheet, type ContactSheetOptions } from "./contact-sheet.ts";
export { crc32 } from "./crc32.ts";
export { encodePng } from "./png.ts";
export { readPngText, writePngText } from "./png-text.ts";
