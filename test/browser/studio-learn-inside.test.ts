/** The "see inside" components of the course: each is played by keyboard alone, in real Chromium. */
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programText } from "../../src/lesson/index.ts";
import { casesOf, nightlyTest } from "../nightly.ts";
import { chromiumPath, openChromium } from "./open-chromium.ts";
import { addressOf, pasteProgram, servePage } from "./learn-fixture.ts";
import { accessibilityViolations, canvasDataUrl, canvasPixels, openScreen, pressButton } from "./studio-fixture.ts";

/** Selector of the components, and of the chart of a run. */
const components = "article section, figure";

describe.skipIf(chromiumPath === undefined)("see inside", () => {
  let browser: Browser;
  let server: Server;
  beforeAll(async () => {
    [browser, server] = await Promise.all([openChromium(), servePage()]);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  test("a component that is not there is said in a sentence, and a chapter has a short address, too", async () => {
    const page = await openScreen(browser, addressOf(server), "learn?view=inside&component=mapss");
    await page.getByText("component=mapss: expected one of sliders, layers, maps, points").waitFor();
    await page.goto(`${addressOf(server)}?lang=ja#/learn?view=inside&component=toString`);
    await page.reload();
    await page.getByText("component=toString: sliders, layers, maps, points のどれかが必要です").waitFor();
    await page.goto(`${addressOf(server)}?lang=en#/learn/3`);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: /3/ }).waitFor();
    await expect.poll(() => page.title()).toBe("Learn · omakase");
    await page.context().close();
  });

  const openChapter = (folder: string): Promise<Page> =>
    openScreen(browser, addressOf(server), `learn?chapter=${folder}`, { viewport: { width: 1024, height: 900 } });

  /**
   * Looks for what axe finds in the components, and for anything wider than the page: in Japanese on a phone, in the
   * nightly run in both languages at every width.
   */
  async function expectAccessible(page: Page, titles: readonly [ja: string, en: string]): Promise<void> {
    for (const title of casesOf(titles, [titles[0]])) {
      await page.getByRole("button", { name: /^(English|日本語)$/ }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: title }).waitFor();
      for (const width of casesOf([390, 1024, 1600], [390])) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBe(width);
        expect(await accessibilityViolations(page, components)).toEqual([]);
      }
    }
  }

  test("chapter 6: the laboratory steps, runs, counts places, and names a collapse", async () => {
    const page = await openChapter("06-points");
    const lab = page.getByRole("region", { name: "See inside: the counterfeiter and the detective" });
    const plane = lab.getByRole("img");
    const step = async () =>
      Number(/step ([\d,]+)\./.exec((await plane.getAttribute("aria-label"))!)![1].replace(",", ""));
    await lab.getByText("Red: fakes.").waitFor();
    const first = await canvasDataUrl(plane);
    await pressButton(page, "One step");
    await expect.poll(step).toBe(1);
    await lab.getByText("This turn: detective and counterfeiter").waitFor();
    expect(await canvasDataUrl(plane)).not.toBe(first);

    await lab.getByRole("button", { name: "1 : 10" }).focus();
    await page.keyboard.press("Enter");
    await pressButton(page, "Start over");
    await expect.poll(step).toBe(0);
    await pressButton(page, "One step");
    await pressButton(page, "One step");
    await lab.getByText("This turn: the counterfeiter alone").waitFor();
    await pressButton(page, "Start");
    await lab.getByText(/A collapse! Fakes are at [0-5] of 8 places only/).waitFor({ timeout: 160_000 });
    expect(await step()).toBeGreaterThanOrEqual(1200);
    await pressButton(page, "Pause");

    await lab.getByRole("slider", { name: "The detective's stride" }).focus();
    await page.keyboard.press("ArrowRight");
    await lab.getByText("× 2").waitFor();
    await expectAccessible(page, [
      "見てみよう: 偽札づくりと鑑定士の実験室",
      "See inside: the counterfeiter and the detective",
    ]);
    await page.context().close();
  });

  test("chapter 2: sliders change what the decoder paints", async () => {
    const page = await openChapter("02-autoencoder");
    const region = page.getByRole("region", { name: "See inside: a picture, 16 numbers, a picture" });
    const [original, painted] = ["The picture", "What the decoder paints"].map((name) =>
      region.getByRole("img", { name }),
    );
    const sliders = region.getByRole("slider");
    await pressButton(page, "Sushi 3");
    await region.getByText("These are the picture’s own numbers.").waitFor();
    const difference = async () => meanDifference(await canvasPixels(original), await canvasPixels(painted));
    await expect.poll(difference).toBeLessThan(20);
    expect(await sliders.count()).toBe(16);
    const own = await canvasDataUrl(painted);
    for (const at of [0, 5]) {
      await sliders.nth(at).focus();
      await page.keyboard.press("End");
    }
    await region.getByText("Numbers moved: 2.").waitFor();
    await expect.poll(difference).toBeGreaterThan(20);
    await pressButton(page, "Back to its own numbers");
    await expect.poll(() => canvasDataUrl(painted)).toBe(own);
    await pressButton(page, "Roll dice");
    await region.getByText("Numbers moved: 16.").waitFor();
    await expectAccessible(page, ["見てみよう: 絵 → 16 個の数 → 絵", "See inside: a picture, 16 numbers, a picture"]);
    await page.context().close();
  });

  nightlyTest("chapter 2: each layer has its shape, its weights, and what it sees", async () => {
    const page = await openChapter("02-autoencoder");
    const region = page.getByRole("region", { name: "See inside: what each layer sees" });
    const cells = (row: number) => region.getByRole("row").nth(row).getByRole("cell").allInnerTexts();
    await expect.poll(() => cells(1), { timeout: 90_000 }).toEqual(["16 of 16 × 16", "784", "4 × 4"]);
    expect(await cells(3)).toEqual(["32 of 8 × 8", "8,224", "10 × 10"]);
    expect(await cells(6)).toEqual(["16 numbers", "32,784", "everything"]);
    const frame = region.locator("rect").first();
    const maps = region.locator("figure").nth(1).locator("canvas");
    expect(await maps.count()).toBe(8);
    await pressButton(page, "conv(32, { stride: 2 })");
    expect([await frame.getAttribute("width"), await frame.getAttribute("height")]).toEqual(["10", "10"]);
    const before = await canvasDataUrl(maps.first());
    await pressButton(page, "Another picture");
    await expect.poll(() => canvasDataUrl(maps.first())).not.toBe(before);
    await pressButton(page, "dense(16)");
    expect(await frame.getAttribute("width")).toBe("32");
    expect(await maps.count()).toBe(1);
    await expectAccessible(page, ["見てみよう: 層は、それぞれ何を見ている？", "See inside: what each layer sees"]);
    await page.context().close();
  });

  test("chapter 3: both maps show one place, and the autoencoder has more holes", async () => {
    const page = await openChapter("03-vae");
    const region = page.getByRole("region", { name: "See inside: the holes in the map" });
    const maps = region.getByRole("application");
    const painted = region.getByRole("img");
    const shares = async () =>
      (await region.getByText(/% of dice/).allInnerTexts()).map((text) => Number.parseInt(text));
    await expect.poll(async () => (await shares()).length).toBe(2);
    const [autoencoder, vae] = await shares();
    expect(autoencoder).toBeGreaterThan(2 * vae);
    await expect.poll(() => canvasPixels(painted.first()).then((pixels) => new Set(pixels).size)).toBeGreaterThan(20);
    const first = await Promise.all([0, 1].map((at) => canvasDataUrl(painted.nth(at))));
    await maps.nth(1).focus();
    for (let at = 0; at < 6; at++) await page.keyboard.press("Shift+ArrowRight");
    for (const at of [0, 1]) {
      expect(await maps.nth(at).getAttribute("aria-label")).toContain("at 3 across, 0 up");
      await expect.poll(() => canvasDataUrl(painted.nth(at))).not.toBe(first[at]);
    }
    await page.keyboard.press("Shift+ArrowRight"); // the edge of the map
    expect(await maps.first().getAttribute("aria-label")).toContain("at 3 across, 0 up");
    await maps.first().click();
    expect(await maps.nth(1).getAttribute("aria-label")).toContain("at 0 across");
    await expectAccessible(page, ["見てみよう: 地図の穴", "See inside: the holes in the map"]);
    await page.context().close();
  });

  test("a frame in another page has one part alone: the program of a chapter, or a component", async () => {
    const openPart = (address: string): Promise<Page> =>
      openScreen(browser, addressOf(server), `learn?${address}`, { viewport: { width: 390, height: 700 } });
    const bench = await openPart("chapter=03-vae&view=workbench");
    await bench.getByRole("textbox", { name: "The program" }).waitFor();
    const lab = await openPart("view=inside&component=points");
    await pressButton(lab, "One step");
    const plane = lab.getByRole("region", { name: "See inside: the counterfeiter and the detective" }).getByRole("img");
    await expect.poll(() => plane.getAttribute("aria-label")).toContain("step 1.");
    for (const page of [bench, lab]) {
      expect(await page.locator("header, nav, article").count()).toBe(0);
      expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBe(390);
      expect(await accessibilityViolations(page, "main")).toEqual([]);
      await page.context().close();
    }
  });

  test("both maps of chapter 3 are at one height, where one name takes two lines", async () => {
    const options = { language: "ja", viewport: { width: 320, height: 900 } } as const;
    const page = await openScreen(browser, addressOf(server), "learn?view=inside&component=maps", options);
    const name = page.getByRole("heading", { level: 4 }).first();
    await expect.poll(() => name.evaluate(({ clientHeight }) => clientHeight)).toBeGreaterThan(40);
    const tops = await page
      .getByRole("application")
      .evaluateAll((maps) => maps.map((map) => map.getBoundingClientRect().top));
    expect(tops[0]).toBe(tops[1]);
    await page.context().close();
  });

  test("a loss term lights up in the legend, in its curve and in the program", async () => {
    const page = await openChapter("03-vae");
    await page.getByRole("button", { name: "Run" }).waitFor();
    const source = readFileSync(new URL("../../lesson/03-vae/lesson.ts", import.meta.url), "utf8");
    const editor = page.getByRole("textbox", { name: "The program" });
    await pasteProgram(page, programText(source, "solution", "en"));
    await pressButton(page, "Train a little");
    await pressButton(page, "Run");
    const legend = (name: string) => page.getByRole("button", { name: new RegExp(`^${name} `) });
    await legend("rubber").waitFor({ timeout: 160_000 });
    await page
      .getByRole("status")
      .filter({ hasText: /step \d\d/ })
      .waitFor({ timeout: 160_000 });
    await pressButton(page, "Stop");
    await page.getByRole("status").filter({ hasText: "Stopped" }).waitFor();
    const curves = page.locator("figure canvas");
    const before = await canvasDataUrl(curves);
    await legend("rubber").focus();
    await page.keyboard.press("Enter");
    expect(await legend("rubber").getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => canvasDataUrl(curves)).not.toBe(before);
    const marked = editor.locator(".cm-term-on");
    expect(new Set(await marked.allInnerTexts())).toEqual(new Set(["rubber"]));
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+f"); // the search moves the cursor to the term
    await page.keyboard.type("reconstruction");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect.poll(() => legend("reconstruction").getAttribute("aria-pressed")).toBe("true");
    expect(await legend("rubber").getAttribute("aria-pressed")).toBe("false");
    expect(new Set(await marked.allInnerTexts())).toEqual(new Set(["reconstruction"]));
    await legend("reconstruction").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => marked.count()).toBe(0);
    await expectAccessible(page, ["3 · AE から VAE へ", "3 · From AE to VAE"]);
    await page.context().close();
  });
});

/** Returns the mean difference of two canvases, in levels of 255. */
function meanDifference(one: readonly number[], other: readonly number[]): number {
  if (one.length !== other.length) return Infinity;
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0) / one.length;
}
