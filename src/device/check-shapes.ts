import { OmakaseError } from "../error.ts";
import { sameShape, formatShape, sizeOf, type Shape } from "../tensor/index.ts";
import { deviceText } from "../text/index.ts";

/**
 * Checks that the number of values fits a shape.
 *
 * @throws OmakaseError `shape` otherwise.
 */
export function checkValues(where: string, wanted: Shape, got: number | undefined): void {
  if (got !== sizeOf(wanted))
    throw mismatch(
      where,
      `${sizeOf(wanted)} values for ${formatShape(wanted)}`,
      got === undefined ? undefined : `${got}`,
    );
}

/**
 * Checks the shape of a state.
 *
 * @throws OmakaseError `shape` when it differs.
 */
export function checkStateShape(where: string, wanted: Shape, got: Shape | undefined): void {
  if (!got || !sameShape(wanted, got)) throw mismatch(where, formatShape(wanted), got && formatShape(got));
}

function mismatch(where: string, expected: string, got: string | undefined): OmakaseError {
  return new OmakaseError("shape", {
    where,
    ...deviceText.checkShapes.mismatch({ expected, got: got ?? "", noGot: got === undefined }),
  });
}
