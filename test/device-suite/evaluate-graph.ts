import type { Device, Values } from "../../src/device/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";

/** Computes tensors without states from the values of their inputs on a device. */
export async function evaluateGraph<Name extends string>(
  device: Device,
  outputs: Readonly<Record<Name, Tensor>>,
  inputs: Readonly<Record<string, Values>>,
): Promise<Record<Name, Values>> {
  const program = await device.compile({ outputs, updates: new Map() });
  const state = device.upload(new Map());
  const handles = Object.entries(program.run(state, inputs));
  const read = await Promise.all(handles.map(async ([name, handle]) => [name, await handle.read()] as const));
  program.dispose();
  state.dispose();
  return Object.fromEntries(read) as Record<Name, Values>;
}
