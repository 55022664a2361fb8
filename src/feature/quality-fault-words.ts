import type { Text } from "../error.ts";
import type { QualityFault } from "./image-quality.ts";
import { featureText } from "../text/index.ts";

/** Names of the faults for people, and what each means. */
export const qualityFaultWords: Readonly<Record<QualityFault, { readonly name: Text; readonly meaning: Text }>> =
  featureText.qualityFault;
