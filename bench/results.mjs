/**
 * `npm run results`: how well the models learn, as a table in docs/results.md. One cell (set, model, seed) at a time;
 * Ctrl-C loses at most the cell it is in, and the next call goes on.
 *
 * `npm run results -- --sets faces,sushi --models dcgan,gan --seeds 3 --marks 10000,25000,50000 --cells 4`
 * `npm run results -- --pictures apples=~/pictures/apples-100px` (numbers only: those pictures are not ours to show)
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openDataset } from "omakase";
import { featureNetwork } from "../dist/feature/index.js";
import { cpuDevice, nodeHost } from "omakase/node";
import { modelVariants } from "./results/model-variants.mjs";
import { runCell } from "./results/run-cell.mjs";
import { resultsTable } from "./results/results-table.mjs";

const docs = join(dirname(fileURLToPath(import.meta.url)), "..", "docs");
const stringOption = (usual) => ({ type: "string", default: usual });
const { values } = parseArgs({
  options: {
    sets: stringOption("faces"),
    pictures: { type: "string", multiple: true, default: [] },
    models: stringOption(Object.keys(modelVariants).join(",")),
    seeds: stringOption("3"),
    marks: stringOption("10000,25000,50000"),
    count: stringOption("5000"),
    cells: stringOption("1000"),
    threads: stringOption("1"),
  },
});
const splitNames = (words) => words.split(",").filter((word) => word !== "");
const marks = splitNames(values.marks).map(Number);
const file = join(docs, "results.json");
const cells = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
const sheetName = (set, contender) => join("picture", `results-${set}-${contender.replaceAll(" ", "-")}.png`);
const sheets = (set, contender) =>
  existsSync(join(docs, sheetName(set, contender))) ? sheetName(set, contender) : undefined;
const saveResults = () => {
  writeFileSync(file, `[\n${cells.map((cell) => JSON.stringify(cell)).join(",\n")}\n]\n`);
  writeFileSync(join(docs, "results.md"), resultsTable(cells, sheets));
};

const host = nodeHost();
const device = await cpuDevice({ threads: Number(values.threads) });
const network = await featureNetwork(host, device);
const sources = [
  ...splitNames(values.sets).map((name) => ({ set: name, source: name, count: Number(values.count), ours: true })),
  ...values.pictures.map((words) => {
    const [, name, source] = /^(?:([\w-]+)=)?(.+)$/.exec(words);
    return { set: name ?? basename(source).replace(/\..*/, ""), source, count: Number(values.count), ours: false };
  }),
];
let left = Number(values.cells);
for (let seed = 1; seed <= Number(values.seeds); seed++)
  for (const { set, source, count, ours } of sources)
    for (const contender of splitNames(values.models)) {
      const same = (cell) => cell.set === set && cell.contender === contender && cell.seed === seed;
      if (left <= 0 || cells.some(same)) continue;
      left--;
      const title = `${set} · ${contender} · seed ${seed}`;
      const dataset = await openDataset(source, host, { size: 64, count });
      const onProgress = (seen, all) => process.stderr.isTTY && process.stderr.write(`\r${title}: ${seen} / ${all} `);
      const job = { contender: modelVariants[contender], dataset, seed, marks, device, network, onProgress };
      const { cell, sheet } = await runCell(job);
      cell.looks.forEach((look, at) => Object.assign(look, { mark: marks[at] }));
      cells.push({ set, contender, seed, pictures: dataset.count, ...cell });
      if (ours && seed === 1) {
        mkdirSync(join(docs, "picture"), { recursive: true });
        writeFileSync(join(docs, sheetName(set, contender)), await host.codecs.encodePng(sheet));
      }
      saveResults();
      const last = cell.looks.at(-1);
      console.log(`${title}: ${last.frechet?.toFixed(1)} (floor ${last.floor?.toFixed(1)}) in ${last.seconds} s`);
    }
network.dispose();
saveResults();
