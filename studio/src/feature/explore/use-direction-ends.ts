import { useEffect, useMemo } from "react";
import type { Direction } from "omakase/studio";
import { useLatest } from "../../component/use-latest.ts";
import { exploreEngine } from "../../worker/client.ts";
import type { DirectionEnds } from "../../worker/explore/direction-service.ts";
import type { PictureRecipe } from "../../worker/render.ts";

/** Returns the two ends of each direction from a picture, by name; those of another picture until they are drawn. */
export function useDirectionEnds(
  run: string,
  from: PictureRecipe | undefined,
  directions: readonly Direction[],
): ReadonlyMap<string, DirectionEnds> {
  const { answer, ask } = useLatest(async (asked: { from: PictureRecipe; directions: readonly Direction[] }) => {
    const ends = await exploreEngine().direction.ends(run, asked.from, asked.directions);
    return asked.directions.map(({ name, vector }, at) => ({ name, vector, ends: ends[at] }));
  });
  useEffect(() => {
    if (from && directions.length > 0) ask({ from, directions });
  }, [from, directions, ask]);
  return useMemo(() => {
    const drawn = directions.map(({ name, vector }) =>
      answer?.find((one) => one.name === name && one.vector === vector),
    );
    return new Map(drawn.flatMap((one) => (one ? [[one.name, one.ends] as const] : [])));
  }, [answer, directions]);
}
