import * as ort from "onnxruntime-node";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import {
  attributesOf,
  omakaseVersion,
  onnxDevice,
  openDataset,
  openRun,
  packRun,
  resolveConfig,
  trainRun,
  type Language,
  type Manifest,
  type ModelName,
  type Ort,
  type RunCard,
} from "../../src/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { runCard } from "../../src/wire/index.ts";
import { serve } from "./serve.ts";

const host = nodeHost({ cache: false });
/** Where the built page lies: `npm test` builds it first. */
const studioFolder = fileURLToPath(new URL("../../dist/studio", import.meta.url));

/** Trains a tiny model for a moment: it draws, but nothing that one would know. */
export async function tinyRun(model: ModelName, path: string): Promise<void> {
  const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
  const [pairs, source] = model === "pix2pix" ? [true, "sushi"] : [false, "characters"];
  const dataset = await openDataset(source, host, { size: 32, count: 40, pairs });
  const wishes = {
    size: 32,
    features: 4,
    count: 40,
    ...(!pairs && { latent: 8 }),
    ...(model === "moe" && { attributes: attributesOf(dataset.tags) }),
  } as const;
  const config = resolveConfig(model, source, wishes, { pictures: dataset.count, seed: 1 });
  for await (const event of trainRun({ host, device, language: "en", path }, config, dataset, { steps: 3 })) void event;
}

/** A page of the studio without a server behind it, with tiny models named after their kinds. */
export interface StaticStudio {
  readonly address: string;
  /** The folder of each model's run. */
  readonly runs: ReadonlyMap<ModelName, string>;
  close(): Promise<void>;
}

/** Serves the built page as files alone, with a tiny model of each wanted kind. */
export async function serveStatic(models: readonly ModelName[]): Promise<StaticStudio> {
  const folder = await mkdtemp(join(tmpdir(), "omakase-studio-"));
  const runs = new Map<ModelName, string>();
  const beside = new Map<string, Uint8Array>();
  const cards: RunCard[] = [];
  for (const model of models) {
    const path = join(folder, model);
    await tinyRun(model, path);
    const run = await openRun(host, path);
    const bytes = await packRun(run, {});
    runs.set(model, path);
    beside.set(`/run/${model}.omakase`, bytes);
    cards.push(await runCard(model, run, bytes.length));
  }
  const manifest: Manifest = { formatVersion: 1, omakase: omakaseVersion, kind: "site", runs: cards };
  beside.set("/studio.json", new TextEncoder().encode(JSON.stringify(manifest)));
  const served = await serve(studioFolder, { beside });
  return {
    address: served.address,
    runs,
    async close() {
      served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a screen in a browser that remembers nothing (close it by `page.context().close()`); what the page complains about fails the test. */
export async function openScreen(
  browser: Browser,
  address: string,
  screen: string,
  { language = "en", ...options }: Parameters<Browser["newPage"]>[0] & { language?: Language } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.unreachable(String(error)));
  page.on("console", (message) => message.type() === "error" && expect.unreachable(message.text()));
  await page.goto(`${address}?lang=${language}#/${screen}`);
  return page;
}

/** What axe finds wrong with a page for people who use it by ear, by keyboard or with weak eyes. */
export async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("  ")}`);
}

/** How many colours a canvas shows: one where nothing was drawn. */
export async function coloursOf(page: Page, selector: string): Promise<number> {
  return await page.locator(selector).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}
