import * as ort from "onnxruntime-node";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { attributesFromTags, openDataset } from "../../src/dataset/index.ts";
import { omakaseVersion } from "../../src/checkpoint/index.ts";
import { onnxDevice, type Ort } from "../../src/device/index.ts";
import { openRun, packRun, resolveConfig, trainedRun, trainRun } from "../../src/run/index.ts";
import { createSampler, type Sampler } from "../../src/sample/index.ts";
import { type Language } from "../../src/error.ts";
import { type Manifest, type RunInfo } from "../../src/protocol/index.ts";
import { defineModel, type ModelName } from "../../src/model/index.ts";
import { dense, meanSquaredError, reshape, sequential } from "../../src/nn/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { runInfo } from "../../src/protocol/index.ts";
import { copyMadeOnce } from "../make-once.ts";
import { spawnStudio, type StudioProcess } from "../studio/spawn-studio.ts";
import { openChromium } from "./open-chromium.ts";
import { serveFolder } from "./serve-folder.ts";

const host = nodeHost({ cache: false });
/** Folder of the built page: `npm test` builds it first. */
export const builtStudioFolder = fileURLToPath(new URL("../../dist/studio", import.meta.url));

/** Saves the run of a tiny model that draws, but nothing recognisable. All test files copy one training. */
export async function saveTinyRun(model: ModelName, path: string): Promise<void> {
  await copyMadeOnce(model, path, (folder) => trainTinyRun(model, folder));
}

/** Trains a tiny model for 3 steps. */
async function trainTinyRun(model: ModelName, path: string): Promise<void> {
  const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
  const [pairs, source] = model === "pix2pix" ? [true, "sushi"] : [false, "characters"];
  const dataset = await openDataset(source, host, { size: 32, count: 40, pairs });
  const conditions = {
    size: 32,
    features: 4,
    count: 40,
    ...(!pairs && { latent: 8 }),
    ...(model === "cgan" && { attributes: attributesFromTags(dataset.tags) }),
  } as const;
  const config = resolveConfig(model, source, conditions, { pictures: dataset.count, seed: 1 });
  const plan = { steps: 3, figures: false };
  for await (const event of trainRun({ host, device, language: "en", path }, config, dataset, plan)) void event;
}

/** Saves the run of a tiny model that is not built in, as from a person's file. */
export async function saveOwnRun(path: string): Promise<void> {
  const model = defineModel({
    kind: "sketch",
    networks: { sketcher: sequential(dense(192), reshape(3, 8, 8)) },
    latent: 8,
    loss: ({ images, size }, { sketcher, noise }) => ({
      reconstructionError: meanSquaredError(sketcher(noise("latent", [size, 8])), images),
    }),
    decode: ({ z }, { sketcher }) => sketcher(z),
  });
  const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
  const dataset = await openDataset("sushi", host, { size: 8, count: 16 });
  const own = { model, file: "mine.ts", sha256: "0".repeat(64) };
  const config = resolveConfig(own, "sushi", { size: 8, count: 16 }, { pictures: 16, seed: 1 });
  const plan = { steps: 40, figures: false, model };
  for await (const event of trainRun({ host, device, language: "en", path }, config, dataset, plan)) void event;
}

/** Studio page without a server. */
export interface StaticStudio {
  readonly address: string;
  /** Run folder of each model. */
  readonly runs: ReadonlyMap<ModelName, string>;
  close(): Promise<void>;
}

