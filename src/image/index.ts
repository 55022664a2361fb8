export type { Picture } from "./picture.ts";
export { flattenAlpha } from "./flatten-alpha.ts";
export { toPicture, toPictures, toTensor, toTensors, type ImageBatchShape } from "./tensor-picture.ts";
export { resize } from "./resize.ts";
export { crop, cropSquare, fitSquare, flip, type FitMode } from "./fit-square.ts";
export { differenceImage } from "./difference-image.ts";
export { contactSheet, type ContactSheetOptions } from "./contact-sheet.ts";
export { pictureFormat } from "./picture-format.ts";
export {
  damagedImage,
  maxPixels,
  notAPicture,
  tooManyPixels,
  decodeError,
  unsupportedFormats,
} from "./decode-error.ts";
export { checkAnimationOptions } from "./check-animation-options.ts";
export { crc32 } from "./crc32.ts";
export { isGzip } from "./is-gzip.ts";
export { concatenateBytes, encodePng, pngWidth } from "./png.ts";
export { readPngText, writePngText } from "./png-text.ts";
export { loadSvgRasteriser } from "./load-svg-rasteriser.ts";
export { rasteriseSvg } from "./rasterise-svg.ts";
