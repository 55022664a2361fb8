import { z } from "zod";
import type { Text } from "./language.ts";

/** Schema of a text in English, Japanese, and any added language. */
export const textSchema: z.ZodType<Text> = z.object({ en: z.string(), ja: z.string() }).catchall(z.string().optional());