/** Serves the built page as static files, with a tiny model of each requested kind. */
export async function serveStatic(models: readonly ModelName[]): Promise<StaticStudio> {
  const folder = await mkdtemp(join(tmpdir(), "omakase-studio-"));
  const runs = new Map<ModelName, string>();
  const beside = new Map<string, Uint8Array>();
  const candidates: RunInfo[] = [];
  for (const model of models) {
    const path = join(folder, model);
    await saveTinyRun(model, path);
    const run = await openRun(host, path);
    const bytes = await packRun(run, {});
    runs.set(model, path);
    beside.set(`/run/${model}.omakase`, bytes);
    candidates.push(await runInfo(model, run, bytes.length));
  }
  const manifest: Manifest = { formatVersion: 1, omakase: omakaseVersion, kind: "site", runs: candidates };
  beside.set("/studio.json", new TextEncoder().encode(JSON.stringify(manifest)));
  const served = await serveFolder(builtStudioFolder, { beside });
  return {
    address: served.address,
    runs,
    async close() {
      served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Shared by the tests of a describe: a browser, and the page with tiny models named after their kinds. */
export interface TinyStudio {
  readonly address: string;
  readonly browser: Browser;
  /** {@link openScreen} of this page. */
  open(screen: string, options?: ScreenOptions): Promise<Page>;
  /** Returns a sampler of the same model in Node. */
  samplerInNode(model: ModelName): Promise<Sampler>;
}

/** Provides a browser and tiny models of the requested kinds to all tests of a describe. */
export function useTinyStudio(models: readonly ModelName[]): TinyStudio {
  let studio: StaticStudio;
  let browser: Browser;
  beforeAll(async () => {
    [browser, studio] = await Promise.all([openChromium(), serveStatic(models)]);
  });
  afterAll(async () => {
    await browser.close();
    await studio.close();
  });
  return {
    get address() {
      return studio.address;
    },
    get browser() {
      return browser;
    },
    open: (screen, options) => openScreen(browser, studio.address, screen, options),
    async samplerInNode(model) {
      const run = await openRun(host, studio.runs.get(model)!);
      return createSampler(trainedRun(run, onnxDevice(ort as unknown as Ort, { threads: 1 })));
    },
  };
}

/** Shared by the tests of a describe with a server: a browser, and the studio in a folder of its own. */
export interface ServerStudio {
  readonly workspace: string;
  readonly studio: StudioProcess;
  /** {@link openScreen} of its page. */
  open(screen: string, language?: Language): Promise<Page>;
}

/** Provides the built studio and a browser to all tests of a describe. */
export function useServerStudio(): ServerStudio {
  let workspace: string;
  let served: StudioProcess;
  let browser: Browser;
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase-studio-"));
    [browser, served] = await Promise.all([openChromium(), spawnStudio(workspace)]);
  });
  afterAll(async () => {
    await browser.close();
    await served.end();
    await rm(workspace, { recursive: true, force: true });
  });
  return {
    get workspace() {
      return workspace;
    },
    get studio() {
      return served;
    },
    open: (screen, language) => openScreen(browser, `${served.origin}/`, screen, { language }),
  };
}

/** Options of {@link openScreen}. */
export type ScreenOptions = Parameters<Browser["newPage"]>[0] & {
  /** Default `en`. */
  readonly language?: Language;
  /** Model chosen on an earlier visit. Default: none. */
  readonly model?: ModelName;
};

/**
 * Opens a screen in a fresh browser context (close it by `page.context().close()`); an error of the page fails the
 * test.
 */
export async function openScreen(
  browser: Browser,
  address: string,
  screen: string,
  { language = "en", model, ...options }: ScreenOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (model) await context.addInitScript((run) => localStorage.setItem("omakase.run", JSON.stringify(run)), model);
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.unreachable(String(error)));
  page.on("console", (message) => message.type() === "error" && expect.unreachable(message.text()));
  await page.goto(`${address}?lang=${language}#/${screen}`);
  return page;
}

/**
 * Returns the accessibility violations that axe finds.
 * @param within - selector of the part to look at. Default: the whole page.
 */
export async function accessibilityViolations(page: Page, within = "html"): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe.source);
  return await page.evaluate(async (selector) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(selector);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("  ")}`);
  }, within);
}

/** Waits until the beginning of an element, and `below` px under it, is seen without scrolling. */
export async function expectInView(part: Locator, below = 40): Promise<void> {
  const isSeen = (element: Element, room: number): boolean => {
    const { top } = element.getBoundingClientRect();
    return top >= 0 && top < innerHeight - room;
  };
  await expect.poll(() => part.evaluate(isSeen, below)).toBe(true);
}

/** Presses a button by keyboard, once it is enabled. */
export async function pressButton(page: Page, name: string, at = 0): Promise<void> {
  const button = page.getByRole("button", { name }).nth(at);
  await expect.poll(() => button.isEnabled()).toBe(true);
  await button.focus();
  await page.keyboard.press("Enter");
}

/** Returns the canvas of the picture to rate, in either language. */
export function ratingCanvas(page: Page): Locator {
  return page.locator("canvas[aria-label^='The picture to rate'], canvas[aria-label^='評価する絵']");
}

/** Waits until the page shows this number of ratings. */
export async function waitForRatedCount(page: Page, count: number): Promise<void> {
  await page.getByText(new RegExp(`^${count} (rated|回)$`)).waitFor();
}

/** Rates the current picture by keyboard, and waits for the number of ratings. */
export async function rateByKey(page: Page, key: string, count: number): Promise<void> {
  await ratingCanvas(page).waitFor();
  await page.keyboard.press(key);
  await waitForRatedCount(page, count);
}

/** Downloaded file. */
export interface DownloadedFile {
  /** Path of its temporary copy. */
  readonly path: string;
  /** Suggested file name. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Runs an action and returns the file that it downloads. */
export async function downloadOf(page: Page, act: () => Promise<void>): Promise<DownloadedFile> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const path = await download.path();
  return { path, name: download.suggestedFilename(), bytes: await readFile(path) };
}

/** Returns the pixels of a canvas, RGBA. */
export async function canvasPixels(canvas: Locator): Promise<number[]> {
  const text = await canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
    return btoa(Array.from(data, (value) => String.fromCharCode(value)).join("")); // arrays take ten times as long
  });
  return [...Buffer.from(text, "base64")];
}

/** Returns the content of a canvas as a data URL, to compare canvases. */
export async function canvasDataUrl(canvas: Locator): Promise<string> {
  return await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}

/** Returns the maximum difference of two pictures, in levels of 255. */
export function maxPixelDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  expect(one.length).toBe(other.length);
  return Array.from(one).reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0);
}

/** Returns the number of colours of a canvas: one for an empty canvas. */
export async function countCanvasColours(page: Page, selector: string): Promise<number> {
  return await page.locator(selector).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}
