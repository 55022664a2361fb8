import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "vite";
import { trainingPageTexts } from "../../bench/training-page/words.ts";
import { chromiumPath, openChromium } from "./open-chromium.ts";
import { serveFolder, type StaticServer } from "./serve-folder.ts";

const small = "size=32&features=8&batch=8&count=32";

describe.skipIf(chromiumPath === undefined)("the page that trains", () => {
  let folder: string;
  let served: StaticServer;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/omakase-page-`);
    const configFile = fileURLToPath(new URL("../../bench/training-page/vite.config.ts", import.meta.url));
    const building = build({ configFile, logLevel: "warn", build: { outDir: folder } });
    [browser] = await Promise.all([openChromium({ webgpu: true }), building]);
    served = await serveFolder(folder);
  });
  afterAll(async () => {
    await browser.close();
    served.close();
    await rm(folder, { recursive: true });
  });

  async function open(query: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    page.on("pageerror", (error) => expect.unreachable(String(error)));
    await page.goto(`${served.address}?${query}`);
    await page.waitForSelector("body[data-state=idle]");
    return page;
  }
  const stepOf = async (page: Page): Promise<number> => Number(await page.textContent("#step"));
  const waitForStep = async (page: Page, step: number): Promise<unknown> =>
    page.waitForFunction((least) => Number(document.getElementById("step")!.textContent) >= least, step);

  /** Returns the number of colours of a canvas. */
  const countCanvasColours = async (page: Page, id: string): Promise<number> =>
    page.evaluate((which) => {
      const canvas = document.getElementById(which) as HTMLCanvasElement;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    }, id);

  test.each(["vae", "dcgan"])("trains a %s, shows its pictures, stops and goes on", async (model) => {
    const page = await open(`${small}&model=${model}&lang=en`);
    expect(await countCanvasColours(page, "drawn")).toBe(1);
    await page.click("#run");
    await waitForStep(page, 10);
    await page.waitForSelector("#frame:not([data-empty])");
    // An untrained DCGAN draws plain grey: its pictures must
    while ((await countCanvasColours(page, "drawn")) < 100) await page.waitForTimeout(200);
    expect(await countCanvasColours(page, "real")).toBeGreaterThan(100);
    expect(await page.textContent("#status")).toBe(trainingPageTexts.training.en);
    expect(Number((await page.textContent("#speed"))!.replace(",", ""))).toBeGreaterThan(0);
    expect(await page.textContent("#device")).toMatch(/WebAssembly.*All that WebGPU offers is an imitation/);
    expect(await page.locator("#charts figure").count()).toBe(model === "vae" ? 2 : 1);

    await page.click("#run");
    await page.waitForSelector("body[data-state=stopped]");
    const stopped = await stepOf(page);
    await page.waitForTimeout(200);
    expect(await stepOf(page)).toBe(stopped);
    await page.click("#run");
    await waitForStep(page, stopped + 5);
    await page.close();
  });

  test("trains on WebGPU, and says that this one is but software", async () => {
    const page = await open("size=16&features=4&batch=4&count=16&steps=2&prefer=webgpu&lang=en");
    await page.click("#run");
    await page.waitForFunction(
      (text) => document.getElementById("status")!.textContent === text,
      trainingPageTexts.done.en,
    );
    expect(await page.textContent("#device")).toMatch(
      /^By an imitation of WebGPU on the processor \(.*\): this is very slow\.$/,
    );
    expect(await stepOf(page)).toBe(2);
    expect(await countCanvasColours(page, "drawn")).toBeGreaterThan(10);
    await page.close();
  });

  test("says what does not fit, with the numbers, before it trains", async () => {
    const page = await open("size=16&features=4&batch=3000000&count=16&prefer=webgpu&lang=en");
    await page.click("#run");
    await page.waitForSelector("body[data-state=idle]");
    const told = await page.textContent("#status");
    expect(told).toMatch(/^GPU \(.+\): expected .+ at most [\d,]+ \w+, got [\d,]+\b.*\. Take a smaller batch/);
    expect(told).not.toContain("--"); // a page has no command-line options
    expect(await page.textContent("#step")).toBe("–");
    await page.close();
  });

  test("stops by itself, and can be stopped before it has begun", async () => {
    const page = await open(`${small}&steps=3`);
    await page.click("#run");
    await page.waitForFunction(
      (text) => document.getElementById("status")!.textContent === text,
      trainingPageTexts.done.en,
    );
    expect(await stepOf(page)).toBe(3);
    await page.click("#run");
    await page.click("#run");
    await page.waitForSelector("body:is([data-state=idle], [data-state=stopped])");
    await page.close();
  });

  test("answers the person while a step is under way", async () => {
    // A large step, so that many frames fit into each.
    const page = await open("size=64&features=24&batch=16&count=32&model=dcgan");
    await page.click("#run");
    await waitForStep(page, 1);
    const frames = await page.evaluate(
      () =>
        new Promise<number[]>((done) => {
          const step = document.getElementById("step")!;
          const perStep: number[] = [];
          let [frames, last] = [0, step.textContent];
          const count = (): void => {
            frames++;
            if (step.textContent !== last) {
              perStep.push(frames / (Number(step.textContent) - Number(last)));
              [frames, last] = [0, step.textContent];
            }
            if (perStep.length === 4) done(perStep);
            else requestAnimationFrame(count);
          };
          requestAnimationFrame(count);
        }),
    );
    expect(Math.min(...frames)).toBeGreaterThan(3);
    await page.close();
  });

  test.each([
    ["ja", "ja-JP", 390],
    ["en", "en-US", 390],
    ["ja", "ja-JP", 1024],
    ["en", "de-DE", 1600],
  ] as const)("speaks %s to a browser that speaks %s, %i pixels wide", async (language, locale, width) => {
    const page = await open("", { locale, viewport: { width, height: 800 } });
    expect(await page.getAttribute("html", "lang")).toBe(language);
    for (const element of await page.locator("[data-words]").all()) {
      const name = (await element.getAttribute("data-words")) as keyof typeof trainingPageTexts;
      const shown = name === "start" ? await page.textContent("#run") : await element.textContent();
      expect(shown).toBe(trainingPageTexts[name][language]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.close();
  });
});
