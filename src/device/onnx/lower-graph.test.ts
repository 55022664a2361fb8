import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ort from "onnxruntime-node";
import { expect, it } from "vitest";
import { add, conv2d, input, leakyRelu, mean, random, state, subtract, sum } from "../../tensor/index.ts";
import { lowerGraph } from "./lower-graph.ts";

const attributes = { stride: [2, 2], padding: [1, 1, 1, 1] } as const;
const [x, w] = [input("picture", [2, 3, 8, 8]), state("layer.0.weight", [5, 3, 4, 4])];
const features = leakyRelu(conv2d(x, w, attributes), 0.2);
const graph = { outputs: { features, total: sum(features) }, updates: new Map([[w, subtract(w, mean(w, [0]))]]) };
const weights = new Map([["layer.0.weight", { shape: w.shape, values: random(1, "w").normals(5 * 3 * 16) }]]);

it("gives the same bytes for the same graph", () => {
  expect(lowerGraph(graph).bytes).toEqual(lowerGraph(graph).bytes);
});

it("keeps names, and makes equal ones distinct", () => {
  const z = input("z", [1]);
  const lowered = lowerGraph({ outputs: { z: add(z, 1) }, updates: new Map() });
  expect(lowered.inputs.get("z")?.name).toBe("z");
  expect(lowered.outputs.get("z")?.name).not.toBe("z");
});

it("puts given weights into the file", async () => {
  const { bytes, states } = lowerGraph({ outputs: { features }, updates: new Map() }, { weights });
  expect(states.size).toBe(0);
  const session = await ort.InferenceSession.create(bytes);
  expect(session.inputNames).toEqual(["picture"]);
  const picture = new ort.Tensor("float32", random(1, "x").normals(2 * 3 * 64), x.shape);
  const results = await session.run({ picture });
  expect(results.features.dims).toEqual([2, 5, 4, 4]);
  await session.release();
});

const python = "/usr/bin/python3";
const checks = ((): boolean => {
  try {
    execFileSync(python, ["-c", "import onnx"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

it.skipIf(!checks)("passes the checker of the ONNX project", () => {
  const folder = mkdtempSync(join(tmpdir(), "omakase-onnx-"));
  try {
    const files = [lowerGraph(graph), lowerGraph(graph, { weights })].map(({ bytes }, index) => {
      const file = join(folder, `${index}.onnx`);
      writeFileSync(file, bytes);
      return file;
    });
    const script =
      "import onnx, sys\n" +
      "for f in sys.argv[1:]:\n" +
      "  m = onnx.load(f); onnx.checker.check_model(m, full_check=True)\n" +
      "  print([o.name for o in m.graph.output])";
    const said = execFileSync(python, ["-c", script, ...files], { encoding: "utf8" });
    expect(said.split("\n")[1]).toBe("['features', 'total', 'next.layer.0.weight']");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
