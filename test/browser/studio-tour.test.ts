import { describe, expect, test } from "vitest";
import { casesOf } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import { accessibilityViolations, useTinyStudio } from "./studio-fixture.ts";

describe.skipIf(chromiumPath === undefined)("the tour of the studio", () => {
  const studio = useTinyStudio(["gan", "pix2pix"]); // without a server, so without Train

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "leads through five screens by keyboard alone, once (%s)",
    async (language) => {
      const page = await studio.open("draw", { language, viewport: { width: 390, height: 800 } });
      await page.locator("h1").waitFor();
      const link = page.getByRole("banner").getByRole("link", { name: /ツアー|A tour/ });
      await link.focus();
      await page.keyboard.press("Enter");
      const tour = page.getByRole("complementary");
      const seen: string[] = [];
      for (let step = 1; step <= 5; step++) {
        await tour.getByText(new RegExp(`${step} (/|of) 5`)).waitFor();
        seen.push(new URL(page.url()).hash.replace(/[#/]|\?.*/g, ""));
        await expect
          .poll(() => page.evaluate(() => document.activeElement?.textContent))
          .toMatch(/次へ|Next|はじめる|Begin/);
        const { y, height } = (await tour.boundingBox())!;
        const menuTop = (await page.getByRole("navigation").boundingBox())!.y;
        expect(y + height, `step ${step}`).toBeLessThanOrEqual(menuTop);
        if (step === 1) expect(await accessibilityViolations(page)).toEqual([]);
        await page.keyboard.press("Enter");
      }
      expect(seen).toEqual(["draw", "rate", "morph", "translate", "learn"]);
      await tour.waitFor({ state: "detached" });
      expect(page.url()).toMatch(/#\/learn$/);
      await page.reload();
      await page.locator("h1").waitFor();
      expect(await link.count()).toBe(0);
      await page.context().close();
    },
  );

  test("ends by Escape and by its link, and begins again from the screen about it", async () => {
    const page = await studio.open("about", { language: "en" });
    await page.getByRole("main").getByRole("link", { name: "Take the tour" }).click();
    const tour = page.getByRole("complementary");
    await tour.getByText("1 of 5").waitFor();
    await tour.getByRole("link", { name: "Next" }).click();
    await tour.getByText("2 of 5").waitFor();
    await page.keyboard.press("Escape");
    await tour.waitFor({ state: "detached" });
    expect(page.url()).toMatch(/#\/rate$/);
    await page.goBack();
    await tour.getByRole("link", { name: "End the tour" }).click();
    await tour.waitFor({ state: "detached" });
    await page.context().close();
  });
});
