export { drawSushi, type Sushi, type SushiOptions } from "./draw-sushi.ts";
export {
  sampleSushiLabels,
  sushiSchema,
  type SushiCameraRange,
  type SushiGarnish,
  type SushiLabels,
  type SushiNori,
  type SushiPlate,
  type SushiTopping,
} from "./sushi-labels.ts";
export { labelMapImage, sushiClasses, type SushiClass, type SushiClassName } from "./label-map.ts";
export { sushiDefects, type SushiDefect } from "./sushi-defect.ts";
