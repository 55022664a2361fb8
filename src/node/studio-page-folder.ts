import { fileURLToPath } from "node:url";
import type { ErrorParts } from "../error.ts";

/** Folder of the built studio page in the package. */
export const studioPageFolder = fileURLToPath(new URL("../../dist/studio", import.meta.url));

/** Returns the error for a folder without the page. */
export function pageNotBuilt(where: string): ErrorParts {
  return {
    where,
    expected: { ja: "できあがったスタジオのページ", en: "the built page of the studio" },
    got: { ja: "何もなし", en: "none" },
    remedy: { ja: "npm run build を実行してください", en: "Run npm run build" },
  };
}
