import { describe, expect, test } from "vitest";
import * as ort from "onnxruntime-node";
import { convolve, onnxNetwork } from "../../test/onnx-network.ts";
import { datasetFromPictures } from "../dataset/index.ts";
import type { Ort } from "../device/index.ts";
import type { Picture } from "../image/index.ts";
import { cpuDevice } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { createBackbone, type CreateBackboneOptions } from "./create-backbone.ts";
import { fitAnomalyModel } from "./fit-anomaly-model.ts";
import { judgePictures, withFeedback } from "./feedback.ts";
import { scoreAnomalies } from "./score-anomalies.ts";

const runtime = ort as unknown as Ort;
const size = 32;

function open(bytes: Uint8Array, options: Partial<CreateBackboneOptions> = {}) {
  return createBackbone(runtime, bytes, { name: "net.onnx", threads: 1, ...options });
}

/** Draws stripes with noise; `flaw` adds a bright square. */
function stripes(index: number, flaw = false): Picture {
  const stream = random(7, "stripes", index);
  const phase = stream.integer(4);
  const pixels = new Uint8Array(3 * size * size);
  for (let at = 0; at < size * size; at++) {
    const [column, row] = [at % size, Math.floor(at / size)];
    const odd = flaw && column >= 8 && column < 13 && row >= 20 && row < 25;
    const value = odd ? 250 : (column + phase) % 4 < 2 ? 90 : 150;
    for (let channel = 0; channel < 3; channel++) pixels[3 * at + channel] = value + stream.integer(6);
  }
  return { width: size, height: size, channels: 3, pixels };
}

/** Returns the planes of a picture as a network of range 0 … 1 gets them. */
function planesOf({ pixels }: Picture): Float32Array {
  return Float32Array.from(pixels, (_, at) => pixels[(at % (size * size)) * 3 + Math.floor(at / (size * size))] / 255);
}

/** Computes the mean over the 3 × 3 places around each, those inside alone. */
function means(map: Float32Array, side: number): Float32Array {
  return map.map((_, at) => {
    const [plane, row, column] = [Math.floor(at / side ** 2), Math.floor(at / side) % side, at % side];
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
        sum += map[plane * side ** 2 + y * side + x];
        count++;
      }
    return sum / count;
  });
}

test("cells hold the 3 × 3 means of inner layers, on one grid", async () => {
  const { bytes, low, high } = onnxNetwork();
  const backbone = await open(bytes, { layers: ["low", "high"], range: "0..1" });
  expect([backbone.size, backbone.layers]).toEqual([size, ["low", "high"]]);
  const pictures = [stripes(0), stripes(1, true)];
  const cells = await backbone.cellFeatures(pictures);
  expect([cells.count, cells.width]).toEqual([2 * 16 * 16, 6 + 8]);
  for (const [at, picture] of pictures.entries()) {
    const lower = convolve(planesOf(picture), low, size);
    const [fine, coarse] = [means(lower, 16), means(convolve(lower, high, 16), 8)];
    const row = (y: number, x: number) => cells.values.subarray((at * 256 + y * 16 + x) * 14, (at * 256 + y * 16 + x + 1) * 14); // oxfmt-ignore
    for (const [y, x] of [
      [0, 0],
      [5, 9],
      [15, 15],
      [10, 4],
    ])
      // oxfmt-ignore
      for (let channel = 0; channel < 6; channel++)
        expect(row(y, x)[channel]).toBeCloseTo(fine[channel * 256 + y * 16 + x], 4);
    // the coarse layer is bilinear between the centres of its places: row 5 of 16 is 2.25 of 8, column 4 is 1.75
    for (let channel = 0; channel < 8; channel++) {
      const place = (y: number, x: number) => coarse[channel * 64 + y * 8 + x];
      const above = 0.25 * place(2, 1) + 0.75 * place(2, 2);
      const below = 0.25 * place(3, 1) + 0.75 * place(3, 2);
      expect(row(5, 4)[6 + channel]).toBeCloseTo(0.75 * above + 0.25 * below, 4);
    }
  }
  await backbone.dispose();
});

