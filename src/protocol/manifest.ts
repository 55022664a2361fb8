import { z } from "zod";
import { modelNames } from "../model/index.ts";

/** Schema of a trained model in a studio's list, before it is opened. */
export const runInfoSchema = z.strictObject({
  /** Id in addresses: letters, digits, `-`, `_` and `.`. */
  id: z.string().regex(/^[\w.-]{1,100}$/),
  /** Name of the run's folder. */
  name: z.string().min(1).max(200),
  model: z.enum([...modelNames, "custom"]),
  /** Training images: a built-in set, or the base name of the folder or file. */
  source: z.string(),
  /** Image side, px. */
  size: z.int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Hash of the model: see `modelHash`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  step: z.int().nonnegative(),
  imagesSeen: z.int().nonnegative(),
  /** Size of its file, bytes. */
  bytes: z.int().nonnegative(),
});

/** Type of {@link runInfoSchema}. */
export type RunInfo = Readonly<z.infer<typeof runInfoSchema>>;

/** Schema of `studio.json`, the first file that the page loads. */
export const manifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  omakase: z.string(),
  /**
   * `server`: `omakase studio` stores ratings and trains (`api/…`). `site`: static files; the browser stores
   * everything.
   */
  kind: z.enum(["server", "site"]),
  /** Models; the first is the default. The file of each is at `run/<id>.omakase`: see `packRun`. */
  runs: z.array(runInfoSchema),
});

/** Type of {@link manifestSchema}. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
