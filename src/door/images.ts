/** Images as bytes, tensors and PNG files. */
export {
  contactSheet,
  crop,
  cropSquare,
  differenceImage,
  encodePng,
  fitSquare,
  flip,
  readPngText,
  resize,
  toPicture,
  toPictures,
  toTensor,
  writePngText,
  type ContactSheetOptions,
  type FitMode,
  type ImageBatchShape,
} from "../image/index.ts";
export { upscale, type UpscaleFactor, type UpscaleOptions } from "../sample/index.ts";
