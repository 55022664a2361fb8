/**
 * `npm run bench:site-loading -- --run runs/cgan-faces`: how long a visitor of an exported site waits for the first picture, on a
 * line of `--megabits` 10 that all of a page's requests share, `--latency` 40 ms before each answer, in a Chromium that
 * remembers nothing. The site lies in a folder of a server that compresses nothing and sends no headers of its own;
 * `--gzip`: one that compresses text, as web hosts do. `--file m.omakase` takes a packed run instead of a folder.
 * `--device webgpu` computes on WebGPU: in a Chromium without a graphics card that is an imitation on the processor,
 * which says nothing about waiting.
 *
 * Of `--times 3` visits the median: seconds until a picture is seen, MB on the line until then, and the same until all
 * that the page fetches is there.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { openPackedRun, openRun } from "omakase";
import { buildSite, nodeHost } from "omakase/node";
import { launchChromium } from "./launch-chromium.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({
  run: "runs/cgan-faces",
  file: "",
  megabits: 10,
  latency: 40,
  times: 3,
  gzip: "no",
  device: "onnx",
  chromium: "/usr/bin/chromium",
});
const host = nodeHost();
const run =
  settings.file === ""
    ? await openRun(host, settings.run)
    : await openPackedRun(readFileSync(settings.file), settings.file);
const site = new Map((await buildSite(host.files, [run])).map(({ path, bytes }) => [`/some/where/${path}`, bytes]));

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const bytesPerMillisecond = (settings.megabits * 1e6) / 8 / 1000; // bytes a millisecond
const chunkBytes = 8192;
let lineFreeAt = 0;
let bytesSent = 0;
let lastByteTime = 0;

/** One line for all: each piece waits until those before it are through. */
async function send(response, bytes) {
  await sleep(settings.latency);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const part = bytes.subarray(at, at + chunkBytes);
    lineFreeAt = Math.max(lineFreeAt, performance.now()) + part.length / bytesPerMillisecond;
    await sleep(lineFreeAt - performance.now());
    response.write(part);
    bytesSent += part.length;
    lastByteTime = performance.now();
  }
  response.end();
}

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://here").pathname.replace(/\/$/, "/index.html");
  const bytes = site.get(path);
  if (!bytes) return void response.writeHead(404).end();
  const type = types[extname(path)];
  const zip = settings.gzip === "yes" && type !== undefined;
  response.writeHead(200, {
    "content-type": type ?? "application/octet-stream",
    ...(zip && { "content-encoding": "gzip" }),
  });
  void send(response, zip ? gzipSync(bytes) : bytes);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}/some/where/`;

/** Whether any picture is there, and not only its empty frame. */
function hasPicture() {
  return [...document.querySelectorAll("canvas")].some((canvas) => {
    if (canvas.dataset.empty || canvas.width * canvas.height === 0) return false;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 8;
  });
}

async function measureVisit(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(error));
  const start = performance.now();
  bytesSent = 0;
  await page.goto(settings.device === "webgpu" ? `${address}?device=webgpu` : address, { waitUntil: "commit" });
  await page.waitForFunction(hasPicture, undefined, { polling: 20, timeout: 400_000 });
  const [first, before] = [(performance.now() - start) / 1000, bytesSent / 1e6];
  while (performance.now() - lastByteTime < 2000) await sleep(100);
  await context.close();
  return { first, before, end: (lastByteTime - start) / 1000, all: bytesSent / 1e6 };
}

const browser = await launchChromium(settings.chromium, { webgpu: settings.device === "webgpu" });
const visits = [];
for (let time = 0; time < settings.times; time++) visits.push(await measureVisit(browser));
await browser.close();
server.close();
const median = (key) => visits.map((one) => one[key]).sort((a, b) => a - b)[visits.length >> 1];
const medianText = (key) => median(key).toFixed(2);
console.log(
  `${run.name}, ${settings.device}: first picture after ${medianText("first")} s and ${medianText("before")} MB, all after ${medianText("end")} s and ${medianText("all")} MB`,
);
