import { zipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { drawCharacter } from "../../src/synthetic/index.ts";
import { encodePng } from "../../src/image/index.ts";
import { type ModelName } from "../../src/model/index.ts";
import { casesOf, nightlyTest } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import {
  accessibilityViolations,
  canvasPixels,
  countCanvasColours,
  expectInView,
  maxPixelDifference,
  ratingCanvas,
  useTinyStudio,
} from "./studio-fixture.ts";

const characterPng = (at: number) => Buffer.from(encodePng(drawCharacter(at, { size: 32 }).picture));
const characterFiles = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `${at}.png`, mimeType: "image/png", buffer: characterPng(at) }));
const brokenFile = { name: "broken.png", mimeType: "image/png", buffer: characterPng(1).subarray(0, 200) };

/** Returns the pixels of the canvas with a label. */
const shownPixels = (page: Page, name: string): Promise<number[]> =>
  canvasPixels(page.getByRole("img", { name, exact: true }));

describe.skipIf(chromiumPath === undefined)("the screen Look inside", () => {
  const studio = useTinyStudio(["cgan", "gan", "vae"]);

  async function openTab(tab: string, model: ModelName): Promise<Page> {
    const page = await studio.open(`look?tab=${tab}`, { model });
    await page.getByRole("tab").first().waitFor();
    return page;
  }

  const languages = [
    ["ja", "たし算"],
    ["en", "Sums"],
  ] as const;
  test.each(casesOf(languages, [languages[0]]))(
    "has its tabs in both languages, reached by keyboard (%s)",
    async (language, sums) => {
      const page = await studio.open("look", { language, reducedMotion: "reduce" });
      await page.getByRole("tab").first().focus();
      await page.keyboard.press("ArrowRight");
      await page.getByRole("tab", { name: sums, selected: true }).waitFor();
      expect(page.url()).toContain("tab=arithmetic");
      await expect.poll(() => page.getByRole("tab").count()).toBe(5);
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await expect.poll(() => tab.getAttribute("aria-selected")).toBe("true");
        await page.getByRole("tabpanel").getByText("…", { exact: true }).waitFor({ state: "detached" });
        expect(await accessibilityViolations(page)).toEqual([]);
      }
      await page.context().close();
    },
  );

  test("a map is made, walked by keyboard, and a picture of it goes to the gallery", async () => {
    const page = await openTab("map", "cgan");
    await page.getByRole("button", { name: "100", exact: true }).click();
    const map = page.getByRole("application", { name: "A map of 100 pictures" });
    await map.focus();
    expect(await countCanvasColours(page, "canvas[role=application]")).toBeGreaterThan(50);
    await page.keyboard.press("ArrowRight");
    const chosen = page.getByRole("region", { name: "The chosen picture" });
    const first = await shownPixels(page, "Drawn by the model");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    expect(maxPixelDifference(await shownPixels(page, "Drawn by the model"), first)).toBeGreaterThan(20);
    await page.keyboard.press("+");
    expect(await page.getByRole("button", { name: "Farther" }).isEnabled()).toBe(true);
    await page.keyboard.press("0");
    expect(await page.getByRole("button", { name: "Farther" }).isEnabled()).toBe(false);
    await expect.poll(() => chosen.getByRole("button", { name: /Alike picture/ }).count()).toBe(6);
    expect(await accessibilityViolations(page)).toEqual([]);
    await chosen.getByRole("button", { name: "Add to your pictures" }).click();
    await chosen.getByRole("button", { name: "Among your pictures" }).waitFor();
    const sent = String(await shownPixels(page, "Drawn by the model"));
    await chosen.getByRole("button", { name: "Rate", exact: true }).click();
    await expect.poll(async () => String(await canvasPixels(ratingCanvas(page)))).toBe(sent);
    await page.context().close();
  });

  test("adding and subtracting the same picture leaves the picture unchanged", async () => {
    const page = await openTab("arithmetic", "vae");
    await page.getByRole("button", { name: "Clear" }).click(); // the example that is there at once
    const tray = page.getByRole("list", { name: "Drawn just now" });
    const pick = (at: number) => tray.getByRole("button", { name: `picture ${at}`, exact: true }).click();
    const isFormerShown = await page.evaluate(async () => {
      document.querySelector<HTMLElement>('[aria-label="Drawn just now"] [aria-label="picture 1"]')!.click();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve(); // renders; no worker answers as soon as this
      return document.body.textContent!.includes("Add to your pictures");
    });
    expect(isFormerShown).toBe(false);
    await page.getByRole("button", { name: "Add to your pictures" }).waitFor();
    const alone = await shownPixels(page, "The result");
    expect(maxPixelDifference(alone, await shownPixels(page, "picture 1"))).toBeLessThanOrEqual(1);
    await pick(2);
    await pick(2);
    const board = page.getByRole("region", { name: "The sum" });
    await board.getByRole("button", { name: "picture 3: plus (click to change)" }).waitFor();
    await expect
      .poll(async () => maxPixelDifference(await shownPixels(page, "The result"), alone))
      .toBeLessThanOrEqual(1);
    await board.getByRole("button", { name: /picture 3: plus/ }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => maxPixelDifference(await shownPixels(page, "The result"), alone)).toBeGreaterThan(3);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });

  test("words are parts of a sum too, and an example is there at once", async () => {
    const page = await openTab("arithmetic", "cgan");
    await page.getByRole("button", { name: "Add to your pictures" }).waitFor();
    const before = await shownPixels(page, "The result");
    await page.getByLabel("Attribute").selectOption({ index: 1 });
    const addWord = async (index: number): Promise<void> => {
      await page.getByLabel("Value").selectOption({ index });
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await expect
        .poll(async () => maxPixelDifference(await shownPixels(page, "The result"), before), { timeout: 10_000 })
        .toBeGreaterThan(1);
    };
    await addWord(3).catch(() => addWord(4)); // a picture drawn by chance may have the first value already
    expect(await accessibilityViolations(page)).toEqual([]);
    const terms = page.getByRole("button", { name: /^Take .* out$/ });
    const count = await terms.count();
    await page.getByRole("tab", { name: "Map" }).click();
    await page.getByRole("tab", { name: "Sums" }).click();
    await expect.poll(() => terms.count()).toBe(count); // the sum is kept
    await terms.last().click();
    await expect.poll(() => terms.count()).toBe(count - 1);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => terms.count()).toBe(count);
    await page.context().close();
  });

  test("sliders are found, tried, named and there again after a reload; one is taught", async () => {
    const page = await openTab("direction", "gan");
    const slider = page.getByRole("slider", { name: "Slider 1" }); // found without a click
    await slider.waitFor();
    const ends = page.getByRole("region", { name: "Your sliders" }).locator("canvas");
    const drawn = (at: number) => ends.nth(at).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    await expect.poll(async () => (await drawn(0)) !== (await drawn(1))).toBe(true); // both ends are drawn
    await slider.focus();
    for (let press = 0; press < 12; press++) await page.keyboard.press("ArrowRight");
    await expect
      .poll(async () =>
        maxPixelDifference(
          await shownPixels(page, "The moved picture"),
          await shownPixels(page, "The picture that moves"),
        ),
      )
      .toBeGreaterThan(2);
    await page.getByLabel("A name for Slider 1").fill("なにか");
    await page.keyboard.press("Enter");
    await page.getByRole("slider", { name: "なにか" }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.reload();
    await page.getByRole("slider", { name: "なにか" }).waitFor();
    await page.getByRole("heading", { name: "Teach one" }).click();
    for (const at of [1, 2, 3, 4]) await page.getByRole("button", { name: `picture ${at}: not marked` }).click();
    for (const at of [3, 4]) await page.getByRole("button", { name: `picture ${at}: has it` }).click();
    await page.getByText("2 have it, 2 do not").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("checkbox", { name: "なにか" }).check();
    await page.getByRole("button", { name: /^Learn/ }).click();
    const taught = page.getByRole("slider", { name: "The one you taught" });
    await taught.waitFor();
    await expectInView(taught);
    await page.getByText(/50 % is guessing/).waitFor();
    await taught.focus();
    let far = 0; // a picture with the attribute may stay unchanged, so the slider moves
    await expect
      .poll(async () => {
        await page.keyboard.press(far++ % 2 === 0 ? "End" : "Home");
        return maxPixelDifference(
          await shownPixels(page, "The moved picture"),
          await shownPixels(page, "The picture that moves"),
        );
      })
      .toBeGreaterThan(0.2);
    await page.context().close();
  });

  nightlyTest(
    "inverts a picture into a model without encoder, or cancels; a file that is no picture gives an error",
    async () => {
      const page = await openTab("invert", "gan");
      const input = page.locator("input[type=file]");
      await input.setInputFiles(brokenFile);
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").textContent()).not.toContain("internal");
      await page.getByRole("button", { name: /Thorough/ }).click();
      await input.setInputFiles(characterFiles(1));
      await page.getByRole("progressbar").waitFor();
      await page.getByRole("button", { name: "Stop" }).click();
      expect(await page.getByRole("alert").count()).toBe(0);
      await page.getByRole("button", { name: /Quick/ }).click();
      await input.setInputFiles(characterFiles(1));
      await page.getByText(/Closeness/).waitFor();
      expect(
        maxPixelDifference(await shownPixels(page, "What you gave"), await shownPixels(page, "What the model draws")),
      ).toBeGreaterThan(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.context().close();
    },
  );

  test("a model with an encoder finds pictures at once", async () => {
    const page = await openTab("invert", "vae");
    await page.getByRole("button", { name: "Show an example" }).click();
    await page.getByText(/Closeness/).waitFor();
    await page.getByRole("button", { name: "Add to your pictures" }).click();
    await page.getByRole("list", { name: "Your pictures" }).getByRole("button").waitFor();
    await page.context().close();
  });

  const found =
    "what does not fit is found among files, having seen an archive of normal ones, at a stated rate; a broken file is passed over";
  test(found, { timeout: 400_000 }, async () => {
    const page = await openTab("outlier", "vae");
    const normal = page.locator("input[type=file][multiple]").first(); // the tab may still load
    const content = Object.fromEntries([...characterFiles(80), brokenFile].map(({ name, buffer }) => [name, buffer]));
    await normal.setInputFiles({
      name: "good.zip",
      mimeType: "application/zip",
      buffer: Buffer.from(zipSync(content)),
    });
    await page.getByText(/learned what is normal from/i).waitFor({ timeout: 300_000 });
    await page.getByText("Files that could not be used (1)").waitFor();
    await expect.poll(() => page.getByText(/^broken\.png: /).count()).toBe(1);
    const suspects = page.locator("input[type=file][multiple]").nth(1);
    const black = encodePng({ width: 32, height: 32, channels: 3, pixels: new Uint8Array(32 * 32 * 3) });
    await suspects.setInputFiles([
      { name: "black.png", mimeType: "image/png", buffer: Buffer.from(black) },
      ...characterFiles(3).map((file) => ({ ...file, name: `known-${file.name}` })),
    ]);
    await page
      .getByText("1% cannot be promised")
      .or(page.getByText(/of 4 do not fit/))
      .first()
      .waitFor();
    const shown = page.getByRole("region", { name: "3. Findings" }).getByRole("listitem");
    await expect.poll(() => shown.count()).toBe(4);
    await expectInView(shown.first());
    expect(await shown.first().textContent(), "the oddest first").toContain("black.png");
    expect(await shown.first().textContent()).toMatch(
      /Different where it is coloured.*Rarer than any of the 24 normal pictures/,
    );
    await page.getByRole("button", { name: "1%", exact: true }).click();
    await page.getByText(/cannot be promised/).waitFor();
    await page.getByText("0 of 4 do not fit.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    // what is said about a picture counts, is kept, and can be taken back
    await page.getByRole("button", { name: "5%", exact: true }).click();
    await page.getByRole("button", { name: "This is fine: black.png" }).click();
    await page.getByText("You said that it is fine.").waitFor();
    await expect.poll(() => shown.first().getAttribute("data-odd")).toBeNull();
    await page.reload();
    await page.getByRole("button", { name: "Use what was learned before" }).click();
    await page.getByText(/learned what is normal from 56 pictures/i).waitFor();
    await suspects.setInputFiles([
      { name: "black.png", mimeType: "image/png", buffer: Buffer.from(black) },
      ...characterFiles(3).map((file) => ({ ...file, name: `known-${file.name}` })),
    ]);
    await page.getByText("You said that it is fine.").waitFor();
    await page.getByRole("button", { name: "Take back: black.png" }).click();
    await page.getByRole("button", { name: "This is fine: black.png" }).waitFor();
    await page.getByRole("button", { name: "You missed this: known-0.png" }).first().click();
    await page.getByText("You said that it was missed.").waitFor();
    await page
      .getByText(/Promised 5%; now about|so the threshold stays/)
      .first()
      .waitFor();
    await expect.poll(() => shown.filter({ hasText: "known-0.png" }).getAttribute("data-odd")).toBe("true");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });
});
