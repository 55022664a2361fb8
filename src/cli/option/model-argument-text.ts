import { bundledModelIds } from "../../node/index.ts";
import { cliText } from "../../text/index.ts";

/** Help of the argument that names a model; see `openModel`. */
export const modelArgumentText = cliText.modelArgument.model({ bundled: bundledModelIds.join(", ") });
