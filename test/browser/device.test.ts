import * as ort from "onnxruntime-node";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { onnxDevice } from "../../src/device/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { casesOfEachOperation } from "../device-suite/cases-of-each-operation.ts";
import { deviceSuite } from "../device-suite/device-suite.ts";
import { isNightly } from "../nightly.ts";
import { nodeGpu } from "../node-gpu.ts";
import { callInPage } from "./call-in-page.ts";
import { chromiumPath } from "./open-chromium.ts";
import { maxCurveDifference, comparedModels, trainLossCurve } from "./train-loss-curve.ts";
import type { DeviceCalls } from "./page/device-calls.ts";
import { runScenario } from "./run-scenario.ts";
import { openScriptPage } from "./open-script-page.ts";
import { startWorker } from "./start-worker.ts";

const names = Object.keys(comparedModels) as (keyof typeof comparedModels)[];

const everyCase = deviceSuite.map(({ name }) => name);
const gpu = await nodeGpu();
gpu?.dispose();
const one = { cases: casesOfEachOperation().map(({ name }) => name), models: ["dcgan"] } as const;
const every = { cases: everyCase, models: names } as const;
const onnx = isNightly ? every : { ...one, models: ["vae"] as const };
/** SwiftShader compiles shaders for a minute and a half: where Node has a GPU, the page computes each operation once. */
const webgpu = isNightly || gpu === undefined ? every : one;

const nodeLosses = new Map<string, Promise<number[][]>>();
function lossesInNode(name: keyof typeof comparedModels): Promise<number[][]> {
  const losses = nodeLosses.get(name) ?? trainLossCurve(name, onnxDevice(ort, { threads: 1 }));
  nodeLosses.set(name, losses);
  return losses;
}

describe.skipIf(chromiumPath === undefined)("the devices of a page", () => {
  const opened = openScriptPage("device-main.ts", { webgpu: true });

  /**
   * Maximum difference from Node's losses: ONNX Runtime computes the same sums, WebGPU computes them in another order.
   */
  describe.each([
    ["onnx", /^onnxruntime-web \d/, 1e-3, onnx.cases, onnx.models],
    ["webgpu", /^webgpu google swiftshader/, 1e-2, webgpu.cases, webgpu.models],
  ] as const)("%s", { timeout: 180_000 }, (kind, version, nearness, cases, models) => {
    test("computes as the reference does", async () => {
      expect(await callInPage<DeviceCalls, "version">(opened.page, "version", kind)).toMatch(version);
      const distances = await callInPage<DeviceCalls, "suite">(opened.page, "suite", kind, cases);
      expect(distances.map(([name]) => name)).toEqual(cases);
      expect(distances.filter(([, distance]) => !(distance < 1e-5))).toEqual([]);
    });

    test.each(models)("trains a %s as Node does", async (name) => {
      const there = await callInPage<DeviceCalls, "lossCurve">(opened.page, "lossCurve", kind, name);
      const here = await lossesInNode(name);
      expect(here[19]).not.toEqual(here[0]);
      expect(maxCurveDifference(there, here)).toBeLessThan(nearness);
    });
  });

  test("a run leaves the same files as in Node, and figures are drawn to the last pixel alike", async () => {
    const disk = await mkdtemp(`${tmpdir()}/omakase-`);
    const here = await runScenario(nodeHost(), onnxDevice(ort, { threads: 1 }), `${disk}/run`);
    await rm(disk, { recursive: true });
    expect(here).toMatchObject({ step: 2, verdicts: 2 });
    expect(here.files).toContain("card.md");
    const worker = await startWorker(opened.page);
    const there = await callInPage<DeviceCalls, "runScenario">(worker, "runScenario", "runs/vae");
    expect(there.figure === here.figure).toBe(true);
    expect({ ...there, figure: "" }).toEqual({ ...here, figure: "" });
  });
});
