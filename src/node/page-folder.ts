import { fileURLToPath } from "node:url";

/** Where the build of the studio's page lies in the package. */
export const pageFolder = fileURLToPath(new URL("../../dist/studio", import.meta.url));
