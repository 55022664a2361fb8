/** Who learns in a step. */
export type Turn = "both" | "discriminator" | "generator";

/** How often each network learns in a cycle of steps: `2:1` is two of the discriminator and one of the generator. */
export interface Turns {
  readonly discriminator: number;
  readonly generator: number;
}

/** One and one, unless there are two whole numbers with a colon between. */
export function readTurns(balance = ""): Turns {
  const [, discriminator, generator] = /^(\d+):(\d+)$/.exec(balance)?.map(Number) ?? [1, 1, 1];
  return { discriminator, generator };
}

/** Whose turn it is in the step after `step` steps. Both learn together as long as both have turns left in the cycle. */
export function turnAt(turns: Turns, step: number): Turn {
  const at = step % cycle(turns);
  if (at >= turns.generator) return "discriminator";
  return at >= turns.discriminator ? "generator" : "both";
}

/** The kinds of steps that a cycle has. */
export function turnsIn(turns: Turns): Turn[] {
  return [...new Set(Array.from({ length: cycle(turns) }, (_, step) => turnAt(turns, step)))];
}

/** How often a network has learned in the first `step` steps. */
export function timesLearned(turns: Turns, network: string, step: number): number {
  const share = network === "discriminator" || network === "generator" ? turns[network] : cycle(turns);
  return Math.floor(step / cycle(turns)) * share + Math.min(step % cycle(turns), share);
}

function cycle({ discriminator, generator }: Turns): number {
  return Math.max(discriminator, generator);
}