test("layouts, batches of one, grey and names of operations give the same", async () => {
  const wanted = await (
    await open(onnxNetwork().bytes, { layers: ["low", "high"] })
  ).cellFeatures([stripes(0), stripes(1)]);
  for (const options of [{ channelsLast: true }, { batch: 1 }, { channelsLast: true, batch: 1 }]) {
    const { bytes } = onnxNetwork(options);
    const found = await (await open(bytes, { layers: ["low", "high"] })).cellFeatures([stripes(0), stripes(1)]);
    expect(found.values.length).toBe(wanted.values.length);
    found.values.forEach((value, at) => expect(value).toBeCloseTo(wanted.values[at], 4));
  }
  const grey = await open(onnxNetwork({ channels: [1, 4, 4] }).bytes, { layers: ["low"] });
  expect((await grey.cellFeatures([stripes(0)])).width).toBe(4);
});

test("many channels are projected, and distances stay", async () => {
  const layers = ["low"];
  const wide = await open(onnxNetwork({ channels: [3, 256, 4] }).bytes, { layers });
  const { width, values, count } = await wide.cellFeatures([stripes(0), stripes(1, true)], 4);
  expect([width, count]).toEqual([64, 32]);
  const again = await (await open(onnxNetwork({ channels: [3, 256, 4] }).bytes, { layers })).cellFeatures([stripes(0)], 4); // oxfmt-ignore
  expect(again.values).toEqual(values.slice(0, again.values.length));
});

test("imagenet, −1 … 1 and bytes are what the network gets", async () => {
  const { bytes, low } = onnxNetwork();
  const picture = stripes(3);
  const expected = {
    imagenet: (value: number, channel: number) => (value - [0.485, 0.456, 0.406][channel]) / [0.229, 0.224, 0.225][channel], // oxfmt-ignore
    "-1..1": (value: number) => 2 * value - 1,
    "0..255": (value: number) => 255 * value,
  };
  for (const range of ["imagenet", "-1..1", "0..255"] as const) {
    const found = await (await open(bytes, { layers: ["low"], range })).cellFeatures([picture]);
    const planes = planesOf(picture).map((value, at) => expected[range](value, Math.floor(at / size ** 2)));
    const made = means(convolve(planes, low, size), 16);
    const cell = 5 * 16 + 9;
    for (let channel = 0; channel < 6; channel++)
      expect(found.values[cell * 6 + channel]).toBeCloseTo(made[channel * 256 + cell], range === "0..255" ? 2 : 4);
  }
});

describe("refuses an unsuitable file in one sentence", () => {
  const { bytes } = onnxNetwork();
  const noise = Uint8Array.from(random(1, "noise").uniforms(500, 0, 256));
  test.each([
    [noise, {}, "expected an ONNX file, got another file"],
    [new Uint8Array(0), {}, "expected an ONNX file"],
    [bytes, {}, "the outputs (logits) have none. Name one or two, such as low_sum."],
    [bytes, { layers: ["lov"] }, 'got "lov". The nearest names: low, '],
    [bytes, { layers: ["hig"] }, 'got "hig". The nearest names: high, high_sum'],
    [bytes, { layers: ["logits"] }, '"logits" with float32 [2, 8]'],
    [bytes, { layers: ["infinite"] }, 'expected finite features, got others, from "infinite"'],
    [bytes, { layers: ["constant"] }, 'the same for different pictures, from "constant"'],
    [bytes, { layers: ["low"], size: 64 }, "expected 32 px, which the network is made for, got 64 px"],
    [onnxNetwork({ channels: [4, 6, 8] }).bytes, { layers: ["low"] }, "got [batch, 4, 32, 32]"],
    [onnxNetwork({ batch: 4 }).bytes, { layers: ["low"] }, "got [4, 3, 32, 32]"],
    [onnxNetwork({ inputShape: [7919, 3072] }).bytes, { layers: ["low"] }, "got [batch, 3072]"],
    [onnxNetwork({ gain: 1e38 }).bytes, { layers: ["high"], range: "0..255" }, 'from "high"'],
  ] as const)("%#", async (file, options, message) => {
    await expect(open(file, options)).rejects.toThrow(message);
    await expect(open(file, options)).rejects.toThrow(/^net\.onnx: expected [^\n]*\.$/);
  });
});

