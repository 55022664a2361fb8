import { z } from "zod";
import { modelNames } from "../model/index.ts";

/** A trained model that the studio can draw with, before it is opened. */
export const runInfoSchema = z.strictObject({
  /** Names it in addresses: letters, digits, `-`, `_` and `.`. */
  id: z.string().regex(/^[\w.-]{1,100}$/),
  /** The name of the run's folder. */
  name: z.string().min(1).max(200),
  model: z.enum([...modelNames, "custom"]),
  /** What it learned from: a built-in set, or what the folder or file is called. */
  source: z.string(),
  /** Side of its pictures, px. */
  size: z.int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** See `modelHash`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  step: z.int().nonnegative(),
  imagesSeen: z.int().nonnegative(),
  /** Bytes of its file, as it lies there. */
  bytes: z.int().nonnegative(),
});

/** See {@link runInfoSchema}. */
export type RunInfo = Readonly<z.infer<typeof runInfoSchema>>;

/** The first thing that the page reads (`studio.json`): what there is. */
export const manifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  omakase: z.string(),
  /**
   * `server`: `omakase studio` keeps ratings and trains (`api/…`). `site`: files alone; what is to be kept, the browser
   * keeps.
   */
  kind: z.enum(["server", "site"]),
  /** Models, the one to begin with first. The file of each is at `run/<id>.omakase`: see `packRun`. */
  runs: z.array(runInfoSchema),
});

/** See {@link manifestSchema}. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
