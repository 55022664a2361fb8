export { drawSushi, type Sushi, type SushiOptions } from "./draw-sushi.ts";
export {
  drawLabels,
  sushiSchema,
  type SushiCameraVariety,
  type SushiGarnish,
  type SushiLabels,
  type SushiNori,
  type SushiPlate,
  type SushiTopping,
} from "./labels.ts";
export { showLabelMap, sushiClasses, type SushiClass, type SushiClassName } from "./label-map.ts";
export { sushiDefects, type SushiDefect } from "./defect.ts";
