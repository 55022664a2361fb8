/** What a device computes in a page: the suite of all devices, and the first losses of a training. */
import { browserDevice, browserHost } from "../../../src/browser/index.ts";
import { referenceDevice, type Device } from "../../../src/device/index.ts";
import { distance } from "../../suite/distance.ts";
import { evaluate } from "../../suite/evaluate.ts";
import { suiteGraph } from "../../suite/suite-graph.ts";
import { suite } from "../../suite/suite.ts";
import { lossCurve, type curveModels } from "../loss-curve.ts";
import { runStory } from "../run-story.ts";

type Kind = "onnx" | "webgpu";

const devices = new Map<Kind, Promise<Device>>();

function open(kind: Kind): Promise<Device> {
  const device = devices.get(kind) ?? browserDevice({ prefer: kind }).then(({ device }) => device);
  devices.set(kind, device);
  return device;
}

/** See {@link DeviceCalls}. */
export const deviceCalls = {
  async version(kind: Kind) {
    return (await open(kind)).version;
  },

  /** For every case of the suite: its name and how far its farthest output is from the reference. */
  async suite(kind: Kind): Promise<(readonly [name: string, distance: number])[]> {
    const [device, reference] = [await open(kind), referenceDevice()];
    const distances: (readonly [string, number])[] = [];
    for (const one of suite) {
      const { outputs, values } = suiteGraph(one);
      const wanted = await evaluate(reference, outputs, values);
      const got = await evaluate(device, outputs, values);
      distances.push([one.name, Math.max(...Object.keys(outputs).map((name) => distance(got[name], wanted[name])))]);
    }
    return distances;
  },

  runStory: async (path: string) => runStory(browserHost({ assets: "/asset/" }), await open("onnx"), path),

  lossCurve: async (kind: Kind, model: keyof typeof curveModels) => lossCurve(model, await open(kind)),
};

/** What can be asked for, by name. */
export type DeviceCalls = typeof deviceCalls;
