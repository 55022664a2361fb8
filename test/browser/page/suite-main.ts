/** The suite of all devices, run in the page. */
import { wasmDevice } from "../../../src/browser/wasm-device.ts";
import { referenceDevice } from "../../../src/device/index.ts";
import { distance } from "../../suite/distance.ts";
import { evaluate } from "../../suite/evaluate.ts";
import { suiteGraph } from "../../suite/suite-graph.ts";
import { suite } from "../../suite/suite.ts";

const reference = referenceDevice();
const calls = {
  async run() {
    const { device, threads } = await wasmDevice({ threads: 2 });
    const all = [];
    const start = performance.now();
    for (const one of suite) {
      const { outputs, values } = suiteGraph(one);
      const wanted = await evaluate(reference, outputs, values);
      const got = await evaluate(device, outputs, values);
      let most = 0;
      for (const name of Object.keys(outputs)) most = Math.max(most, distance(got[name], wanted[name]));
      all.push([one.name, most]);
    }
    return { threads, ms: performance.now() - start, isolated: crossOriginIsolated, all };
  },
};
Object.assign(globalThis, { calls });
