import { fileURLToPath } from "node:url";

/** Folder of the built element `<omakase-picture>` in the package. */
export const elementFolder = fileURLToPath(new URL("../../dist/element", import.meta.url));
