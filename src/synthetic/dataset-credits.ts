import { syntheticText } from "../text/index.ts";

/** Authors and licences of the built-in sets: shown wherever their pictures are. */
export const datasetCredits = syntheticText.datasetCredits;
