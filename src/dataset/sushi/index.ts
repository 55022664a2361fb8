export { drawSushi, type Sushi, type SushiOptions } from "./draw-sushi.ts";
export {
  drawLabels,
  sushiSchema,
  type CategoryLabel,
  type LabelValue,
  type RangeLabel,
  type SushiCameraVariety,
  type SushiGarnish,
  type SushiLabels,
  type SushiNori,
  type SushiPlate,
  type SushiTopping,
  type SwitchLabel,
} from "./labels.ts";
export { showLabelMap, sushiClasses, type SushiClass, type SushiClassName } from "./label-map.ts";
export { sushiDefects, type SushiDefect } from "./defect.ts";
