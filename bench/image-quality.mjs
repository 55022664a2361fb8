/**
 * `npm run bench:image-quality`: damages real pictures, measures each set by `ImageQuality`, and prints the numbers from the
 * nearest to the farthest, with the faults that are found. docs/notes/quality.md has them beside those of a network that was
 * trained on photographs.
 *
 * `npm run bench:image-quality -- --set faces --size 64 --count 200 --run runs/gan-sushi`: a built-in set or a folder, pictures
 * on each side, and a trained run whose samples are measured too.
 */
import { createSampler, openDataset, openRun, trainedRun } from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
import { qualityFaults, qualityMeter, qualityStatistics } from "../dist/feature/index.js";
import { damages } from "./image-quality/damages.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const { set, size, count, run } = parseBenchOptions({ set: "sushi", size: 64, count: 200, run: "" });
const host = nodeHost();
const dataset = await openDataset(set, host, { size, count: 2 * count });
const shape = { channels: 3, size };
const indices = (from) => Array.from({ length: count }, (_, at) => from + at);
const meter = qualityMeter(qualityStatistics(await dataset.batch(indices(0)), count, shape), shape);
const rows = [];
let seconds = 0;
const measure = (name, pictures) => {
  const begun = process.cpuUsage().user;
  const quality = meter.measure(qualityStatistics(pictures, count, shape));
  seconds += (process.cpuUsage().user - begun) / 1e6;
  rows.push({ name, quality });
};
for (const [name, damage] of Object.entries(damages(await dataset.batch(indices(count)), size)))
  measure(name, await damage());
if (run) {
  const sampler = createSampler(trainedRun(await openRun(host, run), await cpuDevice({ threads: 1 })));
  measure(run, await sampler.decode(sampler.latents(1, count), count));
  sampler.dispose();
}

const columns = Object.keys(rows[0].quality);
const line = (cells) => console.log(`| ${cells.join(" | ")} |`);
console.log(
  `${set}, ${size} px, ${count} on each side; ${(seconds / rows.length).toFixed(2)} s of a processor for each set\n`,
);
line(["set", ...columns, "faults"]);
line(["---", ...columns.map(() => "---"), "---"]);
for (const { name, quality } of rows.sort((a, b) => a.quality.distance - b.quality.distance))
  line([name, ...columns.map((column) => quality[column].toFixed(3)), qualityFaults(quality).join(", ")]);
