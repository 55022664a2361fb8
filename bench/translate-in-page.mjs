/**
 * How long the studio's page waits for a picture while one draws: an untrained pix2pix, drawings of sushi, Chromium.
 * Isolated pages have threads, others have one. One JSON line each. `--size 64 --features 32 --rounds 40`
 */
import { createServer } from "node:http";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { createTrainer, packRun, random, resolveConfig, pix2pix, pix2pixNetworks } from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
import { projectRoot } from "../script/run-program.mjs";
import { launchChromium } from "./launch-chromium.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const { size, features, rounds } = parseBenchOptions({ size: 64, features: 32, rounds: 40 });
const config = resolveConfig("pix2pix", "sushi", { size, features }, { pictures: 100, seed: 1 });
const model = pix2pix(pix2pixNetworks(config));
const device = await cpuDevice({ threads: 2 });
const values = random(1, "bench").uniforms(2 * 3 * size * size, -1, 1);
const pairs = { size, channels: 3, batch: async () => ({ images: values, inputs: values }) };
const trainer = await createTrainer(model, pairs, { device, settings: { batchSize: 2 } });
const { weights } = await trainer.snapshot();
const checkpoint = { step: 0, imagesSeen: 0, seed: 1, device, config, weights };
const run = { path: "bench", name: "bench", config, loaded: { checkpoint, path: "bench", skipped: [] }, log: [] };
const packed = await packRun(run);
trainer.dispose();

/** The worker that draws: another file names it. */
const assets = join(projectRoot, "dist", "studio", "assets");
const scripts = (await readdir(assets)).filter((file) => file.endsWith(".js"));
const texts = await Promise.all(scripts.map((file) => readFile(join(assets, file), "utf8")));
const [name] = texts.flatMap((text) => /(?<=[`"'/])(?:engine-)?worker-[\w-]+\.js(?=[`"'],)/.exec(text) ?? []);

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const host = nodeHost();
for (const isolated of [true, false]) {
  const server = createServer(async ({ url }, answer) => {
    const { pathname } = new URL(url, "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const content = path.startsWith("/run/")
        ? packed
        : path.startsWith("/asset/")
          ? await host.asset(path.slice(7))
          : await readFile(join(projectRoot, "dist", "studio", path));
      answer.writeHead(200, {
        "content-type": types[extname(path)] ?? "application/octet-stream",
        ...(isolated && {
          "cross-origin-opener-policy": "same-origin",
          "cross-origin-embedder-policy": "require-corp",
        }),
      });
      answer.end(content);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const browser = await launchChromium("/usr/bin/chromium");
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const times = await page.evaluate(
    async ({ address, rounds }) => {
      const worker = new Worker(address, { type: "module" });
      const post = worker.postMessage.bind(worker);
      post({ base: document.baseURI, prefer: "onnx" });
      let asked = 0;
      const ask = (path, ...given) =>
        new Promise((done, fail) => {
          const id = String(asked++);
          worker.addEventListener("message", function hear({ data }) {
            if (data.id !== id) return;
            worker.removeEventListener("message", hear);
            if (data.type === "HANDLER") fail(new Error(JSON.stringify(data)));
            else done(data.value);
          });
          const argumentList = given.map((value) => ({ type: "RAW", value }));
          post({ id, type: "APPLY", path: ["translate", path], argumentList });
        });
      const drawing = await ask("start", "bench", 0);
      const times = [];
      for (let round = 0; round < rounds; round++) {
        const begun = performance.now();
        await ask("picture", "bench", drawing);
        times.push(performance.now() - begun);
      }
      return times;
    },
    { address: `assets/${name}`, rounds },
  );
  const [first, ...rest] = times;
  const sorted = rest.sort((a, b) => a - b);
  const at = (share) => Number(sorted[Math.floor(share * (sorted.length - 1))].toFixed(1));
  console.log(
    JSON.stringify({ size, features, isolated, first: Math.round(first), median: at(0.5), slowest: at(0.95) }),
  );
  await browser.close();
  server.close();
}
