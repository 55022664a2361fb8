import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { differenceImage } from "../../src/image/index.ts";
import { readRecipe } from "../../src/checkpoint/index.ts";
import { renderRecipe } from "../../src/sample/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { casesOf } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import {
  accessibilityViolations,
  canvasDataUrl,
  downloadOf,
  expectInView,
  pressButton,
  useTinyStudio,
} from "./studio-fixture.ts";

const expectedTexts = {
  ja: {
    bear: "6 人の子どもを見る",
    join: "家族に入れる",
    firstborn: "子ども 1",
    asLeft: "左の親にする",
    founder: /: 最初の世代$/,
    child: /: .+ と .+ の子$/,
    close: "閉じる",
  },
  en: {
    bear: "See 6 children",
    join: "Bring into the family",
    firstborn: "child 1",
    asLeft: "Make it the left parent",
    founder: /: founder$/,
    child: /: child of .+ and .+$/,
    close: "Close",
  },
} as const;

describe.skipIf(chromiumPath === undefined)("the screen of families", () => {
  const studio = useTinyStudio(["cgan", "gan"]);

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "raises two generations by keyboard alone, and remembers them (%s)",
    async (language) => {
      const t = expectedTexts[language];
      const page = await studio.open("fuse", { language, reducedMotion: "reduce" });
      await pressButton(page, t.bear);
      await expectInView(page.getByRole("listitem", { name: t.firstborn }));
      await pressButton(page, t.join, 1); // the first child equals the preview
      await pressButton(page, t.asLeft, 1); // then it belongs to the family
      await expect.poll(() => page.getByRole("button", { name: t.founder }).count()).toBe(2);
      await expect.poll(() => page.getByRole("button", { name: t.child }).count()).toBe(2);
      await pressButton(page, t.bear); // of a child and a founder
      await pressButton(page, t.join, 1);
      await expect.poll(() => page.getByRole("button", { name: t.child }).count()).toBe(3);
      expect(await accessibilityViolations(page)).toEqual([]);

      await page.reload();
      const youngest = page.getByRole("button", {
        name: language === "ja" ? /^5: 4 と 2 の子/ : /^5: child of 4 and 2/,
      });
      await youngest.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("complementary", { name: "5" }).getByRole("row").nth(1).waitFor(); // its traits
      expect(await accessibilityViolations(page)).toEqual([]);
      await pressButton(page, t.close);
      await page.getByRole("complementary", { name: "5" }).waitFor({ state: "detached" }); // then the tree has its place
      const tree = page.getByRole("group", { name: language === "ja" ? "家系図" : "The family tree" });
      const place = (): Promise<unknown> => youngest.boundingBox();
      await page.getByRole("complementary", { name: "5" }).waitFor({ state: "detached" });
      await tree.focus();
      await page.keyboard.press("0");
      await youngest.click({ trial: true }); // the tree has as much room as it gets, and stands still
      const before = await place();
      await page.keyboard.press("+");
      await expect.poll(place).not.toEqual(before);
      await page.keyboard.press("0");
      await expect.poll(place).toEqual(before);
      await page.keyboard.press("ArrowLeft");
      await expect.poll(place).not.toEqual(before);
      await page.context().close();
    },
  );

  test.each(casesOf(["cgan", "gan"] as const, ["gan"]))(
    "a child of %s is drawn again in Node from its PNG, family included",
    async (model) => {
      const page = await studio.open("fuse", { model });
      await pressButton(page, expectedTexts.en.bear);
      const { bytes } = await downloadOf(page, () => pressButton(page, "Save as PNG", 2));
      const recipe = readRecipe(bytes, "child.png");
      expect(recipe.family).toHaveLength(3);
      const sampler = await studio.samplerInNode(model);
      const again = await renderRecipe(sampler, recipe, "child.png");
      const child = await nodeHost({ cache: false }).codecs.decode(bytes);
      expect(Math.min(...differenceImage(again.picture, child, 1).pixels)).toBeGreaterThanOrEqual(255 - 2);
      sampler.dispose();
      // the notice names the missing part
      expect(await page.getByText("This model knows no attributes").count()).toBe(model === "gan" ? 1 : 0);
      await page.context().close();
    },
  );

  test("sliders decide what a child has of whom", async () => {
    const page = await studio.open("fuse");
    const genes = page
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name: /^leave .+ to the dice$/ }) });
    await genes.first().waitFor();
    for (const slider of await genes.getByRole("slider").all()) {
      await slider.focus();
      await page.keyboard.press("Home");
    }
    // all of the left parent: the child is that parent again
    const left = page.getByRole("button", { name: "Choose the left parent" }).locator("canvas");
    const child = page.getByRole("img", { name: "A child may look like this" });
    await expect.poll(async () => (await canvasDataUrl(child)) === (await canvasDataUrl(left))).toBe(true);
    await genes.first().getByRole("button").press("Enter");
    await page.getByText("by chance", { exact: true }).waitFor();
    await page.context().close();
  });

  test("saves the tree as PNG and SVG, zooms by wheel, and starts a new family", async () => {
    const page = await studio.open("fuse");
    await pressButton(page, expectedTexts.en.bear);
    await pressButton(page, expectedTexts.en.join, 1);
    const savedBy = async (name: RegExp): Promise<Buffer> =>
      (await downloadOf(page, () => page.getByRole("button", { name }).click())).bytes;
    const svg = (await savedBy(/^SVG/)).toString();
    expect(svg.match(/<image /g)).toHaveLength(3);
    const png = await sharp(await savedBy(/^PNG/)).metadata();
    const [, width] = /width="(\d+)"/.exec(svg)!;
    expect(png.width).toBe(2 * Number(width));

    const node = page.getByRole("button", { name: /^3: child/ });
    await node.scrollIntoViewIfNeeded();
    const before = (await node.boundingBox())!.width;
    await node.hover();
    const scrolled = () => page.evaluate(() => scrollY);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const bottom = await scrolled();
    await node.hover();
    await page.mouse.wheel(0, -40); // scrolls the page
    await expect.poll(scrolled).toBeLessThan(bottom);
    expect((await node.boundingBox())!.width).toBe(before);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await expect.poll(async () => (await node.boundingBox())!.width).toBeGreaterThan(before * 1.2);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.getByRole("link", { name: "Morph" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    await expect.poll(scrolled).toBe(0); // each screen opens at its top
    await page.goBack();

    await pressButton(page, "Start a new family");
    await page.getByText("its tree grows here").waitFor();
    await page.getByRole("combobox", { name: "Family" }).selectOption({ index: 0 });
    await node.waitFor();
    await pressButton(page, "Delete this family");
    await pressButton(page, "Delete", 0);
    await expect.poll(() => node.count()).toBe(0);
    await page.keyboard.press("Control+z"); // what is deleted comes back
    await node.waitFor();
    await page.context().close();
  });
});
