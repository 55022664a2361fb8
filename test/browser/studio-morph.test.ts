import type { Page } from "playwright-core";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { casesOf } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import {
  countCanvasColours,
  accessibilityViolations,
  canvasDataUrl,
  pressButton,
  downloadOf,
  useTinyStudio,
} from "./studio-fixture.ts";

const expectedTexts = {
  ja: { stop: /^絵 \d（/, pause: "止める", play: "再生", position: "どこまで変わったか" },
  en: {
    stop: /^picture \d of/,
    pause: "Pause",
    play: "Play",
    position: "How far it has changed",
  },
} as const;

describe.skipIf(chromiumPath === undefined)("the screen that morphs", () => {
  const studio = useTinyStudio(["cgan", "gan"]);

  /** Returns the content of the stage. */
  const shown = (page: Page): Promise<string> => canvasDataUrl(page.locator("canvas[width]").first());
  /** Returns the pictures of the keyframes in order. */
  const order = (page: Page): Promise<string[]> =>
    page
      .locator("[data-stop] canvas")
      .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "plays, slides and reorders by keyboard alone (%s)",
    async (language) => {
      const t = expectedTexts[language];
      const page = await studio.open("morph", { language });
      await pressButton(page, t.pause); // it plays immediately
      await page.getByRole("button", { name: t.play }).waitFor();
      await page.getByText(/なめらかに動きます|all pictures are drawn/).waitFor();

      const slider = page.getByRole("slider", { name: t.position });
      await slider.focus();
      await page.keyboard.press("Home");
      await expect.poll(() => slider.getAttribute("aria-valuetext")).toMatch(/ 0 %$/);
      const [first] = await order(page);
      await expect.poll(() => shown(page)).toBe(first); // a keyframe appears unchanged
      for (let step = 0; step < 30; step++) await page.keyboard.press("ArrowRight");
      await expect.poll(() => slider.getAttribute("aria-valuetext")).toMatch(/ 15 %$/);
      await expect.poll(() => shown(page)).not.toBe(first);
      expect(await countCanvasColours(page, "canvas[width] >> nth=0")).toBeGreaterThan(50);

      const stops = page.getByRole("button", { name: t.stop });
      const before = await order(page);
      expect(before).toHaveLength(4);
      await stops.first().focus();
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => order(page)).toEqual([before[1], before[0], before[2], before[3]]);
      await page.keyboard.press("ArrowRight"); // the focus follows
      await expect.poll(() => order(page)).toEqual([before[1], before[2], before[0], before[3]]);
      await page.keyboard.press("Delete");
      await expect.poll(() => order(page)).toEqual([before[1], before[2], before[3]]);
      expect(await accessibilityViolations(page)).toEqual([]);

      await page.reload();
      await expect.poll(() => order(page)).toEqual([before[1], before[2], before[3]]);
      await page.context().close();
    },
  );

  test("reorders by dragging; what was taken out comes back", async () => {
    const page = await studio.open("morph", { reducedMotion: "reduce" });
    const stops = page.getByRole("button", { name: expectedTexts.en.stop });
    await expect.poll(() => stops.count()).toBe(4);
    await expect.poll(() => page.getByRole("button", { name: expectedTexts.en.play }).count()).toBe(1); // nothing moves by itself
    const before = await order(page);
    await stops.first().hover();
    await page.mouse.down();
    const { x, y, width, height } = (await stops.nth(2).boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => order(page)).toEqual([before[1], before[2], before[0], before[3]]);
    await page.getByRole("button", { name: "Take all out" }).click();
    await expect.poll(() => stops.count()).toBe(0);
    await page.keyboard.press("Control+z");
    await expect.poll(() => order(page)).toEqual([before[1], before[2], before[0], before[3]]);
    await stops.first().press("Delete");
    await expect.poll(() => stops.count()).toBe(3);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => stops.count()).toBe(4);
    await page.context().close();
  });

  test("makes a GIF and a WebP of the wanted size, speed and length, and a WebM", async () => {
    const page = await studio.open("morph", { reducedMotion: "reduce" });
    await page.getByRole("textbox", { name: "File name" }).fill("my/film");
    const frames = page.getByRole("slider", { name: "Frames" });
    // as fast as it plays: four times two seconds, then four times half a second
    expect(await frames.getAttribute("aria-valuetext")).toBe("160 frames, 8 s");
    await page.getByRole("slider", { name: "Speed" }).press("Home");
    await expect.poll(() => frames.getAttribute("aria-valuetext")).toBe("40 frames, 2 s");
    for (const [format, size] of [
      ["GIF", 128],
      ["WebP", 64],
    ] as const) {
      await page.getByRole("button", { name: format, exact: true }).click();
      await page.getByRole("button", { name: `${size} px` }).click();
      const { name, bytes } = await downloadOf(page, () =>
        page.getByRole("button", { name: `Save ${format}` }).click(),
      );
      expect(name).toBe(`my-film.${format.toLowerCase()}`);
      const film = await sharp(bytes, { animated: true }).metadata();
      expect(film).toMatchObject({ pages: 40, width: size, pageHeight: size, loop: 0 });
      expect(new Set(film.delay)).toEqual(new Set([50]));
    }
    await page.getByRole("button", { name: "WebM" }).click();
    const { bytes } = await downloadOf(page, () => page.getByRole("button", { name: "Save WebM" }).click());
    expect([...bytes.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]); // EBML
    await page.context().close();
  });

  test("keeps a picture on the way, which can be a stop in turn", async () => {
    const page = await studio.open("morph", { reducedMotion: "reduce" });
    await page.getByRole("slider", { name: expectedTexts.en.position }).focus();
    for (let step = 0; step < 5; step++) await page.keyboard.press("PageUp");
    await page.getByRole("button", { name: "Keep this picture" }).click();
    await page.getByText("Kept.").waitFor();
    const tray = page.getByRole("list", { name: "Add one of your pictures" });
    await expect.poll(() => tray.getByRole("button").count()).toBe(5);
    await tray.getByRole("button").first().click(); // the newest
    await expect.poll(() => page.getByRole("button", { name: expectedTexts.en.stop }).count()).toBe(5);
    const kept = (await order(page))[4];
    await expect.poll(() => shown(page)).toBe(kept);
    await page.context().close();
  });
});
