import { OmakaseError, type Text } from "../error.ts";
import { checkpointText } from "../text/index.ts";

/** Returns the error of a damaged file. */
export function damagedCheckpointError(where: string, got: Text): OmakaseError {
  return new OmakaseError("checkpoint", { where, ...checkpointText.damagedCheckpointError.damagedCheckpoint({ got }) });
}
