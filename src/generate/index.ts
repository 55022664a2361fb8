export type { Trained } from "./trained.ts";
export { chosen, networkRunner, type NetworkRunner } from "./network-runner.ts";
export { painter, type Painter } from "./painter.ts";
