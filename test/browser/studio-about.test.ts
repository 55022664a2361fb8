import { describe, expect, test } from "vitest";
import { casesOf } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import { accessibilityViolations, useTinyStudio } from "./studio-fixture.ts";

describe.skipIf(chromiumPath === undefined)("the screen about the pictures", () => {
  const studio = useTinyStudio(["gan"]);

  test.each(casesOf(["ja", "en"] as const, ["ja"]))("credits who made the built-in pictures (%s)", async (language) => {
    const page = await studio.open("about", { language });
    await page.getByText("Micah Lanier").first().waitFor();
    for (const made of [/Micah Lanier/, /Fluent Emoji/, /Noto Sans JP/, /Draftbit/])
      await page
        .getByRole("listitem")
        .filter({ hasText: made })
        .filter({ hasText: /CC BY|MIT|Open Font/ })
        .first()
        .waitFor();
    const links = page.getByRole("list", { name: language === "ja" ? "作者とライセンス" : "Makers and licences" });
    expect(await links.getByRole("link").count()).toBeGreaterThan(5);
    for (const link of await links.getByRole("link").all()) {
      expect(await link.getAttribute("href")).toMatch(/^https:/);
      expect(await link.getAttribute("target")).toBe("_blank");
      expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
    }
    await page.getByText("WebAssembly").waitFor(); // the model is open
    await expect.poll(() => page.getByRole("row").count()).toBe(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });

  test("changes its language and colours by keyboard alone, and remembers", async () => {
    const context = await studio.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${studio.address}#/about`);
    await page.getByRole("button", { name: /日本語|English/ }).waitFor();
    const before = await page.locator("html").getAttribute("lang");
    await page.getByRole("button", { name: /日本語|English/ }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter"); // light
    await page.keyboard.press("Enter"); // dark
    await page.reload();
    await page.getByText("Micah Lanier").first().waitFor();
    expect(await page.locator("html").getAttribute("lang")).not.toBe(before);
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await accessibilityViolations(page)).toEqual([]);
    await context.close();
  });

  test.each(casesOf(["ja", "en"] as const, ["en"]))(
    "stays when a screen cannot be fetched, and fetches it again (%s)",
    async (language) => {
      const context = await studio.browser.newContext();
      const page = await context.newPage();
      await page.goto(`${studio.address}?lang=${language}#/about`);
      await page.getByText("WebAssembly").waitFor();
      let away = true;
      await page.route("**/*", (route) => (away ? route.abort() : route.continue()));
      const menu = page.getByRole("navigation");
      await menu.getByRole("link", { name: /変身|Morph/ }).click();
      const again = page.getByRole("button", { name: language === "ja" ? "もう一度" : "Try again" });
      await again.waitFor();
      await expect.poll(() => menu.getByRole("link").count()).toBeGreaterThan(3);
      expect(await accessibilityViolations(page)).toEqual([]);
      await again.click();
      await page
        .getByRole("status")
        .filter({ hasText: /まだ|still/ })
        .waitFor();
      away = false;
      await again.click();
      await page.getByRole("heading", { level: 1, name: /変身|Morph/ }).waitFor();
      await context.close();
    },
  );

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "no screen sticks out at the side of a phone, or has text below 12 px (%s)",
    async (language) => {
      const page = await studio.open("about", { language, viewport: { width: 390, height: 800 } });
      for (const screen of ["draw", "rate", "morph", "fuse", "look", "learn", "train", "about"]) {
        await page.goto("about:blank");
        await page.goto(`${studio.address}?lang=${language}#/${screen}`);
        await page.locator("h1").waitFor();
        await page.waitForLoadState("networkidle");
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth), screen).toBe(390);
        expect(await page.evaluate(smallTexts), screen).toEqual([]);
      }
      await page.context().close();
    },
  );

  test("offers on a site what its models are enough for", async () => {
    const page = await studio.open("about");
    await page.getByText("WebAssembly").waitFor();
    const names = await page.getByRole("navigation").getByRole("link").allInnerTexts();
    expect(names).toEqual(["Draw", "Rate", "Morph", "Fuse", "Look", "Learn", "About"]);
    await page.context().close();
  });
});

/** Returns the visible texts of a page that are smaller than 12 px. */
function smallTexts(): string[] {
  const small: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode as Text;
    if (data.trim() === "" || !parentElement?.checkVisibility({ visibilityProperty: true })) continue;
    if (Number.parseFloat(getComputedStyle(parentElement).fontSize) < 12) small.push(data);
  }
  return small;
}
