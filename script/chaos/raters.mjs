import { countKeys } from "./tally.mjs";

/** Model that comes along and is rated. */
const ratedModel = "characters";

/**
 * Raters that send ratings in parallel, and remember which ones a studio acknowledged. An unanswered rating is sent again,
 * as the page does.
 */
export async function createRaters(tally) {
  const { openBundledModel } = await import("../../dist/node/bundled-models.js");
  const { config } = await openBundledModel(ratedModel);
  const acknowledged = new Set();
  const unanswered = [];
  let next = 0;
  let modelHash;

  function ratingOf(number) {
    const values = (config.attributes?.tags ?? []).map(() => null);
    const latent = Array.from({ length: config.latent }, (_, at) =>
      Math.fround(((number * 31 + at * 7) % 400) / 100 - 2),
    );
    const candidates = [{ id: `chaos-${number}`, values, latent }];
    const rater = `rater ${number % 3}`;
    return { modelHash, rater, time: 1_800_000_000_000 + number, candidates, rating: (number % 5) - 2 };
  }

  return {
    acknowledged,
    /**
     * Sends ratings in `width` lanes until `isOver()`.
     *
     * @param onAnswer - called with the status of each answer; undefined where there was none.
     */
    async rate(studio, width, isOver, onAnswer = () => {}) {
      modelHash ??= (await studio.json("/studio.json")).runs.find(({ id }) => id === ratedModel).hash;
      const lane = async () => {
        while (!isOver()) {
          const number = unanswered.shift() ?? next++;
          const answer = await studio.postJson("/api/ratings", ratingOf(number)).catch(() => undefined);
          const text = await answer?.text().catch(() => undefined);
          const status = text === undefined ? undefined : answer.status;
          if (status === 201) acknowledged.add(number);
          else unanswered.push(number);
          if (status !== undefined && status !== 201) requireSentence(tally, status, text);
          onAnswer(status);
          if (status === undefined) return;
        }
      };
      await Promise.all(Array.from({ length: width }, lane));
    },
    /** Sends what was not answered, and counts what is there. */
    async verify(studio) {
      if (modelHash === undefined) return;
      let tries = unanswered.length + 20;
      await this.rate(studio, 1, () => unanswered.length === 0 || tries-- === 0);
      for (const number of unanswered) tally.expect(false, `rating ${number} is refused after the fault`);
      const found = await studio.json(`/api/ratings?model=${modelHash}`);
      countKeys(
        tally,
        "rating",
        acknowledged,
        found.map(({ time }) => time - 1_800_000_000_000),
      );
    },
  };
}

/** A refusal is one sentence with a reason, and no crash. */
function requireSentence(tally, status, text) {
  const isSentence = status === 503 && /"en":"[^"]+: expected [^"]+"/.test(text);
  if (!isSentence) tally.expect(false, `a rating was answered with ${status} ${text.slice(0, 200)}`);
}
