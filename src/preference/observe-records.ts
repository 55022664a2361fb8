import { internalError } from "../error.ts";
import { embed } from "./embedding.ts";
import { addObservations } from "./gaussian-process.ts";
import type { Observation } from "./observation.ts";
import { choiceObservations } from "./choice-observations.ts";
import type { RatingRecord } from "./rating-record.ts";
import { observeChoice, addObservationsAndRefit, observeRating, type PreferenceModel } from "./preference-model.ts";

/**
 * Updates a preference model with one record: a rating or a choice.
 *
 * @param preference - model before the record.
 * @param record - rating of one candidate, or the best of several.
 * @returns updated model; the given one stays as it is.
 */
export function observeRecord(
  preference: PreferenceModel,
  { candidates, rating, best }: RatingRecord,
): PreferenceModel {
  if (rating !== undefined && candidates.length === 1) return observeRating(preference, candidates[0], rating);
  if (best !== undefined) return observeChoice(preference, candidates, best);
  throw internalError("preference: a record without an answer");
}

/**
 * Updates a preference model with many records, such as an imported file. It re-optimises the weights ever more rarely
 * as records accumulate, so a thousand ratings take seconds instead of a minute; the result differs a little from
 * learning one by one.
 *
 * @param preference - model before the records.
 * @param records - ratings and choices, oldest first.
 * @returns updated model; the given one stays as it is.
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
  let current = preference;
  const allAdded: Observation[] = [];
  records.forEach(({ candidates, rating, best }, at) => {
    const event = preference.events + at;
    const embedded = candidates.map((candidate) => embed(preference.space, candidate));
    const added: readonly Observation[] =
      rating === undefined
        ? choiceObservations({ ...current, events: event }, embedded, best!)
        : [{ terms: [{ candidate: embedded[0], times: 1 }], event, value: rating }];
    allAdded.push(...added);
    const observations = [...current.observations, ...added];
    current = { ...current, observations, gp: addObservations(current.gp, observations) };
  });
  return addObservationsAndRefit({ ...preference, gp: current.gp }, allAdded, records.length);
}
