import { afterAll, describe, expect, it } from "vitest";
import { gpuWithOverrides } from "../../../test/gpu-with-overrides.ts";
import { nodeGpu } from "../../../test/node-gpu.ts";
import { OmakaseError, formatError } from "../../error.ts";
import { add, input, multiply, state, sumAll, type Graph, type Tensor } from "../../tensor/index.ts";
import type { Program, State } from "../device.ts";

/** Size in bytes beyond which the GPU below is out of memory. */
const enough = 2 ** 20 - 1;
/** More than the driver can allocate, in bytes. */
const tooMuch = 2 ** 32 - 1;

// the limit is known for this driver only
const present = await nodeGpu();
const known = present !== undefined && /llvmpipe/.test(present.adapter.description);
present?.dispose();
/** A GPU that runs out of memory: large buffers are requested from the driver as much larger ones. */
const small = async () =>
  gpuWithOverrides((device) => {
    const createBuffer = device.createBuffer.bind(device);
    device.createBuffer = (one) => createBuffer({ ...one, size: one.size > enough ? tooMuch : one.size });
  });
const gpu = known ? await small() : undefined;
afterAll(() => gpu?.dispose());

const count = 2 ** 18 + 64;
const w = state("w", [4]);
const step: Graph = {
  outputs: { total: sumAll(w) },
  updates: new Map<Tensor<"state">, Tensor>([[w, multiply(w, input("x", []))]]),
};
const feed = { x: Float32Array.of(2) };
const start = new Map([["w", { shape: [4], values: Float32Array.of(1, 2, 3, 4) }]]);

const message =
  /^GPU: expected [\d,]+ MB of free memory, got less\. Take a smaller batch, smaller pictures or fewer features\.$/;
const thrownBy = async (ask: () => unknown): Promise<unknown> => {
  try {
    return await ask();
  } catch (error) {
    return error;
  }
};

describe.skipIf(!gpu)("a GPU whose memory runs out", () => {
  /** Returns the error; afterwards the device and its states must work. */
  async function refusalOf(ask: () => unknown): Promise<string> {
    const program = await gpu!.compile(step);
    const own = gpu!.upload(start);
    program.run(own, feed);
    const error = await thrownBy(ask);
    expect(error).toBeInstanceOf(OmakaseError);
    expect(error).toMatchObject({ code: "device" });
    expect([...(await program.run(own, feed).total.read())]).toEqual([20]);
    expect([...(await own.read()).get("w")!.values]).toEqual([4, 8, 12, 16]);
    const again = await gpu!.compile(step);
    expect([...(await again.run(gpu!.upload(start), feed).total.read())]).toEqual([10]);
    return formatError(error, "en");
  }

  it("says so when a program does not fit", async () => {
    const large = { outputs: { y: add(input("x", [count]), 1) }, updates: new Map() };
    expect(await refusalOf(async () => gpu!.compile(large))).toMatch(message);
  });

  const big = state("big", [count]);
  const weights = new Map([["big", { shape: [count], values: new Float32Array(count) }]]);

  it.each([
    ["they are read", (own) => own.read()],
    ["they are run with", (own, run) => run(own).total.read()],
    ["they are written and read", async (own) => (own.write(start), own.read(["w"]))],
  ] as [string, (own: State, run: Program["run"]) => Promise<unknown>][])(
    "says so when states do not fit, when %s",
    async (_, ask) => {
      const program = await gpu!.compile({ outputs: { total: sumAll(big) }, updates: new Map() });
      expect(await refusalOf(async () => ask(gpu!.upload(weights), program.run))).toMatch(message);
      const own = gpu!.upload(weights);
      await thrownBy(() => own.read());
      expect(formatError(await thrownBy(() => program.run(own)), "en")).toMatch(message); // now it is known ahead
    },
  );

  it("says so when there is none to read through, and keeps the states", async () => {
    const length = Math.floor(0.75 * count); // read through the next power of two
    const own = gpu!.upload(new Map([...start, ["most", { shape: [length], values: new Float32Array(length) }]]));
    expect(await refusalOf(async () => own.read())).toMatch(message);
    expect([...(await own.read(["w"])).get("w")!.values]).toEqual([1, 2, 3, 4]);
  });
});
