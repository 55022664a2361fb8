import { useEffect } from "react";
import { useLatest } from "../../component/use-latest.ts";
import { engine } from "../../worker/client.ts";
import type { RenderedPicture, Pixels } from "../../worker/rendered-picture.ts";

/** Sides that are enlarged, px: the network learned to double 128 px. */
const sides = { least: 128, most: 256 };
/** Time before a shown picture is enlarged, ms: pictures that are turned quickly are not. */
const settled = 350;

/**
 * Enlarges the picture that is shown to twice its sides with the network that keeps edges sharp, once it has stayed for a
 * moment.
 *
 * @returns the large pixels; undefined until they are there, for small pictures, and where enlarging fails.
 */
export function useEnlargedPicture(shown: RenderedPicture | undefined): Pixels | undefined {
  const { answer, ask } = useLatest(async (one: RenderedPicture) => ({
    of: one.pixels,
    large: await engine().export.enlarged(one.pixels, one.pixels.width * 2),
  }));
  const side = shown?.pixels.width ?? 0;
  const fits = side >= sides.least && side < sides.most;
  useEffect(() => {
    if (!shown || !fits) return;
    const timer = setTimeout(() => ask(shown), settled);
    return () => clearTimeout(timer);
  }, [shown, fits, ask]);
  return answer && answer.of === shown?.pixels ? answer.large : undefined;
}
