import type { Tensor } from "../tensor/index.ts";

/**
 * How a parameter follows its gradient. What it remembers between steps (its slots) it is handed, and hands back.
 */
export interface Optimizer {
  /** Which factor every change is proportional to. */
  readonly stride: string;
  /** Names of what it remembers for each parameter; every slot has the parameter's shape and starts at 0. */
  readonly slots: readonly string[];
  /**
   * The scalars of one step, computed on the host in double precision.
   *
   * @param step - the number of this update, from 1.
   * @param rate - the learning rate now.
   */
  factors(step: number, rate: number): Readonly<Record<string, number>>;
  /** The parameter after one step, and its slots. `factors` are scalars `[]`. */
  update(
    parameter: Tensor,
    gradient: Tensor,
    slots: readonly Tensor[],
    factors: Readonly<Record<string, Tensor>>,
  ): { readonly parameter: Tensor; readonly slots: readonly Tensor[] };
}
