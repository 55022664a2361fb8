import { fileURLToPath } from "node:url";
import type { ErrorParts } from "../error.ts";

/** Where the build of the studio's page lies in the package. */
export const studioPageFolder = fileURLToPath(new URL("../../dist/studio", import.meta.url));

/** There is no page at a place. */
export function pageNotBuilt(where: string): ErrorParts {
  return {
    where,
    expected: { ja: "できあがったスタジオのページ", en: "the built page of the studio" },
    got: { ja: "何もなし", en: "none" },
    remedy: { ja: "npm run build を実行してください", en: "Run npm run build" },
  };
}
