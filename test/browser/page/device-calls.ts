/** Calls that run the device suite and the first steps of a training on a page's device. */
import { browserDevice, browserHost } from "../../../src/browser/index.ts";
import { referenceDevice, type Device } from "../../../src/device/index.ts";
import { relativeDistance } from "../../device-suite/relative-distance.ts";
import { evaluateGraph } from "../../device-suite/evaluate-graph.ts";
import { suiteGraph } from "../../device-suite/suite-graph.ts";
import { deviceSuite } from "../../device-suite/device-suite.ts";
import { trainLossCurve, type comparedModels } from "../train-loss-curve.ts";
import { runScenario } from "../run-scenario.ts";

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

  /** Returns each named case of the suite with its largest relative distance from the reference. */
  async suite(kind: Kind, names: readonly string[]): Promise<(readonly [name: string, distance: number])[]> {
    const [device, reference] = [await open(kind), referenceDevice()];
    const distances: (readonly [string, number])[] = [];
    for (const one of deviceSuite.filter(({ name }) => names.includes(name))) {
      const { outputs, values } = suiteGraph(one);
      const wanted = await evaluateGraph(reference, outputs, values);
      const got = await evaluateGraph(device, outputs, values);
      distances.push([
        one.name,
        Math.max(...Object.keys(outputs).map((name) => relativeDistance(got[name], wanted[name]))),
      ]);
    }
    return distances;
  },

  runScenario: async (path: string) => runScenario(browserHost({ assets: "/asset/" }), await open("onnx"), path),

  lossCurve: async (kind: Kind, model: keyof typeof comparedModels) => trainLossCurve(model, await open(kind)),
};

/** Calls by name. */
export type DeviceCalls = typeof deviceCalls;
