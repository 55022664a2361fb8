import { engine } from "../../engine/client.ts";
import type { Insight } from "../../engine/taste.ts";
import { useRun } from "../../kept/run.tsx";
import { useAnswer, type UsedTaste } from "../../kept/taste.tsx";

/** What was learned, as soon as it is. */
export function useInsight(taste: UsedTaste, rater: string, everybody: boolean) {
  const { facts } = useRun();
  const { id, hash } = facts!;
  const heard = everybody ? taste.held.length : taste.own.length;
  return useAnswer<Insight>(
    taste.open ? () => engine().taste.insight(id, everybody ? undefined : rater) : undefined,
    `${id} ${hash} ${everybody} ${rater} ${heard} ${taste.version}`,
    heard < 100 ? 30 : 400, // it takes longer, the more there is
  );
}
