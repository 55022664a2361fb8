export * as optim from "./optim.ts";
export * as latents from "./latents.ts";
export * as metrics from "./metrics.ts";
export * as anomaly from "./anomaly.ts";
export * as preference from "./preference.ts";
export * as figures from "./figures.ts";
export * as images from "./images.ts";
