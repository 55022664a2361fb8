import { randomStream, shuffled } from "./random.mjs";

/**
 * Returns what a round does: its scenarios in order, each with its faults. It depends on the seed, the number of the round
 * and the name of the scenario alone: a scenario that is left out changes nothing for the others.
 *
 * @param scenarios - `{ name, plan(random) }`.
 * @returns `{ name, plan }` for each of them; a plan is JSON.
 */
export function scheduleRound(seed, round, scenarios) {
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const names = shuffled(randomStream(seed, `${round} order`), scenarioNames).filter((name) => byName.has(name));
  return names.map((name) => ({ name, plan: byName.get(name).plan(randomStream(seed, `${round} ${name}`)) }));
}

/** Names of all scenarios, in the order of the table. */
export const scenarioNames = ["train", "rate", "upload", "export", "disk", "clock", "connection"];
