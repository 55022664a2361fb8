/** Work of a training step, counted from its plan, and the least time that a GPU needs for it. */
import { createTrainer } from "omakase";
import { countGraphWork } from "../dist/device/index.js";
import { parseOptionWords } from "./parse-bench-options.mjs";
import { stepDefaults, stepModel } from "./step-model.mjs";

/** An H100: a large product of cuBLAS in float32, its memory, and starting a kernel from JavaScript, timed by hand once. */
const gpuSpecs = { name: "H100", flops: 51e12, bytes: 3.35e12, dispatch: 6.5e-6 };

/** Returns the graph of a step, captured by a device that runs nothing. */
async function stepGraph(words) {
  const step = parseOptionWords({ ...stepDefaults, steps: 0 }, words);
  const graphs = [];
  const device = {
    name: "webgpu",
    version: "counted",
    upload: () => ({ dispose() {} }),
    compile: async (graph) => (graphs.push(graph), { dispose() {} }),
  };
  const pictures = { size: step.size, channels: 3, batch: async () => ({}) };
  const trainer = await createTrainer(stepModel(step), pictures, { device, settings: { batchSize: step.batch } });
  trainer.dispose();
  return { graph: graphs[0], batch: step.batch };
}

/** The row of a step. Times are in ms. */
export async function stepLowerBound(words) {
  const { graph, batch } = await stepGraph(words);
  const { dispatches, memory, submissions: pieces } = countGraphWork(graph);
  const sum = (value) => dispatches.map(value).reduce((a, b) => a + b, 0);
  const roof = 1e3 * sum(({ flops, bytes }) => Math.max(flops / gpuSpecs.flops, bytes / gpuSpecs.bytes));
  const starting = 1e3 * gpuSpecs.dispatch * dispatches.length;
  const floor = Math.max(roof, starting);
  return {
    dispatches: dispatches.length,
    pieces,
    flops: sum(({ flops }) => flops),
    bytes: sum(({ bytes }) => bytes),
    memory,
    roof,
    starting,
    floor,
    imagesPerSecond: (1e3 * batch) / floor,
  };
}

/** Rows as a table in Markdown, as in docs/notes/speed.md. */
export function lowerBoundTable(rows) {
  const head = [
    "step",
    "dispatches",
    "submissions",
    "GFLOP",
    "GB moved at least",
    "memory between kernels",
    `${gpuSpecs.name}: at the roof`,
    "starting kernels",
    "so at most",
  ];
  const lines = rows.map(([name, row]) => [
    name,
    row.dispatches,
    row.pieces,
    (row.flops / 1e9).toFixed(1),
    (row.bytes / 1e9).toFixed(2),
    `${Math.round(row.memory / 1e6)} MB`,
    `${row.roof.toFixed(2)} ms`,
    `${row.starting.toFixed(2)} ms`,
    `${Math.round(row.imagesPerSecond).toLocaleString("en-US")} images/s`,
  ]);
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...lines.map(line)].join("\n");
}
