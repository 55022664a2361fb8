import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite, nodeHost } from "../../src/node/index.ts";
import { freshRun } from "../fresh-run.ts";
import { chromiumPath, openChromium } from "./chromium.ts";
import { serve, type Served } from "./serve.ts";

const megabyte = 1e6;
/** Where the site lies on its server. */
const place = "some/where/";

/** A visit to the site: the page once a picture is seen, and what came from the server until all was quiet. */
interface Visit {
  readonly page: Page;
  /** Paths inside the site. */
  readonly fetched: readonly string[];
}

describe.skipIf(chromiumPath === undefined)("a site on a plain file server", () => {
  let folder: string;
  let served: Served;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/omakase-site-`);
    const { files } = nodeHost();
    // The largest model that the budgets are for, and a translator; neither has learned anything.
    const runs = [freshRun("moe", { size: 64, features: 38, latent: 16 }), freshRun("pix2pix")];
    for (const { path, bytes } of await buildSite(files, runs)) await files.write(join(folder, place, path), bytes);
    served = await serve(folder, { isolated: false });
    browser = await openChromium({ webgpu: true });
  });
  afterAll(async () => {
    await browser.close();
    served.close();
    await rm(folder, { recursive: true });
  });

  async function visit(query: string, host: string = served.address): Promise<Visit> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: Request[] = [];
    page.on("request", (request) => void asked.push(request));
    page.on("pageerror", (error) => expect.unreachable(String(error)));
    page.on("console", (message) => message.type() === "error" && expect.unreachable(message.text()));
    await page.goto(`${host}${place}?lang=en${query}`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll("canvas")].some((canvas) => {
        if (canvas.dataset.empty || canvas.width * canvas.height === 0) return false;
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size > 8;
      }),
    );
    await page.waitForLoadState("networkidle");
    const addresses = asked.map((request) => request.url()).filter((url) => !/^(data|blob):/.test(url));
    expect(addresses.filter((url) => !url.startsWith(host + place))).toEqual([]);
    for (const request of asked) expect((await request.response())?.status(), request.url()).toBe(200);
    return { page, fetched: [...new Set(addresses.map((url) => new URL(url).pathname.slice(place.length + 1)))] };
  }

  /** Bytes on the line where the server compresses text, as web hosts do. */
  async function weight(paths: readonly string[]): Promise<number> {
    let bytes = 0;
    for (const path of paths) {
      const content = await readFile(join(folder, place, path || "index.html"));
      bytes += /\.(gz|omakase|safetensors)$/.test(path) ? content.length : gzipSync(content, { level: 9 }).length;
    }
    return bytes;
  }

  test("draws without a graphics card, before ONNX Runtime is there, and then with it", async () => {
    const { page, fetched } = await visit("");
    expect(fetched).toContain("studio.json");
    const model = fetched.filter((path) => path.endsWith(".omakase"));
    expect(model).toHaveLength(1); // the other one nobody asked for
    const runtime = fetched.filter((path) => path.endsWith(".wasm.gz"));
    expect(runtime).toHaveLength(1);
    expect(fetched.indexOf(runtime[0])).toBeGreaterThan(fetched.indexOf(model[0]));
    expect(await weight(fetched)).toBeLessThan(6 * megabyte);
    expect(await weight(fetched.filter((path) => !/^assets\/ort/.test(path)))).toBeLessThan(2.5 * megabyte);
    await page.context().close();
  });

  test("draws where pages have no secrets: over http, from elsewhere", async () => {
    const { page } = await visit("", served.insecure);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await page.context().close();
  });
});
