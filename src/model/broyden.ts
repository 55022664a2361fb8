import { add, divide, greater, multiply, select, subtract, sum, type Tensor } from "../tensor/index.ts";

/** Keeps a division by a step of length 0, where a row is solved already, at 0. */
const tiny = 1e-12;

/**
 * Solves `f(x) = target` for maps `f` near the identity by Broyden's method (Broyden 1965), without matrices (Kelley 1995,
 * section 7.3). Each row is solved on its own, and keeps its best `x`: where an iteration leads away, nothing is lost.
 *
 * We differ: the number of iterations is fixed, as a graph has no loops.
 *
 * @param f - `[batch, n]` → `[batch, n]`; it is called `iterations + 1` times.
 * @param target - `[batch, n]`, also the first guess.
 * @param iterations - 1 or more.
 * @returns `[batch, n]`.
 */
export function solveByBroyden(f: (x: Tensor) => Tensor, target: Tensor, iterations: number): Tensor {
  const steps: { readonly step: Tensor; readonly square: Tensor }[] = [];
  let x = target;
  let step = subtract(target, f(x));
  let [best, least] = [x, dot(step, step)];
  for (let iteration = 1; iteration <= iterations; iteration++) {
    x = add(x, step);
    const rest = subtract(target, f(x));
    const distance = dot(rest, rest);
    const isBetter = greater(least, distance);
    [best, least] = [select(isBetter, x, best), select(isBetter, distance, least)];
    if (iteration === iterations) break;
    let next = rest; // the inverse of the Jacobian times the rest, from the steps so far
    for (const [at, { step: before, square }] of steps.entries()) {
      const following = steps[at + 1]?.step ?? step;
      next = add(next, multiply(following, divide(dot(before, next), square)));
    }
    const square = add(dot(step, step), tiny);
    steps.push({ step, square });
    step = divide(next, subtract(1, divide(dot(step, next), square)));
  }
  return best;
}

/** Computes the dot product of each row, `[batch, 1]`. */
function dot(a: Tensor, b: Tensor): Tensor {
  return sum(multiply(a, b), [1]);
}