test("truncated and damaged files give one sentence, or features", async () => {
  const { bytes } = onnxNetwork();
  const stream = random(9, "damage");
  const damaged = Array.from({ length: 60 }, (_, at) => {
    if (at < 20) return bytes.slice(0, stream.integer(bytes.length));
    const other = bytes.slice();
    for (let times = 0; times < 1 + (at % 8); times++) other[stream.integer(other.length)] = stream.integer(256);
    return other;
  });
  let refused = 0;
  for (const file of damaged)
    try {
      await (await open(file, { layers: ["low", "high"] })).dispose();
    } catch (error) {
      refused++;
      expect(String(error)).toMatch(/^OmakaseError: net\.onnx: expected [^\n]*\.$/);
    }
  expect(refused).toBeGreaterThan(20);
});

test("the network takes the place of textures, in patches and in tiles", async () => {
  const device = await cpuDevice({ threads: 1 });
  const { bytes } = onnxNetwork();
  const backbone = await open(bytes, { layers: ["low", "high"] });
  const normal = datasetFromPictures(Array.from({ length: 40 }, (_, at) => stripes(at)), { size: 16 }); // oxfmt-ignore
  const odd = datasetFromPictures([stripes(100, true), stripes(101)], { size: 16 });
  for (const part of ["patches", "tiles"] as const) {
    const model = await fitAnomalyModel(normal, { device, backbone, detectors: [part], seed: 1 });
    expect([model.memory[part]?.width, model.fullSide, model.backbone?.hash]).toEqual([14, 32, backbone.hash]);
    const [flawed, fine] = await scoreAnomalies(model, odd, { device, backbone });
    expect(flawed.score).toBeGreaterThan(Math.max(...model.calibration));
    expect(flawed.score).toBeGreaterThan(fine.score + 3);
    const hottest = flawed.map.values.indexOf(Math.max(...flawed.map.values));
    const [column, row] = [hottest % flawed.map.width, Math.floor(hottest / flawed.map.width)];
    const cell = size / flawed.map.width;
    // the square is at 8 … 12 and 20 … 24; a tile of 128 px is 32 px for this network, so its cells are coarse
    const reach = part === "patches" ? 4 : 10;
    expect(Math.abs((column + 0.5) * cell - 10.5)).toBeLessThan(reach);
    expect(Math.abs((row + 0.5) * cell - 22.5)).toBeLessThan(reach);
    if (part === "tiles") continue;
    await expect(scoreAnomalies(model, odd, { device })).rejects.toThrow("the network that the model was fitted with");
    const other = await open(onnxNetwork({ gain: 2 }).bytes, { layers: ["low", "high"] });
    await expect(scoreAnomalies(model, odd, { device, backbone: other })).rejects.toThrow(other.hash);
    const judged = await judgePictures(model, odd, { device, backbone, verdict: "accepted", date: "2026-12-02T10:00:00Z" }); // oxfmt-ignore
    const [again] = await scoreAnomalies(withFeedback(model, judged), odd, { device, backbone });
    expect([again.score < flawed.score, again.verdict]).toEqual([true, "accepted"]);
  }
  const none = { device, backbone, detectors: ["layout"] } as const;
  await expect(fitAnomalyModel(normal, none)).rejects.toThrow("expected a detector that uses the network");
  const model = await fitAnomalyModel(normal, { device, detectors: ["layout"] });
  await expect(scoreAnomalies(model, odd, { device, backbone })).rejects.toThrow("fitted without one");
});
