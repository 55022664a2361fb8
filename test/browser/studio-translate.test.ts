import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { casesOf } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import { accessibilityViolations, canvasDataUrl, downloadOf, useTinyStudio } from "./studio-fixture.ts";

const expectedTexts = {
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
  const studio = useTinyStudio(["gan", "pix2pix"]);

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "shows what becomes of a drawing while one draws (%s)",
    async (language) => {
      const t = expectedTexts[language];
      const page = await studio.open("translate", { language });
      const paper = page.getByRole("application");
      await page.getByRole("button", { name: t.start }).and(page.locator(":enabled")).waitFor();
      await waitForStillResult(page);
      const [drawing, result] = [await paperPixels(page), await resultPixels(page, t.result)];

      await page.getByRole("button", { name: t.wasabi, exact: true }).click();
      const { x, y, width, height } = (await paper.boundingBox())!;
      await page.mouse.move(x + width * 0.3, y + height * 0.5);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.7, y + height * 0.5, { steps: 8 });
      await page.mouse.up();
      expect(await paperPixels(page)).not.toBe(drawing);
      await expect.poll(() => resultPixels(page, t.result)).not.toBe(result);
      await waitForStillResult(page);
      const drawn = await resultPixels(page, t.result);

      await page.getByRole("button", { name: t.undo }).click();
      expect(await paperPixels(page)).toBe(drawing);
      await expect.poll(() => resultPixels(page, t.result)).toBe(result);
      await page.getByRole("button", { name: t.redo }).click();
      await expect.poll(() => resultPixels(page, t.result)).toBe(drawn);

      const { bytes } = await downloadOf(page, () => page.getByRole("button", { name: t.save, exact: true }).click());
      expect(bytes.toString("latin1")).toContain('"modelKind":"pix2pix"'); // its recipe is inside
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.context().close();
    },
  );

  test("is drawn on by keyboard alone", async () => {
    const page = await studio.open("translate");
    await page.addInitScript(rememberResults);
    await page.reload();
    await page.getByRole("button", { name: "drawing 2" }).and(page.locator(":enabled")).waitFor();
    await waitForStillResult(page);
    // the first one is that of a drawing, not that of blank paper
    expect(await page.evaluate("[...seenResults]")).toEqual([
      await canvasDataUrl(page.locator("main canvas[role=img]")),
    ]);
    const [drawing, result] = [await paperPixels(page), await resultPixels(page, expectedTexts.en.result)];
    await page.getByRole("application").focus();
    await page.keyboard.press("m"); // in a mirror
    await page.keyboard.press("Shift+ArrowUp");
    expect(await paperPixels(page)).toBe(drawing); // nothing is drawn before Space is held
    await page.keyboard.down(" ");
    for (let step = 0; step < 4; step++) await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.up(" ");
    const drawn = await paperPixels(page);
    expect(drawn).not.toBe(drawing);
    await expect.poll(() => resultPixels(page, expectedTexts.en.result)).not.toBe(result);
    expect(await colourAt(page, 0.2, 0.4)).toEqual(await colourAt(page, 0.8, 0.4));
    await page.keyboard.press("Shift+ArrowLeft");
    expect(await paperPixels(page)).toBe(drawn);
    await page.keyboard.press("Control+z");
    expect(await paperPixels(page)).toBe(drawing);
    await page.keyboard.press("f"); // the bucket: all that hangs together
    await page.keyboard.press(" ");
    expect(await colourAt(page, 0.98, 0.02)).toEqual([255, 132, 64, 255]); // salmon
    await page.context().close();
  });

  test("takes a saved drawing back as it was", async () => {
    const page = await studio.open("translate");
    await page.getByRole("button", { name: "drawing 2" }).and(page.locator(":enabled")).waitFor();
    await waitForStillResult(page);
    const drawing = await paperPixels(page);
    const { path } = await downloadOf(page, () => page.getByRole("button", { name: "Save the drawing" }).click());
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await paperPixels(page)).not.toBe(drawing);
    await page.locator("input[type=file]").setInputFiles(path);
    await expect.poll(() => paperPixels(page)).toBe(drawing);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("x") });
    await page.getByRole("alert").waitFor();
    expect(await paperPixels(page)).toBe(drawing);
    await page.context().close();
  });
});

/** Collects in the page, frame by frame, each picture that the result shows. */
function rememberResults(): void {
  const seen = new Set<string>();
  Object.assign(globalThis, { seenResults: seen });
  const look = (): void => {
    const canvas = document.querySelector<HTMLCanvasElement>("main canvas[role=img]:not([data-empty])");
    if (canvas && canvas.width === canvas.height) seen.add(canvas.toDataURL());
    requestAnimationFrame(look);
  };
  look();
}

/** Waits until the translation of the latest drawing is stable: two reads in a row are equal. */
async function waitForStillResult(page: Page): Promise<void> {
  await page.locator("main canvas[role=img]:not([data-empty])").waitFor();
  let before = "";
  await expect
    .poll(
      async () => {
        const [last, now] = [before, await canvasDataUrl(page.locator("main canvas[role=img]"))];
        before = now;
        return last === now;
      },
      { interval: 300 },
    )
    .toBe(true);
}

const paperPixels = (page: Page): Promise<string> => canvasDataUrl(page.getByRole("application"));

const resultPixels = (page: Page, label: string): Promise<string> =>
  canvasDataUrl(page.locator(`canvas[aria-label="${label}"]`));

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
