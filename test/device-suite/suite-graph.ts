import {
  add,
  constant,
  gradients,
  input,
  multiply,
  random,
  sizeOf,
  sumAll,
  type Shape,
  type Tensor,
} from "../../src/tensor/index.ts";

/** One case of the suite. */
export interface SuiteCase {
  readonly name: string;
  /** Shapes of the inputs. */
  readonly shapes: readonly Shape[];
  readonly build: (...inputs: Tensor[]) => Tensor;
  /** Whether the inputs must be above 0, for logarithms, roots and divisors. */
  readonly needsPositive?: boolean;
  /** Values of the first input. Default: random. */
  readonly values?: readonly number[];
}

/** Graph of a case: `y`, its derivatives `first.0` …, and their derivatives `second.0` …. */
export interface SuiteGraph {
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** Inputs by name: `x0` … of the case; `weight` and `direction0` … reduce results to single numbers. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly values: Readonly<Record<string, Float32Array>>;
  /** Scalars whose derivatives are `first.0` … by `x0` …, and `second.0` … by `x0` … and `weight`. */
  readonly losses: { readonly first: Tensor; readonly second: Tensor };
}

/** Creates the graph of a case and the values of its inputs. */
export function suiteGraph({ name, shapes, build, needsPositive = false, values }: SuiteCase): SuiteGraph {
  const numbers = (purpose: string, shape: Shape): Float32Array =>
    random(1, `${name} ${purpose}`).normals(sizeOf(shape));
  const xs = shapes.map((shape, at) => input(`x${at}`, shape));
  const y = build(...xs);
  const weight = input("weight", y.shape);
  const first = sumAll(multiply(y, weight));
  const firstBy = gradients(first, xs);
  const directions = shapes.map((shape, at) => input(`direction${at}`, shape));
  const second = firstBy
    .map((gradient, at) => sumAll(multiply(gradient, directions[at])))
    .reduce((a, b) => add(a, b), constant(0));
  const secondBy = gradients(second, [...xs, weight]);
  const inputs = Object.fromEntries([...xs, weight, ...directions].map((node) => [node.attributes.name, node]));
  const made = Object.entries(inputs).map(([which, { shape }]) => [which, numbers(which, shape)] as const);
  const given = Object.fromEntries(made);
  if (needsPositive)
    for (const { attributes } of xs) given[attributes.name] = given[attributes.name].map(positiveValue);
  if (values) given.x0 = Float32Array.from(values);
  return {
    outputs: {
      y,
      ...Object.fromEntries(firstBy.map((gradient, at) => [`first.${at}`, gradient])),
      ...Object.fromEntries(secondBy.map((gradient, at) => [`second.${at}`, gradient])),
    },
    inputs,
    values: given,
    losses: { first, second },
  };
}

function positiveValue(value: number): number {
  return 0.3 + Math.abs(value);
}
