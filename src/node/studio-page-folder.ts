import { fileURLToPath } from "node:url";
import type { ErrorParts } from "../error.ts";
import { nodeText } from "../text/index.ts";

/** Folder of the built studio page in the package. */
export const studioPageFolder = fileURLToPath(new URL("../../dist/studio", import.meta.url));

/** Returns the error for a folder without the page. */
export function pageNotBuilt(where: string): ErrorParts {
  return { where, ...nodeText.studioPageFolder.pageNotBuilt };
}
