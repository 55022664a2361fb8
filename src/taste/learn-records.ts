import { internal } from "../error.ts";
import { embed } from "./embedding.ts";
import { extendFit } from "./fit.ts";
import type { Observation } from "./observation.ts";
import { preferences } from "./preferences.ts";
import type { RatingRecord } from "./rating-record.ts";
import { chooseBest, learn, rate, type Taste } from "./taste.ts";

/** Learns what somebody said. */
export function learnRecord(taste: Taste, { cards, rating, best }: RatingRecord): Taste {
  if (rating !== undefined && cards.length === 1) return rate(taste, cards[0], rating);
  if (best !== undefined) return chooseBest(taste, cards, best);
  throw internal("taste: a record without an answer");
}

/**
 * Learns much that was said before, as when ratings were kept or read in: one after the other, but weights are looked
 * for once in a while only, the more seldom the more is known. So a thousand ratings take a few seconds, not a minute,
 * and what is believed afterwards differs a little from what one by one would give.
 */
export function learnRecords(taste: Taste, records: readonly RatingRecord[]): Taste {
  let known = taste;
  for (let place = 0; place < records.length;) {
    const some = records.slice(place, place + Math.max(1, Math.floor(known.events / 10)));
    known = some.length === 1 ? learnRecord(known, some[0]) : learnTogether(known, some);
    place += some.length;
  }
  return known;
}

function learnTogether(taste: Taste, records: readonly RatingRecord[]): Taste {
  let seen = taste;
  const news: Observation[] = [];
  records.forEach(({ cards, rating, best }, at) => {
    const event = taste.events + at;
    const embedded = cards.map((card) => embed(taste.space, card));
    const heard: readonly Observation[] =
      rating === undefined
        ? preferences({ ...seen, events: event }, embedded, best!)
        : [{ terms: [{ card: embedded[0], times: 1 }], event, value: rating }];
    news.push(...heard);
    const observations = [...seen.observations, ...heard];
    seen = { ...seen, observations, fit: extendFit(seen.fit, observations) };
  });
  return learn({ ...taste, fit: seen.fit }, news, records.length);
}
