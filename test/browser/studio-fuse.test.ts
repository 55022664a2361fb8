import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { difference, readRecipe, redraw } from "../../src/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { chromiumPath } from "./chromium.ts";
import { complaints, pictureOf, press, saved, tinyStudio } from "./studio.ts";

const says = {
  ja: {
    begin: "おまかせで始める",
    bear: "子どもを 6 人つくる",
    join: "家族に入れる",
    asLeft: "左の親にする",
    founder: /: 最初の世代$/,
    child: /: .+ と .+ の子$/,
    close: "閉じる",
  },
  en: {
    begin: "Surprise me",
    bear: "Have 6 children",
    join: "Bring into the family",
    asLeft: "Make it the left parent",
    founder: /: founder$/,
    child: /: child of .+ and .+$/,
    close: "Close",
  },
} as const;

describe.skipIf(chromiumPath === undefined)("the screen of families", () => {
  const studio = tinyStudio(["cgan", "gan"]);

  test.each(["ja", "en"] as const)(
    "raises two generations by keyboard alone, and remembers them (%s)",
    async (language) => {
      const say = says[language];
      const page = await studio.open("fuse", { language, reducedMotion: "reduce" });
      await press(page, say.begin);
      await press(page, say.bear);
      await press(page, say.join, 1); // the first one is the child that was expected
      await press(page, say.asLeft, 1); // belongs to the family then
      await expect.poll(() => page.getByRole("button", { name: say.founder }).count()).toBe(2);
      await expect.poll(() => page.getByRole("button", { name: say.child }).count()).toBe(2);
      await press(page, say.bear); // of a child and a founder
      await press(page, say.join, 1);
      await expect.poll(() => page.getByRole("button", { name: say.child }).count()).toBe(3);
      expect(await complaints(page)).toEqual([]);

      await page.reload();
      const youngest = page.getByRole("button", {
        name: language === "ja" ? /^5: 4 と 2 の子/ : /^5: child of 4 and 2/,
      });
      await youngest.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("complementary", { name: "5" }).getByRole("row").nth(1).waitFor(); // its traits
      expect(await complaints(page)).toEqual([]);
      await press(page, say.close);
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

  test.each(["cgan", "gan"] as const)(
    "a child of %s is drawn again in Node from its PNG, family included",
    async (model) => {
      const page = await studio.open("fuse", { model });
      await press(page, says.en.begin);
      await press(page, says.en.bear);
      const { bytes } = await saved(page, () => press(page, "Save as PNG", 2));
      const recipe = readRecipe(bytes, "child.png");
      expect(recipe.family).toHaveLength(3);
      const artist = await studio.inNode(model);
      const again = await redraw(artist, recipe, "child.png");
      const child = await nodeHost({ cache: false }).codecs.decode(bytes);
      expect(Math.min(...difference(again.picture, child, 1).pixels)).toBeGreaterThanOrEqual(255 - 2);
      artist.dispose();
      // what is missing is said
      expect(await page.getByText("This model knows no attributes").count()).toBe(model === "gan" ? 1 : 0);
      await page.context().close();
    },
  );

  test("sliders decide what a child has of whom", async () => {
    const page = await studio.open("fuse");
    await press(page, says.en.begin);
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
    await expect.poll(async () => (await pictureOf(child)) === (await pictureOf(left))).toBe(true);
    await genes.first().getByRole("button").press("Enter");
    await page.getByText("by chance", { exact: true }).waitFor();
    await page.context().close();
  });

  test("saves the tree as a picture and as a drawing, zooms by wheel, and begins anew", async () => {
    const page = await studio.open("fuse");
    await press(page, says.en.begin);
    await press(page, says.en.bear);
    await press(page, says.en.join, 1);
    const savedBy = async (name: RegExp): Promise<Buffer> =>
      (await saved(page, () => page.getByRole("button", { name }).click())).bytes;
    const svg = (await savedBy(/^SVG/)).toString();
    expect(svg.match(/<image /g)).toHaveLength(3);
    const png = await sharp(await savedBy(/^PNG/)).metadata();
    const [, width] = /width="(\d+)"/.exec(svg)!;
    expect(png.width).toBe(2 * Number(width));

    const node = page.getByRole("button", { name: /^3: child/ });
    await node.scrollIntoViewIfNeeded();
    const before = (await node.boundingBox())!.width;
    await node.hover();
    await page.mouse.wheel(0, -200);
    await expect.poll(async () => (await node.boundingBox())!.width).toBeGreaterThan(before * 1.2);

    await press(page, "Start a new family");
    await page.getByText("its tree grows here").waitFor();
    await page.getByRole("combobox", { name: "Family" }).selectOption({ index: 0 });
    await node.waitFor();
    await press(page, "Delete this family");
    await press(page, "Delete", 0);
    await expect.poll(() => node.count()).toBe(0);
    await page.context().close();
  });
});
