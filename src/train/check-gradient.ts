import { referenceDevice, type Weights } from "../device/index.ts";
import { gradients, input, random, sizeOf, type Shape, type Tensor } from "../tensor/index.ts";

/** See {@link checkGradient}. */
export interface GradientCheck {
  /** Largest difference between the gradient and finite differences, relative to the largest value of the gradient. */
  readonly error: number;
  /** The input with the largest difference. */
  readonly input: string;
}

/**
 * Compares the gradient of a function with central finite differences in float64, at random points.
 *
 * @param shapes - shapes of the inputs by name.
 * @param loss - a function of the inputs to a number `[]`.
 * @param options.seed - of the points, from N(0, 1). Default 1.
 * @param options.step - distance of the finite differences. Default 1e-4.
 * @returns the largest error: below about 1e-6 the gradient is right, unless the function has a kink nearby.
 * @throws OmakaseError `shape` when the loss is not a single number.
 *
 * @example
 * ```ts
 * const { error } = await checkGradient({ x: [3] }, ({ x }) => ops.sumAll(ops.exp(x)));
 * error < 1e-6; // true
 * ```
 */
export async function checkGradient(
  shapes: Readonly<Record<string, Shape>>,
  loss: (inputs: Readonly<Record<string, Tensor>>) => Tensor,
  { seed = 1, step = 1e-4 }: { readonly seed?: number; readonly step?: number } = {},
): Promise<GradientCheck> {
  const names = Object.keys(shapes);
  const inputs = Object.fromEntries(names.map((name) => [name, input(name, shapes[name])]));
  const y = loss(inputs);
  const slopes = gradients(y, Object.values(inputs));
  const outputs = { y, ...Object.fromEntries(names.map((name, at) => [`gradient ${name}`, slopes[at]])) };
  const device = referenceDevice();
  const program = await device.compile({ outputs, updates: new Map() });
  const state = device.upload(new Map() as Weights);
  const values = Object.fromEntries(
    names.map((name) => [name, Float64Array.from(random(seed, name).normals(sizeOf(shapes[name])))]),
  );
  const run = async (output: string) => [...(await program.run(state, values)[output].read())];
  let worst: GradientCheck = { error: 0, input: names[0] };
  for (const name of names) {
    const analytic = await run(`gradient ${name}`);
    const scale = Math.max(1e-12, ...analytic.map(Math.abs));
    for (let at = 0; at < analytic.length; at++) {
      const value = values[name][at];
      values[name][at] = value + step;
      const [above] = await run("y");
      values[name][at] = value - step;
      const [below] = await run("y");
      values[name][at] = value;
      const error = Math.abs((above - below) / (2 * step) - analytic[at]) / scale;
      if (error > worst.error) worst = { error, input: name };
    }
  }
  program.dispose();
  state.dispose();
  return worst;
}
