import { describe, expect, test } from "vitest";
import { casesOf } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import {
  countCanvasColours,
  accessibilityViolations,
  ratingCanvas,
  rateByKey,
  waitForRatedCount,
  downloadOf,
  useTinyStudio,
} from "./studio-fixture.ts";

describe.skipIf(chromiumPath === undefined)("the Rate screen", () => {
  const studio = useTinyStudio(["cgan", "gan"]);

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "ten pictures are rated by keyboard alone, and stay rated (%s)",
    async (language) => {
      const page = await studio.open("rate", { language });
      const ja = language === "ja";
      await page.getByText(ja ? "あと 10 枚で、好みの 10 枚" : "10 more, then ten for you").waitFor();
      const keys = ["g", "b", "ArrowRight", "ArrowLeft", "1", "2", "3", "4", "5", "g"];
      for (const [at, key] of keys.entries()) await rateByKey(page, key, at + 1);
      expect(await countCanvasColours(page, "canvas[role=img]")).toBeGreaterThan(1);
      await page.getByText(ja ? "このブラウザに保存しました" : "Saved in this browser").waitFor();
      await page.reload();
      await waitForRatedCount(page, 10);
      await page.getByText(ja ? "直近の 10 枚のうち 50 %" : "Of the last 10, 50 %").waitFor();
      for (const fold of await page.locator("h2 button[aria-expanded]").all()) await fold.click();
      await page.getByRole("heading", { name: ja ? "点の甘さ" : "How your standard moves" }).waitFor();
      await expect.poll(() => page.getByRole("button", { name: ja ? /^忘れる/ : /^Forget/ }).count()).toBe(10);
      expect(await accessibilityViolations(page)).toEqual([]);
      // a narrower window, a phone that is turned: nothing sticks out at the side
      for (const width of [1600, 1024, 844, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await expect.poll(() => page.evaluate(() => document.scrollingElement!.scrollWidth)).toBe(width);
      }
      await page.getByRole("link", { name: ja ? "好みの 10 枚を描く" : "Draw ten for me" }).focus();
      await page.keyboard.press("Enter");
      const drawn = page.getByRole("region", { name: ja ? "描いた絵" : "What was drawn" }).getByRole("button");
      await expect.poll(() => drawn.count()).toBe(10);
      // what is kept limits a taste: the page says so, and lets go
      await page.getByRole("button", { name: ja ? /^残す: 髪の色/ : /^Keep hair colour/ }).click();
      await page.getByRole("button", { name: ja ? "好みで描く" : "To my taste" }).click();
      await page.getByText(ja ? "残した特徴（1 個）はそのままで" : "1 kept trait stayed").waitFor();
      await page
        .getByRole("button", { name: ja ? "ぜんぶ好みにまかせて描き直す" : "Let go, and draw all to my taste" })
        .click();
      const kept = page.getByRole("button", { name: ja ? /^残す: 髪の色/ : /^Keep hair colour/, pressed: true });
      await kept.waitFor({ state: "detached" });
      await expect.poll(() => drawn.count()).toBe(6);
      await page.getByText(ja ? "残した特徴" : "kept trait").waitFor({ state: "detached" });
      await page.context().close();
    },
  );

  test("an answer is taken back, one is forgotten; the best of nine is picked", async () => {
    const page = await studio.open("rate");
    await page.getByRole("combobox").click();
    await page.getByRole("option", { name: /^cgan/ }).click(); // from here on, a G must not choose the gan
    // buttons that would lose an answer say so
    const good = page.getByRole("button", { name: "Good", exact: true });
    await good.evaluate((button) =>
      new MutationObserver(() => (document.body.dataset.waited = "yes")).observe(button, {
        attributeFilter: ["aria-disabled"],
      }),
    );
    const label = () => ratingCanvas(page).getAttribute("aria-label");
    await ratingCanvas(page).waitFor();
    const trait = page.getByRole("button", { name: /^hair colour .*: press to see more of it$/ });
    const colour = (await trait.getAttribute("aria-label"))!.split(":")[0];
    await trait.press("Enter");
    await page.getByRole("button", { name: `More of this: ${colour}` }).press("Enter");
    await page.getByRole("button", { name: `Never this: ${colour}` }).waitFor();
    await rateByKey(page, "g", 1);
    await ratingCanvas(page).waitFor();
    expect(await page.locator("body").getAttribute("data-waited")).toBe("yes");
    expect(await good.getAttribute("aria-disabled")).toBeNull();
    expect(await label()).not.toContain(colour);
    await ratingCanvas(page).waitFor();
    const second = await label();
    await rateByKey(page, "5", 2);
    await page.keyboard.press("u");
    await waitForRatedCount(page, 1);
    await expect.poll(label).toBe(second); // the same picture is there again
    await rateByKey(page, "1", 2);
    await page.getByRole("button", { name: "Rated pictures" }).click();
    await page.getByRole("button", { name: "Forget: Rated Good (number 1)" }).click();
    await waitForRatedCount(page, 1);
    await page.locator("section", { hasText: "Rated pictures" }).getByRole("button", { name: "Undo" }).last().click();
    await waitForRatedCount(page, 2);
    await page.getByRole("button", { name: "Forget: Rated Good (number 2)" }).click();
    await waitForRatedCount(page, 1);

    await page.getByRole("button", { name: "Best of nine" }).click();
    await expect
      .poll(() => page.getByRole("button", { name: new RegExp(`^Picture \\d: .*${colour}`) }).count())
      .toBe(0);
    const fourth = page.getByRole("button", { name: /^Picture 4: / });
    await expect.poll(() => page.getByRole("button", { name: /^Picture \d: ./ }).count()).toBe(9);
    const before = await fourth.getAttribute("aria-label");
    await fourth.click();
    await page.getByText("You picked number 4").waitFor();
    await waitForRatedCount(page, 2);
    await expect.poll(() => fourth.getAttribute("aria-label")).not.toBe(before);
    // the mouse is still there, but no frame says that this one is picked already
    const accent = page.locator("body").evaluate((body) => {
      body.style.outlineColor = "var(--accent)";
      return getComputedStyle(body).outlineColor;
    });
    expect(await fourth.evaluate((one) => getComputedStyle(one).boxShadow)).not.toContain(await accent);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });

  test("without attributes; ratings go out, all is forgotten, and they come back", async () => {
    const page = await studio.open("rate");
    await page.getByRole("combobox").click();
    await page.getByRole("option", { name: /^gan/ }).click();
    for (let count = 1; count <= 3; count++) await rateByKey(page, count === 2 ? "b" : "g", count);
    await page.getByText("This model has no attributes").waitFor();
    await page.getByRole("button", { name: "Ratings as a file" }).click();
    const { path } = await downloadOf(page, () => page.getByRole("button", { name: "Export CSV" }).click());
    await page.getByRole("button", { name: "Start over" }).click();
    await page.getByRole("alertdialog").getByText("all that guest said").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Delete and start over" }).click();
    await waitForRatedCount(page, 0);
    await page.reload();
    await waitForRatedCount(page, 0);
    await page.getByRole("button", { name: "Ratings as a file" }).click();
    for (const words of ["3 read in (0 were here already)", "0 read in (3 were here already)"]) {
      await page.locator("input[type=file]").setInputFiles(path);
      await page.getByText(words).waitFor();
      await waitForRatedCount(page, 3);
    }
    await page.context().close();
  });

  test("two raters have a preference model each and a shared one; another browser has its own", async () => {
    const [page, other] = await Promise.all([0, 1].map(() => studio.open("rate")));
    await rateByKey(page, "g", 1);
    await page.getByRole("button", { name: /guest/ }).first().click();
    await page.getByLabel("Name").fill("Hanako");
    await page.keyboard.press("Enter");
    await waitForRatedCount(page, 0);
    await rateByKey(page, "b", 1);
    await rateByKey(other, "g", 1);
    await rateByKey(page, "b", 2);
    await page.getByRole("button", { name: /^Everybody's/ }).click();
    await waitForRatedCount(page, 3);
    await waitForRatedCount(other, 1);
    await page.reload();
    await waitForRatedCount(page, 3);
    await page
      .getByRole("button", { name: /Hanako/ })
      .first()
      .click();
    const known = page.getByRole("group", { name: "Who rated before" });
    await known.getByRole("button", { name: "guest" }).click(); // no name has to be typed twice
    await known.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /guest/ }).first().click();
    await known.getByRole("button", { name: "Hanako" }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
    await other.context().close();
  });
});
