import * as ort from "onnxruntime-node";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { onnxDevice, type Ort } from "../../src/device/index.ts";
import { openPackedRun, trainedRun, type OpenedRun } from "../../src/run/index.ts";
import { createSampler, renderRecipe } from "../../src/sample/index.ts";
import { readRecipe } from "../../src/checkpoint/index.ts";
import { buildSite, nodeHost } from "../../src/node/index.ts";
import { generate } from "../../src/sample/index.ts";
import { packRun } from "../../src/run/index.ts";
import { untrainedRun } from "../untrained-run.ts";
import { chromiumPath, openChromium } from "./open-chromium.ts";
import { serveFolder, type StaticServer } from "./serve-folder.ts";
import { accessibilityViolations, canvasPixels, downloadOf, maxPixelDifference } from "./studio-fixture.ts";

const builtElementFolder = fileURLToPath(new URL("../../dist/element", import.meta.url));
const megabyte = 1e6;
/** Path of the site on its server. */
const place = "some/where/";

/** Visit to the site: the page, and the paths it fetched until the network was idle. */
interface Visit {
  readonly page: Page;
  /** Paths inside the site. */
  readonly fetched: readonly string[];
}

describe.skipIf(chromiumPath === undefined)("a site on a plain file server", () => {
  const max = untrainedRun("cgan", { size: 64, features: 38, latent: 16 });
  /** Run as the site packs it, in half precision. */
  let packed: OpenedRun;
  let folder: string;
  let served: StaticServer;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/omakase-site-`);
    const { files } = nodeHost();
    // The largest model of the size budgets, and
    const runs = [max, untrainedRun("pix2pix")];
    const site = await buildSite(files, runs);
    for (const { path, bytes } of site) await files.write(join(folder, place, path), bytes);
    const models = site.filter(({ path }) => path.startsWith("run/"));
    const opened = await Promise.all(models.map(({ path, bytes }) => openPackedRun(bytes, path)));
    packed = opened.find(({ config }) => config.model === "cgan")!;
    for (const { path, bytes } of await buildSite(files, [untrainedRun("cgan", { size: 8, features: 2 })]))
      await files.write(join(folder, "small", path), bytes);
    served = await serveFolder(folder, { isolated: false });
    browser = await openChromium({ webgpu: true });
  });
  afterAll(async () => {
    await browser.close();
    served.close();
    await rm(folder, { recursive: true });
  });

  /**
   * Opens the site and waits for a picture.
   *
   * @param early - runs once a picture is visible; ONNX Runtime is held back until it ends.
   */
  async function visit(
    query: string,
    site: string = served.address + place,
    early: (page: Page) => Promise<void> = async () => {},
  ): Promise<Visit> {
    const context = await browser.newContext();
    const page = await context.newPage();
    let release = (): void => {};
    const released = new Promise<void>((done) => (release = done));
    await context.route("**/*.wasm.gz", async (route) => {
      await released;
      await route.continue();
    });
    const asked: Request[] = [];
    page.on("request", (request) => void asked.push(request));
    page.on("pageerror", (error) => expect.unreachable(String(error)));
    page.on("console", (message) => message.type() === "error" && expect.unreachable(message.text()));
    await page.goto(`${site}?lang=en${query}`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll("canvas")].some((canvas) => {
        if (canvas.dataset.empty || canvas.width * canvas.height === 0) return false;
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size > 8;
      }),
    );
    await early(page);
    release();
    await page.waitForLoadState("networkidle");
    const addresses = asked.map((request) => request.url()).filter((url) => !/^(data|blob):/.test(url));
    expect(addresses.filter((url) => !url.startsWith(site))).toEqual([]);
    for (const request of asked) expect((await request.response())?.status(), request.url()).toBe(200);
    return { page, fetched: [...new Set(addresses.map((url) => url.slice(site.length).replace(/\?.*/, "")))] };
  }

  /**
   * Saves the picture of the page.
   *
   * @returns its pixels and its recipe for the unpacked model.
   */
  async function savedPicture(page: Page) {
    const { bytes } = await downloadOf(page, () => page.keyboard.press("s"));
    return { recipe: readRecipe(bytes, "saved"), picture: await nodeHost().codecs.decode(bytes) };
  }

  /**
   * Compares the page's picture with the same recipe rendered here.
   *
   * @returns the name of the page's device.
   */
  async function compare(page: Page): Promise<string> {
    const { recipe, picture } = await savedPicture(page);
    const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
    const here = async (run: OpenedRun) =>
      (await renderRecipe(createSampler(trainedRun(run, device)), recipe, "page")).picture.pixels;
    expect(
      maxPixelDifference(await here(packed), picture.pixels),
      `drawn by ${recipe.device.name}`,
    ).toBeLessThanOrEqual(2);
    const whole = await here(max);
    const far = picture.pixels.filter((value, at) => Math.abs(value - whole[at]) > 2).length;
    expect(far / whole.length, "what half precision changes").toBeLessThan(0.001);
    return recipe.device.name;
  }

  /** Returns the transferred bytes with text compression, as web hosts have. */
  async function weight(paths: readonly string[]): Promise<number> {
    let bytes = 0;
    for (const path of paths) {
      const content = await readFile(join(folder, place, path || "index.html"));
      bytes += /\.(gz|omakase|safetensors)$/.test(path) ? content.length : gzipSync(content, { level: 9 }).length;
    }
    return bytes;
  }

  test("draws without a graphics card, before ONNX Runtime is there, and then with it", async () => {
    const { page, fetched } = await visit("", undefined, async (early) =>
      expect(await compare(early)).toBe("reference"),
    );
    expect(fetched).toContain("studio.json");
    const model = fetched.filter((path) => path.endsWith(".omakase"));
    expect(model).toHaveLength(1); // the other model is not fetched
    const runtime = fetched.filter((path) => path.endsWith(".wasm.gz"));
    expect(runtime).toHaveLength(1);
    expect(fetched.indexOf(runtime[0])).toBeGreaterThan(fetched.indexOf(model[0]));
    // the preference code is prefetched for use offline, but not before the model
    const later = ["preference-service", "parse-response"].map((name) =>
      fetched.findIndex((path) => path.startsWith(`assets/${name}-`)),
    );
    expect(Math.min(...later)).toBeGreaterThan(fetched.indexOf(model[0]));
    expect(await weight(fetched)).toBeLessThan(6 * megabyte);
    expect(await weight(fetched.filter((path) => !path.startsWith("assets/ort")))).toBeLessThan(2.5 * megabyte);

    do await page.keyboard.press("d");
    while ((await compare(page)) !== "onnx");
    await page.context().close();
  });

  test("draws where a server sends the headers that several threads need", async () => {
    const isolated = await serveFolder(folder);
    const { page } = await visit("", isolated.address + place);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    do await page.keyboard.press("d");
    while ((await compare(page)) !== "onnx");
    await page.context().close();
    isolated.close();
  });

  test("with WebGPU fetches nothing of ONNX Runtime", async () => {
    // A tiny model: WebGPU runs in software here.
    const { page, fetched } = await visit("&device=webgpu", `${served.address}small/`);
    expect(fetched.filter((path) => path.startsWith("assets/"))).not.toEqual([]);
    expect(fetched.filter((path) => /ort[.-]/.test(path))).toEqual([]);
    await page.context().close();
  });

  test("draws where pages have no secrets: over http, from elsewhere", async () => {
    const { page } = await visit("", served.insecure + place);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await page.context().close();
  });

  describe("the element omakase-picture", () => {
    const small = untrainedRun("cgan", { size: 8, features: 2 });
    const servers: StaticServer[] = [];
    afterAll(() => servers.forEach((server) => server.close()));

    /** Opens a page with the element under a policy, from a server without a bundler. */
    async function openElement(body: string, { language = "en", policy = "" } = {}): Promise<Page> {
      const text = `<!doctype html><html lang="${language}"><meta charset="utf-8"><link rel="icon" href="data:,">
        <script type="module" src="omakase-picture.js"></script>${body}</html>`;
      const beside = new Map([
        ["/index.html", new TextEncoder().encode(text)],
        ["/small.omakase", await packRun(small)],
      ]);
      const headers = { "content-security-policy": `default-src 'none'; connect-src 'self'; img-src data:; ${policy}` };
      const server = await serveFolder(builtElementFolder, { isolated: false, beside, headers });
      servers.push(server);
      const page = await (await browser.newContext()).newPage();
      page.on("pageerror", (error) => expect.unreachable(String(error)));
      page.on("console", (message) => message.type() === "error" && expect.unreachable(message.text()));
      await page.goto(server.address);
      return page;
    }

    test("draws without WebAssembly where the page's policy forbids it, with a name from its attributes", async () => {
      const page = await openElement(
        '<omakase-picture model="small.omakase" attributes="hair: long; hat" seed="7"></omakase-picture>',
        { language: "ja", policy: "script-src 'self'" },
      );
      const picture = page.getByRole("img", { name: "モデルが描いた絵（髪：long、帽子：yes）" });
      await picture.waitFor();
      const pixels = await canvasPixels(picture);
      const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
      const same = await openPackedRun(await packRun(small), "small");
      const [expected] = await generate(createSampler(trainedRun(same, device)), {
        seed: 7,
        attributes: { hair: "long", hat: true },
      });
      const rgb = pixels.filter((_, at) => at % 4 < 3);
      expect(maxPixelDifference(rgb, expected.picture.pixels)).toBeLessThanOrEqual(2);
      for (let seed = 8; seed < 11; seed++) {
        await page.evaluate(setSeed, seed);
        await page.waitForFunction(hasDrawn, seed);
      }
      expect(await page.locator("omakase-picture").getAttribute("data-device")).toBe("reference");
      expect(await accessibilityViolations(page, "omakase-picture")).toEqual([]);
      await page.context().close();
    });

    test("draws further pictures with the engine, and takes properties as frameworks set them", async () => {
      const page = await openElement("", { policy: "script-src 'self' 'wasm-unsafe-eval'" });
      await page.evaluate(() => {
        const element = document.createElement("omakase-picture");
        Object.assign(element, { model: "small.omakase", attributes: "hat: no", seed: 1 });
        document.body.append(element);
      });
      await page.getByRole("img", { name: "Picture drawn by a model: hat: no" }).waitFor();
      for (let seed = 2; (await page.locator("omakase-picture").getAttribute("data-device")) !== "onnx"; seed++) {
        await page.evaluate(setSeed, seed);
        await page.waitForFunction(hasDrawn, seed);
      }
      await page.context().close();
    });

    test("says what is wrong in one sentence", async () => {
      const page = await openElement(
        `<omakase-picture seed="1"></omakase-picture>
        <omakase-picture model="small.omakase" seed="often"></omakase-picture>
        <omakase-picture model="small.omakase" attributes="hair: blue"></omakase-picture>`,
        { policy: "script-src 'self'" },
      );
      const messages = page.locator("omakase-picture p");
      await expect
        .poll(() => messages.allTextContents())
        .toEqual([
          'model: expected the address of a model file, got none. Write model="characters.omakase".',
          'seed: expected a whole number, 0 or more, got "often". Write seed="7".',
          expect.stringMatching(/^hair: expected .*short, long, none.*, got "?blue"?\. .*\.$/) as string,
        ]);
      await page.context().close();
    });

    test("has a script of at most 15 kB, and at most 75 kB compressed before the engine", async () => {
      const [element, worker] = await Promise.all(
        ["omakase-picture.js", "picture-worker.js"].map((name) => readFile(join(builtElementFolder, name))),
      );
      expect(element.length).toBeLessThan(15_000);
      expect(gzipSync(element).length + gzipSync(worker).length).toBeLessThan(75_000);
    });
  });
});

/** Sets the seed of a page's element, and forgets that it had drawn. */
function setSeed(seed: number): void {
  const element = document.querySelector("omakase-picture") as HTMLElement & { seed: number; drawn?: number };
  element.addEventListener("load", () => (element.drawn = seed), { once: true });
  element.seed = seed;
}

function hasDrawn(seed: number): boolean {
  return (document.querySelector("omakase-picture") as HTMLElement & { drawn?: number }).drawn === seed;
}
