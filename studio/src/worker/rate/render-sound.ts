import type { Candidate } from "omakase/studio";
import type { AnomalyScoring } from "../draw/anomaly-scoring.ts";
import { renderCandidatePictures } from "../render.ts";
import { pictureFromPixels, type RenderedPicture } from "../rendered-picture.ts";
import type { LoadedRun } from "../run-cache.ts";

/**
 * Renders groups of candidates at once, and keeps the first of each group that are not broken. Until the fast device is
 * there, the first are kept unseen.
 *
 * @param groups - candidates of each group, the wanted ones first, then spares.
 * @param count - number of pictures to keep of each group. Where too few are unbroken, the least broken fill it.
 */
export async function renderSound(
  ready: LoadedRun,
  scoring: AnomalyScoring,
  groups: readonly (readonly Candidate[])[],
  count: number,
): Promise<RenderedPicture[][]> {
  const scorer = scoring.scorerOf(ready);
  if (ready.isSlow) {
    // before the fast device is there, spares would cost seconds
    const wanted = groups.map((group) => group.slice(0, count));
    const drawn = await renderCandidatePictures(ready.sampler, wanted.flat());
    return wanted.map((group) => drawn.splice(0, group.length));
  }
  const pictures = await renderCandidatePictures(ready.sampler, groups.flat());
  const scores = await scorer
    .score(pictures.map(({ pixels }) => pictureFromPixels(pixels)))
    .catch(() => pictures.map(() => 0)); // without the feature network, ratings go on
  let first = 0;
  return groups.map((group) => {
    const scored = group.map((_, at) => ({ at, picture: pictures[first + at], score: scores[first + at] }));
    first += group.length;
    const broken = scored.filter(({ score }) => score > 1).sort((a, b) => a.score - b.score);
    return [...scored.filter(({ score }) => score <= 1), ...broken]
      .slice(0, count)
      .sort((a, b) => a.at - b.at)
      .map(({ picture }) => picture);
  });
}
