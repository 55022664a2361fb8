import * as ort from "onnxruntime-node";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  difference,
  onnxDevice,
  openRun,
  painter,
  readRecipe,
  redraw,
  trainedRun,
  type ModelName,
  type Ort,
  type Painter,
} from "../../src/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { chromiumPath, openChromium } from "./chromium.ts";
import { complaints, openScreen, serveStatic, type StaticStudio } from "./studio.ts";

const host = nodeHost({ cache: false });
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
  let studio: StaticStudio;
  let browser: Browser;

  beforeAll(async () => {
    [browser, studio] = await Promise.all([openChromium(), serveStatic(["moe", "gan"])]);
  });
  afterAll(async () => {
    await browser.close();
    await studio.close();
  });

  /** Opens a model in Node. */
  const artistOf = async (model: ModelName): Promise<Painter> => {
    const run = await openRun(host, studio.runs.get(model)!);
    return painter(trainedRun(run, onnxDevice(ort as unknown as Ort, { threads: 1 })));
  };
  const press = async (page: Page, name: string, at = 0): Promise<void> => {
    const button = page.getByRole("button", { name }).nth(at);
    await expect.poll(() => button.isEnabled()).toBe(true);
    await button.focus();
    await page.keyboard.press("Enter");
  };
  const pixelsOf = (page: Page, label: string): Promise<string> =>
    page.getByRole("img", { name: label }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

  test.each(["ja", "en"] as const)(
    "raises two generations by keyboard alone, and remembers them (%s)",
    async (language) => {
      const say = says[language];
      const page = await openScreen(browser, studio.address, "fuse", { language, reducedMotion: "reduce" });
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
      const before = await place();
      await tree.focus();
      await page.keyboard.press("+");
      await expect.poll(place).not.toEqual(before);
      await page.keyboard.press("0");
      await expect.poll(place).toEqual(before);
      await page.keyboard.press("ArrowLeft");
      await expect.poll(place).not.toEqual(before);
      await page.context().close();
    },
  );

  test.each(["moe", "gan"] as const)(
    "a child of %s is drawn again in Node from its PNG, family included",
    async (model) => {
      const page = await openScreen(browser, studio.address, "fuse");
      await page.evaluate((id) => localStorage.setItem("omakase.run", JSON.stringify(id)), model);
      await page.reload();
      await press(page, says.en.begin);
      await press(page, says.en.bear);
      const downloading = page.waitForEvent("download");
      await press(page, "Save as PNG", 2);
      const bytes = await readFile(await (await downloading).path());
      const recipe = readRecipe(bytes, "child.png");
      expect(recipe.family).toHaveLength(3);
      const artist = await artistOf(model);
      const again = await redraw(artist, recipe, "child.png");
      const saved = await host.codecs.decode(bytes);
      expect(Math.min(...difference(again.picture, saved, 1).pixels)).toBeGreaterThanOrEqual(255 - 2);
      artist.dispose();
      // what is missing is said
      expect(await page.getByText("This model knows no attributes").count()).toBe(model === "gan" ? 1 : 0);
      await page.context().close();
    },
  );

  test("sliders decide what a child has of whom", async () => {
    const page = await openScreen(browser, studio.address, "fuse");
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
    const left = (): Promise<string> =>
      page
        .getByRole("button", { name: "Choose the left parent" })
        .locator("canvas")
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    await expect.poll(async () => (await pixelsOf(page, "A child may look like this")) === (await left())).toBe(true);
    await genes.first().getByRole("button").press("Enter");
    await page.getByText("by chance", { exact: true }).waitFor();
    await page.context().close();
  });

  test("saves the tree as a picture and as a drawing, zooms by wheel, and begins anew", async () => {
    const page = await openScreen(browser, studio.address, "fuse");
    await press(page, says.en.begin);
    await press(page, says.en.bear);
    await press(page, says.en.join, 1);
    const saved = async (name: RegExp): Promise<Buffer> => {
      const downloading = page.waitForEvent("download");
      await page.getByRole("button", { name }).click();
      return await readFile(await (await downloading).path());
    };
    const svg = (await saved(/^SVG/)).toString();
    expect(svg.match(/<image /g)).toHaveLength(3);
    const png = await sharp(await saved(/^PNG/)).metadata();
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
