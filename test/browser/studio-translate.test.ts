import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { chromiumPath, openChromium } from "./chromium.ts";
import { complaints, openScreen, serveStatic, type StaticStudio } from "./studio.ts";

const words = {
  ja: {
    wasabi: "わさび",
    undo: "元に戻す",
    redo: "やり直す",
    save: "絵を保存",
    result: "AI が描いた絵",
    start: "下絵 2",
  },
  en: {
    wasabi: "wasabi",
    undo: "Undo",
    redo: "Redo",
    save: "Save the picture",
    result: "What the model makes of it",
    start: "drawing 2",
  },
} as const;

describe.skipIf(chromiumPath === undefined)("the screen to translate", () => {
  let studio: StaticStudio;
  let browser: Browser;

  beforeAll(async () => {
    [browser, studio] = await Promise.all([openChromium(), serveStatic(["gan", "pix2pix"])]);
  });
  afterAll(async () => {
    await browser.close();
    await studio.close();
  });

  test.each(["ja", "en"] as const)("shows what becomes of a drawing while one draws (%s)", async (language) => {
    const say = words[language];
    const page = await openScreen(browser, studio.address, "translate", { language });
    const paper = page.getByRole("application");
    await page.getByRole("button", { name: say.start }).and(page.locator(":enabled")).waitFor();
    await settled(page);
    const [drawing, result] = [await paperPixels(page), await resultPixels(page, say.result)];

    await page.getByRole("button", { name: say.wasabi, exact: true }).click();
    const { x, y, width, height } = (await paper.boundingBox())!;
    await page.mouse.move(x + width * 0.3, y + height * 0.5);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + height * 0.5, { steps: 8 });
    await page.mouse.up();
    expect(await paperPixels(page)).not.toBe(drawing);
    await expect.poll(() => resultPixels(page, say.result)).not.toBe(result);
    await settled(page);
    const drawn = await resultPixels(page, say.result);

    await page.getByRole("button", { name: say.undo }).click();
    expect(await paperPixels(page)).toBe(drawing);
    await expect.poll(() => resultPixels(page, say.result)).toBe(result);
    await page.getByRole("button", { name: say.redo }).click();
    await expect.poll(() => resultPixels(page, say.result)).toBe(drawn);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: say.save, exact: true }).click(),
    ]);
    const text = (await readFile(await download.path())).toString("latin1");
    expect(text).toContain('"modelKind":"pix2pix"'); // its recipe is inside
    expect(await complaints(page)).toEqual([]);
    await page.context().close();
  });

  test("is drawn on by keyboard alone", async () => {
    const page = await openScreen(browser, studio.address, "translate");
    await page.getByRole("button", { name: "drawing 2" }).and(page.locator(":enabled")).waitFor();
    await settled(page);
    const [drawing, result] = [await paperPixels(page), await resultPixels(page, words.en.result)];
    await page.getByRole("application").focus();
    await page.keyboard.press("m"); // in a mirror
    await page.keyboard.press("Shift+ArrowUp");
    expect(await paperPixels(page)).toBe(drawing); // nothing is drawn before Space is held
    await page.keyboard.down(" ");
    for (let step = 0; step < 4; step++) await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.up(" ");
    const drawn = await paperPixels(page);
    expect(drawn).not.toBe(drawing);
    await expect.poll(() => resultPixels(page, words.en.result)).not.toBe(result);
    expect(await colourAt(page, 0.2, 0.4)).toEqual(await colourAt(page, 0.8, 0.4));
    await page.keyboard.press("Shift+ArrowLeft");
    expect(await paperPixels(page)).toBe(drawn);
    await page.keyboard.press("Control+z");
    expect(await paperPixels(page)).toBe(drawing);
    await page.context().close();
  });

  test("takes a saved drawing back as it was", async () => {
    const page = await openScreen(browser, studio.address, "translate");
    await page.getByRole("button", { name: "drawing 2" }).and(page.locator(":enabled")).waitFor();
    await settled(page);
    const drawing = await paperPixels(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the drawing" }).click(),
    ]);
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await paperPixels(page)).not.toBe(drawing);
    await page.locator("input[type=file]").setInputFiles(await download.path());
    await expect.poll(() => paperPixels(page)).toBe(drawing);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("x") });
    await page.getByRole("alert").waitFor();
    expect(await paperPixels(page)).toBe(drawing);
    await page.context().close();
  });
});

/** Waits until the picture of the newest drawing is there: two looks apart show the same. */
async function settled(page: Page): Promise<void> {
  await page.getByTestId("speed").getByText(/\d/).waitFor();
  let before = "";
  await expect
    .poll(
      async () => {
        const [last, now] = [before, await canvasPixels(page, "main canvas[role=img]")];
        before = now;
        return last === now;
      },
      { interval: 300 },
    )
    .toBe(true);
}

function paperPixels(page: Page): Promise<string> {
  return canvasPixels(page, "canvas[role=application]");
}

function resultPixels(page: Page, label: string): Promise<string> {
  return canvasPixels(page, `canvas[aria-label="${label}"]`);
}

async function canvasPixels(page: Page, selector: string): Promise<string> {
  return await page.locator(selector).evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}

async function colourAt(page: Page, across: number, down: number): Promise<number[]> {
  return await page.getByRole("application").evaluate(
    (element, [across, down]) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext("2d")!;
      return [...context.getImageData(across * width, down * height, 1, 1).data];
    },
    [across, down],
  );
}
