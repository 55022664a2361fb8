import { createAnomalyScoring } from "./draw/anomaly-scoring.ts";
import { createRunFactsService } from "./run-facts.ts";
import { createDrawService } from "./draw/draw-service.ts";
import { lazyTools } from "./lazy-tools.ts";
import { createRunCache } from "./run-cache.ts";

/**
 * Creates all services of the drawing worker. Each screen has a file of its own; code that the first picture does not
 * need loads on first use.
 */
export function createEngine(base: string, prefer?: "webgpu" | "onnx") {
  const runs = createRunCache(base, prefer);
  const scoring = createAnomalyScoring(runs);
  return {
    describe: createRunFactsService(runs),
    draw: createDrawService(runs, scoring),
    preference: lazyTools(async () =>
      (await import("./rate/preference-service.ts")).createPreferenceService(runs, scoring),
    ),
    thumbnail: lazyTools(async () => (await import("./draw/thumbnail-service.ts")).createThumbnailService(runs)),
    morph: lazyTools(async () => (await import("./morph/morph-service.ts")).createMorphService(runs)),
    fuse: lazyTools(async () => (await import("./fuse/fuse-service.ts")).createFuseService(runs)),
    export: lazyTools(async () => (await import("./draw/export-service.ts")).createExportService(runs)),
    translate: lazyTools(async () =>
      (await import("./translate/translation-service.ts")).createTranslationService(runs),
    ),
  };
}

/** See {@link createEngine}. */
export type Engine = ReturnType<typeof createEngine>;
