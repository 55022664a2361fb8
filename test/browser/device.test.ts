import * as ort from "onnxruntime-node";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { onnxDevice } from "../../src/device/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { suite } from "../suite/suite.ts";
import { call } from "./call.ts";
import { chromiumPath } from "./chromium.ts";
import { curveDistance, curveModels, lossCurve } from "./loss-curve.ts";
import type { DeviceCalls } from "./page/device-calls.ts";
import { runStory } from "./run-story.ts";
import { scriptPage } from "./script-page.ts";
import { startWorker } from "./start-worker.ts";

const names = Object.keys(curveModels) as (keyof typeof curveModels)[];

const inNode = new Map<string, Promise<number[][]>>();
function lossesInNode(name: keyof typeof curveModels): Promise<number[][]> {
  const losses = inNode.get(name) ?? lossCurve(name, onnxDevice(ort, { threads: 1 }));
  inNode.set(name, losses);
  return losses;
}

describe.skipIf(chromiumPath === undefined)("the devices of a page", () => {
  const opened = scriptPage("device-main.ts", { webgpu: true });

  /** How near to Node's the losses must be: ONNX Runtime does the same sums there, WebGPU does them in another order. */
  describe.each([
    ["onnx", /^onnxruntime-web \d/, 1e-3],
    ["webgpu", /^webgpu google swiftshader/, 1e-2],
  ] as const)("%s", { timeout: 180_000 }, (kind, version, nearness) => {
    test("computes as the reference does", async () => {
      expect(await call<DeviceCalls, "version">(opened.page, "version", kind)).toMatch(version);
      const distances = await call<DeviceCalls, "suite">(opened.page, "suite", kind);
      expect(distances.map(([name]) => name)).toEqual(suite.map(({ name }) => name));
      expect(distances.filter(([, distance]) => !(distance < 1e-5))).toEqual([]);
    });

    test.each(names)("trains a %s as Node does", async (name) => {
      const there = await call<DeviceCalls, "lossCurve">(opened.page, "lossCurve", kind, name);
      const here = await lossesInNode(name);
      expect(here[19]).not.toEqual(here[0]);
      expect(curveDistance(there, here)).toBeLessThan(nearness);
    });
  });

  test("a run leaves the same files as in Node, and figures are drawn to the last pixel alike", async () => {
    const disk = await mkdtemp(`${tmpdir()}/omakase-`);
    const here = await runStory(nodeHost(), onnxDevice(ort, { threads: 1 }), `${disk}/run`);
    await rm(disk, { recursive: true });
    expect(here).toMatchObject({ step: 2, verdicts: 2 });
    expect(here.files).toContain("card.md");
    const worker = await startWorker(opened.page);
    const there = await call<DeviceCalls, "runStory">(worker, "runStory", "runs/vae");
    expect(there.figure === here.figure).toBe(true);
    expect({ ...there, figure: "" }).toEqual({ ...here, figure: "" });
  });
});
