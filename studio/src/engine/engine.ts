import { describing } from "./describe.ts";
import { drawing } from "./draw.ts";
import { later } from "./later.ts";
import { openRuns } from "./runs.ts";

/**
 * Everything that the worker does for the page. Each screen has a file of its own here; what the first picture does not
 * need is fetched when it is first asked for.
 */
export function createEngine(base: string, prefer?: "webgpu" | "onnx") {
  const runs = openRuns(base, prefer);
  return {
    describe: describing(runs),
    draw: drawing(runs),
    taste: later(async () => (await import("./taste.ts")).tasting(runs)),
    morph: later(async () => (await import("./morph.ts")).morphing(runs)),
    fuse: later(async () => (await import("./fuse.ts")).fusing(runs)),
    translate: later(async () => (await import("./translate.ts")).translating(runs)),
  };
}

/** See {@link createEngine}. */
export type Engine = ReturnType<typeof createEngine>;
