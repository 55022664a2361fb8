import { internalError } from "../error.ts";
import { embed } from "./embedding.ts";
import { addObservations } from "./gaussian-process.ts";
import type { Observation } from "./observation.ts";
import { choiceObservations } from "./choice-observations.ts";
import type { RatingRecord } from "./rating-record.ts";
import { observeChoice, addObservationsAndRefit, observeRating, type PreferenceModel } from "./preference-model.ts";

/** Learns what somebody said. */
export function observeRecord(
  preference: PreferenceModel,
  { candidates, rating, best }: RatingRecord,
): PreferenceModel {
  if (rating !== undefined && candidates.length === 1) return observeRating(preference, candidates[0], rating);
  if (best !== undefined) return observeChoice(preference, candidates, best);
  throw internalError("taste: a record without an answer");
}

/**
 * Learns much that was said before, as when ratings were kept or read in: one after the other, but weights are looked
 * for once in a while only, the more seldom the more is known. So a thousand ratings take a few seconds, not a minute,
 * and what is believed afterwards differs a little from what one by one would give.
 */
export function observeRecords(preference: PreferenceModel, records: readonly RatingRecord[]): PreferenceModel {
  let known = preference;
  for (let place = 0; place < records.length;) {
    const some = records.slice(place, place + Math.max(1, Math.floor(known.events / 10)));
    known = some.length === 1 ? observeRecord(known, some[0]) : observeBatch(known, some);
    place += some.length;
  }
  return known;
}

function observeBatch(preference: PreferenceModel, records: readonly RatingRecord[]): PreferenceModel {
  let seen = preference;
  const news: Observation[] = [];
  records.forEach(({ candidates, rating, best }, at) => {
    const event = preference.events + at;
    const embedded = candidates.map((candidate) => embed(preference.space, candidate));
    const heard: readonly Observation[] =
      rating === undefined
        ? choiceObservations({ ...seen, events: event }, embedded, best!)
        : [{ terms: [{ candidate: embedded[0], times: 1 }], event, value: rating }];
    news.push(...heard);
    const observations = [...seen.observations, ...heard];
    seen = { ...seen, observations, gp: addObservations(seen.gp, observations) };
  });
  return addObservationsAndRefit({ ...preference, gp: seen.gp }, news, records.length);
}
