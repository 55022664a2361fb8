/** The model that the page works with. */
import { describe, expect, test } from "vitest";
import { chromiumPath } from "./open-chromium.ts";
import { accessibilityViolations, canvasPixels, useServerStudio, useTinyStudio } from "./studio-fixture.ts";

describe.skipIf(chromiumPath === undefined)("the model that is chosen", () => {
  const studio = useTinyStudio(["gan", "vae", "pix2pix"]);

  test("stays chosen after a visit to Translate, which has models of its own", async () => {
    const page = await studio.open("draw", { language: "en" });
    const picker = page.getByRole("combobox", { name: /model/i });
    await picker.click();
    await page.getByRole("option", { name: /vae/ }).click();
    await expect.poll(() => picker.textContent()).toContain("vae");
    const menu = page.getByRole("navigation");
    await menu.getByRole("link", { name: "Translate" }).click();
    await expect.poll(() => picker.textContent()).toContain("pix2pix");
    await menu.getByRole("link", { name: "Rate" }).click();
    await expect.poll(() => picker.textContent()).toContain("vae");
    await page.reload();
    await expect.poll(() => picker.textContent()).toContain("vae");
    await page.context().close();
  });

  test("has a picture in the list, which it draws once the list is open, and the browser keeps", async () => {
    const page = await studio.open("draw");
    const fetched: string[] = [];
    page.on("request", (request) => void fetched.push(new URL(request.url()).pathname));
    const picker = page.getByRole("combobox", { name: /model/i });
    const thumbnail = page.getByRole("option", { name: /vae/ }).locator("canvas:not([data-empty])");
    await page.locator('section[aria-label="Picture"] canvas:not([data-empty])').first().waitFor();
    expect(fetched.filter((path) => path.includes("vae"))).toEqual([]); // the first picture does not wait for it
    await picker.click();
    await thumbnail.waitFor();
    expect((await canvasPixels(thumbnail)).length).toBe(32 * 32 * 4);
    expect(fetched.filter((path) => path.endsWith("/vae.omakase"))).toHaveLength(1);
    await page.reload();
    await picker.click();
    await thumbnail.waitFor();
    expect(fetched.filter((path) => path.endsWith("/vae.omakase"))).toHaveLength(1);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Translate" }).click();
    await page.getByRole("combobox", { name: /pix2pix/ }).click();
    await page
      .getByRole("option", { name: /pix2pix/ })
      .locator("canvas:not([data-empty])")
      .waitFor();
    await page.context().close();
  });

  test("the link to the start has a name on a phone, too", async () => {
    const context = await studio.browser.newContext({ viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${studio.address}?lang=en#/about`);
    await page.getByText("Micah Lanier").first().waitFor();
    await page.getByRole("link", { name: "omakase" }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await context.close();
  });
});

describe.skipIf(chromiumPath === undefined)("a model that comes along", () => {
  const studio = useServerStudio();

  test("has no verdict and no empty curves on Train", async () => {
    const page = await studio.open("train");
    await page.getByRole("button", { name: /^(Anime faces|アニメ風の顔) .*(finished|終わりました)/ }).click();
    await page.getByText(/came along finished|できあがったモデル/).waitFor();
    expect(await page.getByRole("heading", { name: /The record|学習の記録/ }).count()).toBe(0);
    expect(await page.locator(".uplot").count()).toBe(0);
    expect(await page.getByText(/not learned much|まだ少ししか/).count()).toBe(0);
    await page.context().close();
  });

  test("has a picture in lists although it was never fetched", async () => {
    const page = await studio.open("train");
    const fetched: string[] = [];
    page.on("request", (request) => void fetched.push(new URL(request.url()).pathname));
    await page.reload();
    const pictures = page.getByRole("button", { name: /finished|終わりました/ }).locator("img");
    await expect.poll(() => pictures.count()).toBe(5);
    const widths = () => pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
    await expect.poll(widths).toEqual([88, 88, 88, 88, 88]);
    const models = fetched.filter((path) => path.endsWith(".omakase"));
    expect(models.filter((path) => !path.includes("characters"))).toEqual([]); // the chosen one is opened everywhere
    await page.context().close();
  });

  test("shows its picture at twice its sides once it has stayed", async () => {
    const page = await studio.open("draw");
    const canvases = page.locator('section[aria-label="Picture"] canvas');
    await canvases.nth(1).waitFor();
    const sides = await canvases.evaluateAll((all) => (all as HTMLCanvasElement[]).map(({ width }) => width));
    expect(sides).toEqual([128, 256]);
    const [small, large] = await Promise.all([canvasPixels(canvases.nth(0)), canvasPixels(canvases.nth(1))]);
    const at = (x: number, y: number) => large[(y * 256 + x) * 4];
    const differences = Array.from({ length: 128 * 128 }, (_, place) => {
      const [x, y] = [(place % 128) * 2, Math.floor(place / 128) * 2];
      const mean = (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4;
      return Math.abs(mean - small[place * 4]);
    });
    expect(differences.reduce((sum, one) => sum + one) / differences.length).toBeLessThan(4);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });
});
