import { averagePrefix, define, type Registry } from "../nn/index.ts";
import { add, multiply, subtract, type Tensor } from "../tensor/index.ts";

/**
 * Moves the averaged weights of a network (an exponential moving average, as in Karras et al. 2018) towards its current
 * weights. Samples of averaged weights change less from step to step.
 *
 * @param network - path of the network, such as `generator`.
 * @param fraction - of the current weights, `[]`, 0 … 1; 1 copies them. It should start near 1 and fall, so that the
 *   untrained weights fade.
 */
export function updateAverage(registry: Registry, network: string, fraction: Tensor): void {
  for (const [name, { initial }] of [...registry.definitions]) {
    if (!name.startsWith(`${network}.`)) continue;
    const value = registry.values.get(name)!;
    const before = define(registry, averagePrefix + name, value.shape, initial, "buffer");
    registry.values.set(averagePrefix + name, add(before, multiply(subtract(value, before), fraction)));
  }
}
