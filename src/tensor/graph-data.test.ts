import { expect, test } from "vitest";
import { referenceDevice } from "../device/index.ts";
import { cgan, cganNetworks, classicCganNetworks, dcgan, dcganNetworks, gan, ganNetworks, pix2pix, pix2pixNetworks, vae, vaeNetworks } from "../model/index.ts"; // oxfmt-ignore
import { createRegistry, openScope, type Layer } from "../nn/index.ts";
import { buildGraph, sourcesOfData, storeGraph } from "./graph-data.ts";
import { concatenate } from "./op/concatenate.ts";
import { constant } from "./op/constant.ts";
import { input } from "./op/input.ts";
import { random } from "./random.ts";
import { sizeOf } from "./shape.ts";
import { slice } from "./op/slice.ts";
import { state } from "./op/state.ts";
import { sum } from "./op/sum.ts"; // oxfmt-ignore

const shape = { size: 16, channels: 3, features: 4, latent: 6 } as const;
const word = (name: string) => ({ name, label: { ja: name, en: name } });
const attributes = { tags: [{ ...word("hat"), kind: "binary" as const, choices: [word("no"), word("yes")] }] };
const encoder = vae(vaeNetworks(shape)).encode!;

test.each<[string, readonly number[], Layer]>([
  ["gan", [6], gan(ganNetworks(shape)).decode!],
  ["dcgan", [6], dcgan(dcganNetworks(shape)).decode!],
  ["cgan", [7], cgan(cganNetworks({ ...shape, attributes })).decode!],
  ["classic cgan", [7], cgan(classicCganNetworks({ ...shape, attributes, blocks: 1 })).decode!],
  ["vae encoder", [3, 16, 16], encoder],
  ["pix2pix", [1, 16, 16], pix2pix(pix2pixNetworks({ ...shape, inputChannels: 1 })).translate!],
])("a stored graph of a %s computes the same for any batch, also after JSON", async (_, each, network) => {
  const definitions = new Map<string, readonly number[]>();
  const build = (batch: number) => {
    const registry = createRegistry();
    const y = network(input("x", [batch, ...each]), openScope(registry, "", { training: false }));
    for (const [name, { tensor }] of registry.definitions) definitions.set(name, tensor.shape);
    return y;
  };
  const data = JSON.parse(JSON.stringify(storeGraph(build)));
  const device = referenceDevice();
  const weights = new Map(
    [...definitions].map(([name, size]) => [
      name,
      { shape: size, values: random(1, name).uniforms(sizeOf(size), 0.01, 0.1) },
    ]),
  );
  expect(sourcesOfData(data).inputs).toEqual(["x"]);
  for (const [name, size] of sourcesOfData(data).states) expect(size, name).toEqual(definitions.get(name));
  for (const batch of [1, 4]) {
    const x = random(2, "x").normals(batch * sizeOf(each));
    const [wanted, got] = await Promise.all(
      [build(batch), buildGraph(data, batch)].map(async (y) => {
        const program = await device.compile({ outputs: { y }, updates: new Map() });
        return (await program.run(device.upload(weights), { x }).y.read()).slice();
      }),
    );
    expect(got).toEqual(wanted);
  }
});

test("rejects a graph whose constants or structure depend on the batch", () => {
  const x = (batch: number) => input("x", [batch, 2]);
  expect(() =>
    storeGraph((batch) => concatenate([x(batch), constant([...Array(batch).keys()], [batch, 1])], 1)),
  ).toThrow(/constant that depends on the batch/);
  expect(() => storeGraph((batch) => (batch === 2 ? x(2) : sum(x(batch))))).toThrow(/structure depends/);
  expect(() => storeGraph((batch) => slice(x(batch), [batch - 1, 0], [1, 2]))).toThrow(/cannot be stored/);
  expect(storeGraph((batch) => concatenate([x(batch), constant(0, [batch, 1]), state("s", [1, 1])].slice(0, 2), 1)).nodes)
    .toHaveLength(3); // oxfmt-ignore
});
