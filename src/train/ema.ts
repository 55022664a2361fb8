import { averagePrefix, define, type Registry } from "../nn/index.ts";
import { add, multiply, subtract, type Tensor } from "../tensor/index.ts";

/**
 * Moves the averaged weights of a network (an exponential moving average, as in Karras et al. 2018) towards its current
 * weights. Images drawn with averaged weights vary less than those of any single step.
 *
 * @param part - `[]`, 0 … 1: 1 copies. It should start near 1 and fall, or the average remembers the untrained start.
 */
export function updateAverage(registry: Registry, network: string, part: Tensor): void {
  for (const [name, { initial }] of [...registry.definitions]) {
    if (!name.startsWith(`${network}.`)) continue;
    const value = registry.values.get(name)!;
    const before = define(registry, averagePrefix + name, value.shape, initial, "buffer");
    registry.values.set(averagePrefix + name, add(before, multiply(subtract(value, before), part)));
  }
}
