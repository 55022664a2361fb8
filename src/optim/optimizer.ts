import type { Tensor } from "../tensor/index.ts";

/** A rule by which parameters follow their gradients. Its memory between steps (slots) is passed in and returned. */
export interface Optimizer {
  /** Name of the factor that every change is proportional to. */
  readonly stepFactor: string;
  /** Names of the slots of each parameter, such as moments; a slot has the parameter's shape and starts at 0. */
  readonly slots: readonly string[];
  /**
   * Computes the scalars of one step, on the host in double precision.
   *
   * @param step - number of this update, from 1.
   * @param rate - current learning rate.
   */
  factors(step: number, rate: number): Readonly<Record<string, number>>;
  /** Computes the parameter after one step, and its slots. `factors` are scalars `[]`. */
  update(
    parameter: Tensor,
    gradient: Tensor,
    slots: readonly Tensor[],
    factors: Readonly<Record<string, Tensor>>,
  ): { readonly parameter: Tensor; readonly slots: readonly Tensor[] };
}
