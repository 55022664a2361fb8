/**
 * `npm run bench:site -- --run runs/moe-faces`: how long a visitor of an exported site waits for the first picture, on a
 * line of `--megabits` 10 with `--latency` 40 ms, in a Chromium that remembers nothing. The site lies in a folder of a
 * server that compresses nothing and sends no headers of its own (`--gzip yes`: one that compresses text, as web hosts
 * do). A row for each way to compute: Wasm (no WebGPU), and WebGPU, here on Chromium's graphics card in software, which
 * is slower than any real one and also compiles its programs on the processor.
 *
 * Of each: seconds until a picture is seen, MB on the line until then, and seconds and MB until all is quiet. Median of
 * `--times 3`.
 */
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { openRun } from "omakase";
import { buildSite, nodeHost } from "omakase/node";
import { chromium } from "playwright-core";
import { options } from "./options.mjs";

const given = options({
  run: "runs/moe-faces",
  megabits: 10,
  latency: 40,
  times: 3,
  gzip: "no",
  chromium: "/usr/bin/chromium",
});
const { files } = nodeHost();
const folder = mkdtempSync(join(tmpdir(), "omakase-site-"));
const runs = [await openRun(nodeHost(), given.run)];
for (const { path, bytes } of await buildSite(files, runs)) await files.write(join(folder, "some", "where", path), bytes);
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  const path = join(folder, new URL(request.url, "http://here").pathname.replace(/\/$/, "/index.html"));
  const type = types[extname(path)];
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
  const squeezed = given.gzip === "yes" && type !== undefined;
  const length = squeezed ? undefined : statSync(path).size;
  response.writeHead(200, {
    "content-type": type ?? "application/octet-stream",
    ...(squeezed ? { "content-encoding": "gzip" } : { "content-length": length }),
  });
  if (squeezed) response.end(gzipSync(readFileSync(path)));
  else createReadStream(path).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}/some/where/`;

const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
const software = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension",
];

/** A visit: when the first picture is seen, and when nothing more comes. */
async function visit(browser, query) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(error));
  const session = await context.newCDPSession(page);
  const speed = (given.megabits * 1e6) / 8;
  const line = { offline: false, latency: given.latency, downloadThroughput: speed, uploadThroughput: speed };
  let bytes = 0;
  let last = 0;
  const follow = async (target) => {
    target.on("Network.dataReceived", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      last = performance.now();
    });
    await target.send("Network.enable");
    await target.send("Network.emulateNetworkConditions", line);
  };
  await follow(session);
  await throttleWorkers(session, line, (length) => {
    bytes += length;
    last = performance.now();
  });
  const start = performance.now();
  t0 = start;
  await page.goto(`${address}${query}`, { waitUntil: "commit" });
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("canvas")].some((canvas) => {
        if (canvas.width * canvas.height === 0 || canvas.dataset.empty) return false;
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size > 8;
      }),
    undefined,
    { polling: 20, timeout: 120_000 },
  );
  const [first, before] = [performance.now() - start, bytes];
  if (process.env.TRACE) console.log("first", first, await page.evaluate(() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((e) => `${Math.round(e.startTime)}-${Math.round(e.responseEnd)} ${e.name.slice(-40)} ${e.transferSize}`)));
  while (performance.now() - last < 3000) await page.waitForTimeout(100);
  const device = await page.evaluate(() => document.querySelector("[data-device]")?.textContent);
  await context.close();
  return { first: first / 1000, before: before / 1e6, end: (last - start) / 1000, all: bytes / 1e6, device };
}

/** Workers fetch by themselves, and are slowed down by themselves. */
async function throttleWorkers(session, line, onData) {
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  let id = 0;
  session.on("Target.attachedToTarget", async ({ sessionId }) => {
    const send = (method, params = {}) =>
      session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: ++id, method, params }) });
    await send("Network.enable");
    if (process.env.TRACE) console.log("worker attached", (performance.now() - t0).toFixed(0));
    await send("Network.emulateNetworkConditions", line);
    await send("Runtime.runIfWaitingForDebugger");
  });
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { method, params } = JSON.parse(message);
    if (process.env.TRACE && method === "Network.requestWillBeSent") console.log("worker", (performance.now() - t0).toFixed(0), params.request.url.slice(-40));
    if (process.env.TRACE && method === "Network.loadingFinished") console.log("worker done", (performance.now() - t0).toFixed(0), params.requestId, params.encodedDataLength);
    if (method === "Network.dataReceived") onData(params.encodedDataLength);
  });
}

let t0 = 0;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
for (const [name, args, query] of [
  ["Wasm", [], ""],
  ...(process.env.TRACE ? [] : [["WebGPU", software, "?device=webgpu"]]),
]) {
  const browser = await chromium.launch({ executablePath: given.chromium, args: [...quiet, ...args] });
  const visits = [];
  for (let time = 0; time < given.times; time++) visits.push(await visit(browser, query));
  await browser.close();
  const of = (key) => median(visits.map((one) => one[key])).toFixed(2);
  console.log(
    `${name}: first picture after ${of("first")} s and ${of("before")} MB, all after ${of("end")} s and ${of("all")} MB`,
  );
}
server.close();
rmSync(folder, { recursive: true });
