import type { Direction } from "omakase/studio";
import { exploreEngine } from "../../worker/client.ts";
import { useLanguage } from "../../language/language.tsx";
import { words } from "./direction-words.ts";
import type { LabelledExamples } from "./labeller.tsx";
import { isUnsure, meanDifference, movesNothing, type TaughtQuality } from "./taught-quality.ts";

/** Number of pictures of each mark that are moved to measure the change. */
const triedPerLabel = 3;

/** Measures a taught direction: pictures without the trait are moved towards it, pictures with it away from it. */
export async function measureTaughtDirection(
  run: string,
  direction: Direction,
  { present, absent }: LabelledExamples,
): Promise<TaughtQuality> {
  const tries = [
    ...absent.slice(0, triedPerLabel).map((picture) => ({ picture, steps: 3 })),
    ...present.slice(0, triedPerLabel).map((picture) => ({ picture, steps: -3 })),
  ];
  let sum = 0;
  for (const { picture, steps } of tries) {
    const moved = await exploreEngine().direction.apply(run, picture, [{ direction, steps }]);
    sum += meanDifference(picture.pixels.data, moved.pixels.data);
  }
  return { accuracy: (direction.conditions ?? direction.probe)?.accuracy, change: sum / tries.length };
}

/** Says how far a taught slider can be trusted, and what would help. */
export function TaughtQualityNote({ quality }: { readonly quality: TaughtQuality }) {
  const { t, formatNumber } = useLanguage();
  const { accuracy } = quality;
  const right = formatNumber(accuracy ?? 1, { style: "percent", maximumFractionDigits: 0 });
  return (
    <>
      {accuracy !== undefined && (
        <p>
          {t(words.right, { right })} {isUnsure(quality) && t(words.wrong)}
        </p>
      )}
      {movesNothing(quality) && <p role="alert">{t(words.movesNothing)}</p>}
    </>
  );
}
