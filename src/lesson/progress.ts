import { z } from "zod";

const entry = z.object({
  /** Date and time when the check first passed, ISO 8601. */
  passed: z.string().optional(),
  /** Number of graded hints that were shown, 0 … 3. */
  hints: z.number().int().min(0).max(3).default(0),
  /** Whether the solution was shown before the check passed. */
  solutionShown: z.boolean().optional(),
  /** Length of the training that the learner chose last. */
  size: z.enum(["default", "reduced"]).optional(),
});
const schema = z.record(z.string(), entry);

/** Progress of a learner, by the name of the chapter. */
export type Progress = z.infer<typeof schema>;

/** Progress in one chapter. */
export type ChapterProgress = z.infer<typeof entry>;

/** Reads saved progress; a damaged text counts as none, since progress can be earned again. */
export function parseProgress(text: string | undefined): Progress {
  try {
    return schema.parse(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}

/** Returns progress with a change to one chapter. */
export function withProgress(progress: Progress, folder: string, change: Partial<ChapterProgress>): Progress {
  return { ...progress, [folder]: { ...(progress[folder] ?? { hints: 0 }), ...change } };
}
