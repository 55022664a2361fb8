import { engine } from "../../worker/client.ts";
import type { PreferenceSummary } from "../../worker/rate/preference-service.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useDelayedAnswer, type RaterPreference } from "../../storage/rater-preference.tsx";

/** Returns the summary of the preference model, updated after each rating. */
export function usePreferenceSummary(preference: RaterPreference, rater: string, allRaters: boolean) {
  const { facts } = useRun();
  const { id, hash } = facts!;
  const heard = allRaters ? preference.ratings.length : preference.ownRatings.length;
  return useDelayedAnswer<PreferenceSummary>(
    preference.isLoaded ? () => engine().preference.summary(id, allRaters ? undefined : rater) : undefined,
    `${id} ${hash} ${allRaters} ${rater} ${heard} ${preference.version}`,
    heard < 100 ? 30 : 400, // the cost grows with the number of ratings
  );
}
