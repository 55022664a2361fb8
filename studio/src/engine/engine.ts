import { describing } from "./describe.ts";
import { drawing } from "./draw.ts";
import { fusing } from "./fuse.ts";
import { morphing } from "./morph.ts";
import { openRuns } from "./runs.ts";
import { tasting } from "./taste.ts";
import { translating } from "./translate.ts";

/** Everything that the worker does for the page. Each screen has a file of its own here. */
export function createEngine(base: string, prefer?: "webgpu" | "onnx") {
  const runs = openRuns(base, prefer);
  return {
    describe: describing(runs),
    draw: drawing(runs),
    taste: tasting(runs),
    morph: morphing(runs),
    fuse: fusing(runs),
    translate: translating(runs),
  };
}

/** See {@link createEngine}. */
export type Engine = ReturnType<typeof createEngine>;
