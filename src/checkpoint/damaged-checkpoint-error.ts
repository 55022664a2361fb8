import { OmakaseError, type Text } from "../error.ts";

/** Returns the error of a damaged file. */
export function damagedCheckpointError(where: string, got: Text): OmakaseError {
  return new OmakaseError("checkpoint", {
    where,
    expected: { ja: "壊れていないチェックポイント", en: "an undamaged checkpoint" },
    got,
    remedy: { ja: "ひとつ前のチェックポイントを使ってください", en: "Use the checkpoint before it" },
  });
}
