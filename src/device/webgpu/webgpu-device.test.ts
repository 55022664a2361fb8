import { afterAll, describe, expect, it } from "vitest";
import { nodeGpu } from "../../../test/node-gpu.ts";
import { OmakaseError, formatError } from "../../error.ts";
import {
  add,
  input,
  matmul,
  multiply,
  random,
  state,
  sum,
  sumAll,
  tanh,
  type Graph,
  type Tensor,
} from "../../tensor/index.ts";
import { defaultGpuErrorHints } from "./gpu-error-hints.ts";
import { webgpuDevice, type WebgpuDevice, type WebgpuDeviceOptions } from "./webgpu-device.ts";

const gpu = await nodeGpu();
afterAll(() => gpu?.dispose());

const w = state("w", [16, 16]);
/** Creates a training step of a tiny model. */
const step: Graph = {
  outputs: { loss: sumAll(tanh(matmul(input("x", [4, 16]), w))) },
  updates: new Map<Tensor<"state">, Tensor>([[w, multiply(add(w, input("noise", [16, 16])), 0.999)]]),
};
const feed = { x: random(1, "x").normals(64), noise: random(1, "noise").uniforms(256, -0.01, 0.01) };
const start = new Map([["w", { shape: [16, 16], values: random(1, "w").normals(256) }]]);

it("without a GPU, rejects with one sentence and a remedy", async () => {
  const nothing = { requestAdapter: async () => null } as unknown as GPU;
  const caught = async (options?: WebgpuDeviceOptions) =>
    webgpuDevice(nothing, options).catch((thrown: unknown) => thrown);
  expect(await caught()).toBeInstanceOf(OmakaseError);
  const hints = { ...defaultGpuErrorHints, noGpu: { ja: "X を押してください", en: "Press X" } };
  expect(formatError(await caught({ hints }), "ja")).toMatch(/^WebGPU: .+。X を押してください。$/);
});

it("rejects a GPU without the needed features before it is opened", async () => {
  const features = new Set<string>();
  const plain = { requestAdapter: async () => ({ features, limits: {}, info: { description: "Plain" } }) };
  const error: unknown = await webgpuDevice(plain as unknown as GPU, { half: true }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "device" });
  expect(formatError(error, "en")).toBe(
    "WebGPU: expected a GPU that computes in half precision, got Plain. Do without half precision.",
  );
});

it("errors name options of a command line only with hints that do", () => {
  for (const remedy of Object.values(defaultGpuErrorHints)) expect(`${remedy.ja} ${remedy.en}`).not.toContain("--");
});

describe.skipIf(!gpu)("a GPU", () => {
  it("is deterministic", async () => {
    const program = await gpu!.compile(step);
    const outcome = async () => {
      const own = gpu!.upload(start);
      const handles = [1, 2, 3].map(() => program.run(own, feed));
      const losses = await Promise.all(handles.map(async ({ loss }) => (await loss.read())[0]));
      return [...losses, ...(await own.read()).get("w")!.values];
    };
    expect(await outcome()).toEqual(await outcome());
    program.dispose();
  });

  it("rejects buffers over the limit before anything runs, with the numbers", async () => {
    const most = 2 ** 31; // no adapter binds so many numbers
    const large = input("x", [most / 4, 8]);
    const error: unknown = await gpu!
      .compile({ outputs: { y: tanh(large) }, updates: new Map() })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "device" });
    expect(formatError(error, "en")).toMatch(/^GPU \(.+\): expected pieces of at most [\d,]+ MB, got [\d,]+ MB\. Take/);
    const program = await gpu!.compile(step); // and goes on working
    expect((await program.run(gpu!.upload(start), feed).loss.read()).length).toBe(1);
    program.dispose();
  });

  it("gives the same bytes when a step is split into submissions", async () => {
    const cut = (await nodeGpu({ maxSubmissionFlops: 1 }))!; // every dispatch by itself
    const outcome = async (device: WebgpuDevice) => {
      const program = await device.compile(step);
      const own = device.upload(start);
      const handles = [1, 2, 3].map(() => program.run(own, feed));
      const losses = await Promise.all(handles.map(async ({ loss }) => (await loss.read())[0]));
      return [...losses, ...(await own.read()).get("w")!.values];
    };
    expect(await outcome(cut)).toEqual(await outcome(gpu!));
    cut.dispose();
  });

  it("computes more elements than one dimension of workgroups holds", async () => {
    const [rows, columns] = [4_400_000, 4];
    const x = input("x", [rows, columns]);
    const graph = { outputs: { twice: multiply(x, 2), folded: sum(x, [1]) }, updates: new Map() };
    const program = await gpu!.compile(graph);
    const given = Float32Array.from({ length: rows * columns }, (_, at) => at % 1000);
    const { twice, folded } = program.run(gpu!.upload(new Map()), { x: given });
    const [all, sums] = [await twice.read(), await folded.read()];
    expect(all.findIndex((value, at) => value !== 2 * given[at])).toBe(-1);
    const at = (row: number) => given.subarray(row * columns, (row + 1) * columns).reduce((a, b) => a + b);
    expect(sums.findIndex((value, row) => value !== at(row))).toBe(-1);
    program.dispose();
  });

  it("times kernels where the GPU has a clock", async () => {
    const timed = (await nodeGpu({ profile: true }))!;
    const program = await timed.compile(step);
    const own = timed.upload(start);
    for (let run = 0; run < 3; run++) program.run(own, feed);
    const times = await timed.kernelTimes();
    if (times) {
      expect(times.every(({ runs, milliseconds }) => runs === 3 && milliseconds >= 0)).toBe(true);
      expect(times.some(({ label, flops }) => label.includes("matmul") && flops === 2 * 4 * 16 * 16)).toBe(true);
    }
    timed.dispose();
  });

  it("every call after a loss of the device rejects with a remedy", async () => {
    const lost = (await nodeGpu())!;
    const program = await lost.compile(step);
    const own = lost.upload(start);
    const running = program.run(own, feed);
    lost.dispose();
    const why = await lost.lost;
    expect(formatError(why, "en")).toContain("Go on from the last checkpoint");
    await expect(own.read()).rejects.toMatchObject({ code: "device" });
    expect(() => program.run(own, feed)).toThrow(expect.objectContaining({ code: "device" }));
    await expect(lost.compile(step)).rejects.toMatchObject({ code: "device" });
    await running.loss.read().catch((error: unknown) => expect(error).toMatchObject({ code: "device" }));
  });
});
