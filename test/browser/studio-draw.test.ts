import * as ort from "onnxruntime-node";
import type { Page, Request } from "playwright-core";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { encodePng } from "../../src/image/index.ts";
import { generate, renderRecipe } from "../../src/sample/index.ts";
import { readRecipe, recipeText } from "../../src/checkpoint/index.ts";
import { openPackedRun } from "../../src/run/index.ts";
import { casesOf } from "../nightly.ts";
import { chromiumPath } from "./open-chromium.ts";
import {
  accessibilityViolations,
  canvasPixels,
  countCanvasColours,
  downloadOf,
  expectInView,
  maxPixelDifference,
  pressButton,
  useTinyStudio,
} from "./studio-fixture.ts";

const canvasSelector = 'section[aria-label="Picture"] canvas';

describe.skipIf(chromiumPath === undefined)("the screen Draw", () => {
  const studio = useTinyStudio(["cgan", "ae"]);

  /** Returns the pixels of the large picture: RGBA, or RGB as in `Picture`. */
  const shown = (page: Page): Promise<number[]> => canvasPixels(page.locator(canvasSelector).first());
  const shownRgb = async (page: Page): Promise<number[]> => (await shown(page)).filter((_, at) => at % 4 !== 3);
  const isDrawn = async (page: Page): Promise<void> =>
    await page.locator(`${canvasSelector}:not([data-empty])`).waitFor();
  const tiles = (page: Page) => page.getByRole("region", { name: "What was drawn" }).getByRole("button");
  const old = (page: Page) => page.getByRole("list", { name: "Your pictures" }).getByRole("button");

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "draws by itself, then with chosen attributes (%s)",
    async (language) => {
      const page = await studio.open("draw", { language });
      const words = language === "en" ? ["Picture", "What was drawn", "hair colour"] : ["絵", "描いた絵", "髪の色"];
      await page.locator(`section[aria-label="${words[0]}"] canvas:not([data-empty])`).waitFor();
      expect(await countCanvasColours(page, `section[aria-label="${words[0]}"] canvas`)).toBeGreaterThan(20);
      await expect.poll(() => page.getByRole("region", { name: words[1] }).getByRole("button").count()).toBe(6);
      await page.locator("summary", { hasText: words[2] }).click();
      await page.getByRole("button", { name: /^(pink|ピンク)/ }).click();
      await page.getByRole("button", { name: /^(Draw|描く)$/ }).click();
      await page.getByRole("button", { name: /^(Keep hair colour: pink|残す: 髪の色 ピンク)/ }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.context().close();
    },
  );

  test("the facts about the first picture have room while the others are drawn", async () => {
    const page = await studio.open("draw", { viewport: { width: 1280, height: 800 } });
    await isDrawn(page);
    await page.getByRole("button", { name: "Draw", exact: true }).waitFor();
    const widths = await page.evaluate(async () => {
      const found: number[] = [];
      const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Draw")!;
      button.click();
      do {
        await new Promise(requestAnimationFrame);
        const chip = [...document.querySelectorAll("button")].find((one) => one.ariaLabel?.startsWith("Keep "));
        let part: HTMLElement | null | undefined = chip;
        while (part && getComputedStyle(part).gridRowStart !== "facts") part = part.parentElement;
        if (part) found.push(part.clientWidth);
      } while (button.getAttribute("aria-busy") === "true");
      return found;
    });
    expect(widths.length).toBeGreaterThan(1);
    expect(Math.min(...widths)).toBeGreaterThan(200);
    await page.context().close();
  });

  test.each(casesOf(["cgan", "ae"] as const, ["cgan"]))(
    "draws what Node draws, and its PNG brings everything back (%s)",
    async (model) => {
      const page = await studio.open("draw");
      if (model === "ae") {
        await page.getByRole("combobox").click();
        await page.getByRole("option", { name: /^ae/ }).click();
      }
      await isDrawn(page);
      const { path, bytes } = await downloadOf(page, () => page.keyboard.press("s"));
      const sampler = await studio.samplerInNode(model);
      const { picture } = await renderRecipe(sampler, readRecipe(bytes, "x.png"), "x.png");
      expect(maxPixelDifference(await shownRgb(page), picture.pixels)).toBeLessThanOrEqual(2);

      const before = await shown(page);
      await page.keyboard.press("d");
      await expect.poll(async () => String(await shown(page))).not.toBe(String(before));
      await page.locator('input[type="file"]').setInputFiles(path);
      await page.getByText("Drawn from its recipe.").waitFor();
      expect(maxPixelDifference(await shown(page), before)).toBeLessThanOrEqual(2);
      await page.context().close();
    },
  );

  test("opens what Node drew, dropped onto it, and refuses what it cannot open", async () => {
    const page = await studio.open("draw");
    await isDrawn(page);
    const sampler = await studio.samplerInNode("cgan");
    const [{ picture, recipe }] = await generate(sampler, { seed: 3, truncation: 0.5 });
    await dropFile(page, "x.png", encodePng(picture, recipeText(recipe)));
    await page.getByText("Drawn from its recipe.").waitFor();
    expect(maxPixelDifference(await shownRgb(page), picture.pixels)).toBeLessThanOrEqual(2);

    await dropFile(page, "photo.png", encodePng(picture));
    await expectInView(page.getByText("photo.png: expected a PNG with a recipe"));
    await dropFile(
      page,
      "y.png",
      encodePng(picture, recipeText({ ...recipe, modelHash: "ab".repeat(32), run: "far" })),
    );
    await page.getByText("The model that drew this, far (abababababab), is not here.").waitFor();
    const other = await studio.samplerInNode("ae");
    const [drawing] = await generate(other, { seed: 3 });
    await dropFile(page, "z.png", encodePng(drawing.picture, recipeText(drawing.recipe)));
    await page.getByRole("button", { name: "Switch to ae and open it" }).click();
    await page.getByText("Drawn from its recipe.").waitFor();
    expect(maxPixelDifference(await shownRgb(page), drawing.picture.pixels)).toBeLessThanOrEqual(2);
    await page.context().close();
  });

  test("a link draws the same picture in another browser; a truncated link gives an error", async () => {
    const page = await studio.open("draw", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await isDrawn(page);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied").waitFor();
    const link = await page.evaluate(async () => await navigator.clipboard.readText());
    await page.getByRole("button", { name: "Copy picture" }).click();
    await page.getByText(/^Copied/).waitFor();
    const copied = await page.evaluate(async () => (await navigator.clipboard.read())[0].types);
    expect(copied).toContain("image/png");
    expect(link.length).toBeLessThan(2000);
    const pixels = await shown(page);
    const other = await (await studio.browser.newContext({ locale: "en-US" })).newPage();
    await other.goto(link);
    await other.getByText("Drawn from its recipe.").waitFor();
    expect(maxPixelDifference(await shown(other), pixels)).toBeLessThanOrEqual(2);
    await other.goto(`${link.slice(0, -30)}&x=1`);
    await other.reload();
    await other.getByText("Copy the whole link once more").waitFor();
    await other.context().close();
    await page.context().close();
  });

  test("draws without browser storage", async () => {
    const context = await studio.browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addInitScript(() => {
      for (const name of ["localStorage", "indexedDB"])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException("denied", "SecurityError");
          },
        });
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => expect.unreachable(String(error)));
    await page.goto(`${studio.address}#/draw`);
    await expect.poll(async () => await countCanvasColours(page, canvasSelector).catch(() => 0)).toBeGreaterThan(1);
    await page.getByRole("button", { name: "日本語" }).click();
    await page.getByRole("button", { name: "English" }).waitFor();
    await page.goto(`${studio.address}#/rate`);
    await page.getByText("IndexedDB", { exact: false }).first().waitFor();
    await context.close();
  });

  /** Opens a page of the studio's origin without the studio, so that no database is open. */
  async function openEmptyPage(): Promise<Page> {
    const page = await studio.open("about");
    const empty = `${studio.address}empty.html`;
    await page.route(empty, (route) =>
      route.fulfill({ contentType: "text/html", body: '<link rel="icon" href="data:,">' }),
    );
    await page.goto(empty);
    await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("omakase-studio").onsuccess = done)));
    return page;
  }

  test("drops records of an older page, whose fields have other names", async () => {
    const page = await openEmptyPage();
    await page.evaluate(async () => {
      const opening = indexedDB.open("omakase-studio", 1);
      opening.onupgradeneeded = () => {
        const pictures = opening.result.createObjectStore("pictures", { keyPath: "key" });
        pictures.createIndex("time", "time");
        pictures.put({ key: "old", time: 1, card: {} });
        opening.result.createObjectStore("ratings", { keyPath: "id", autoIncrement: true });
      };
      await new Promise((done) => (opening.onsuccess = done));
      opening.result.close();
    });
    await page.goto(`${studio.address}?lang=en#/draw`);
    await isDrawn(page);
    await expect.poll(() => tiles(page).count()).toBe(6);
    await page.context().close();
  });

  test("keeps the records of the page before this one", async () => {
    const page = await openEmptyPage();
    await page.evaluate(async () => {
      const opening = indexedDB.open("omakase-studio", 3);
      opening.onupgradeneeded = () => {
        const made = opening.result;
        made.createObjectStore("pictures", { keyPath: "key" }).createIndex("time", "time");
        made.createObjectStore("ratings", { keyPath: "id", autoIncrement: true }).createIndex("modelHash", "modelHash");
        made.createObjectStore("families", { keyPath: "id" });
        made.createObjectStore("directions", { keyPath: ["modelHash", "name"] }).put({ modelHash: "a", name: "smile" });
      };
      await new Promise((done) => (opening.onsuccess = done));
      opening.result.close();
    });
    await page.goto(`${studio.address}?lang=en#/draw`);
    await isDrawn(page);
    await expect.poll(() => tiles(page).count()).toBe(6); // they are stored, so the database is open
    const kept = await page.evaluate(async () => {
      const opening = indexedDB.open("omakase-studio");
      await new Promise((done) => (opening.onsuccess = done));
      const { version, objectStoreNames } = opening.result;
      const all = opening.result.transaction("directions").objectStore("directions").getAll();
      await new Promise((done) => (all.onsuccess = done));
      return { version, stores: [...objectStoreNames], directions: all.result as unknown[] };
    });
    expect(kept.version).toBe(4);
    expect(kept.stores).toContain("thumbnails");
    expect(kept.directions).toEqual([{ modelHash: "a", name: "smile" }]);
    await page.context().close();
  });

  test("by keyboard alone: draw, move, turn, keep, go back, undo", async () => {
    const page = await studio.open("draw");
    await expect.poll(() => tiles(page).count()).toBe(6); // the first picture is there before
    await page.keyboard.press("ArrowRight");
    expect(await tiles(page).nth(1).getAttribute("aria-pressed")).toBe("true");
    const second = String(await canvasPixels(tiles(page).nth(1).locator("canvas")));
    await expect.poll(async () => String(await shown(page))).toBe(second); // the key is heard before it is painted
    const before = await shown(page);
    const turn = async (key: string): Promise<void> => {
      await page.keyboard.press(key);
      await expect.poll(async () => String(await shown(page))).not.toBe(String(before));
    };
    // a picture at the right end of the learned range stays
    await turn("Shift+ArrowRight").catch(() => turn("Shift+ArrowLeft"));
    await expect.poll(async () => await old(page).count()).toBe(7); // the rotated picture is stored too
    await page.keyboard.press("4");
    await page.keyboard.press("h");
    await page.getByRole("button", { name: "No longer a favourite (H)" }).waitFor();
    await page.getByRole("button", { name: "Good", exact: true, pressed: true }).waitFor();
    await pressButton(page, "disliked (−)");
    await expect.poll(async () => await old(page).count()).toBe(0);
    await pressButton(page, "favourites");
    await expect.poll(async () => await old(page).count()).toBe(1);
    await old(page).first().focus();
    await page.keyboard.press("Enter"); // loads its settings
    await page.getByText("Nothing is left to chance").waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("Nothing is left to chance").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+Z");
    await page.getByText("Nothing is left to chance").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });

  test("a trait is kept in the next draws until it is let go, a deleted picture comes back, and one is sent on", async () => {
    const page = await studio.open("draw");
    await expect.poll(() => tiles(page).count()).toBe(6);
    const hair = page.getByRole("button", { name: /^Keep hair colour: / });
    const kept = (await hair.getAttribute("aria-label"))!;
    expect(kept).toMatch(/\(about 1 in \d+\)$/);
    await pressButton(page, kept);
    await page.getByText("1 kept. The next draw changes only the rest.").waitFor();
    await page.keyboard.press("d");
    await expect.poll(() => old(page).count()).toBe(12);
    for (let at = 0; at < 6; at++) {
      await page.keyboard.press(at === 0 ? "ArrowLeft" : "ArrowRight");
      await page.getByRole("button", { name: kept, pressed: true }).waitFor();
    }
    await page
      .getByText(/about 1 in [\d,]+ random draws is this rare$/)
      .or(page.getByText("common"))
      .first()
      .waitFor();
    // what is kept of one picture changes nothing of another one that is turned
    await page.getByRole("button", { name: "Let all go" }).click();
    await page.getByRole("button", { name: "Keep all of it" }).click();
    await tiles(page).nth(1).click();
    await tiles(page).nth(1).and(page.locator("[aria-pressed=true]")).waitFor(); // on a busy machine it takes a moment
    const traits = async (): Promise<string> => {
      const label = await page.locator(canvasSelector).first().getAttribute("aria-label");
      return label!.replaceAll(/(yaw|pitch) of the (head|view) [−\d]+°/g, "");
    };
    const [traitsBefore, pixelsBefore] = [await traits(), String(await shown(page))];
    await page.keyboard.press("Shift+ArrowRight"); // one turn: a slow machine stores two of them singly
    await expect.poll(async () => String(await shown(page))).not.toBe(pixelsBefore);
    expect(await traits()).toBe(traitsBefore);
    await expect.poll(() => old(page).count()).toBe(13); // the turned picture is stored, too
    await tiles(page).last().click();
    await page.getByRole("button", { name: "Let all go" }).click();
    await page.getByRole("button", { name: "Keep its dice" }).click();
    await page.getByRole("button", { name: "as in this picture", pressed: true }).waitFor();
    await page.getByRole("button", { name: "Let all go" }).click();
    await page.getByText("Tap a trait to keep it").waitFor();

    const last = await shown(page);
    await downloadOf(page, () => page.keyboard.press("s"));
    await page.getByText("Saved. Drop it here again").waitFor();
    const count = await old(page).count();
    await page.keyboard.press("Delete");
    await expect.poll(() => old(page).count()).toBe(count - 1);
    await page.getByText("Deleted from your pictures.").waitFor();
    await page.getByText("Saved. Drop it here again").waitFor({ state: "detached" });
    expect(await page.locator("[data-deleted]").count()).toBe(2); // the large picture and its tile
    await page.getByRole("button", { name: "Undo delete (1)" }).click();
    await expect.poll(() => old(page).count()).toBe(count);
    await expect.poll(() => page.locator("[data-deleted]").count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.getByRole("button", { name: "Morph", exact: true }).click();
    await page.getByRole("button", { name: /^picture 1 of 1/ }).waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Fuse", exact: true }).click();
    await page.getByRole("button", { name: "Choose the left parent", pressed: false }).waitFor();
    const parent = page.getByRole("button", { name: "Choose the left parent" }).locator("canvas");
    expect(maxPixelDifference(await canvasPixels(parent), last)).toBeLessThanOrEqual(2);
    expect(new URL(page.url()).hash).toBe("#/fuse"); // a reload must not send it again
    await page.context().close();
  });

  test("the best pull stays in sight, a day has one picture everywhere, as a card too, and a missing trait is asked for", async () => {
    const [page, other] = [await studio.open("draw"), await studio.open("draw", { language: "ja" })];
    await expect.poll(() => tiles(page).count()).toBe(6);
    const best = page.getByRole("button", { name: /^Best: / });
    await best.waitFor();
    const number = async (part: string, words: RegExp): Promise<number> =>
      Number((await best.locator(part).textContent())!.match(words)?.[1].replaceAll(",", "") ?? 0);
    const odds = await number("b", /1 in ([\d,]+)/);
    await page.keyboard.press("d");
    await expect.poll(() => old(page).count()).toBe(12);
    expect(await number("b", /1 in ([\d,]+)/), "it never gets less rare").toBeGreaterThanOrEqual(odds);
    const pullsSince = await number("small", /([\d,]+) draws by chance since/);
    expect(pullsSince).toBeLessThan(12);

    const collection = page.locator("details", { hasText: "Collection" });
    await collection.locator("summary").click();
    const missing = collection.getByRole("button", { name: /^Ask for / }).first();
    const [, label, value] = /^Ask for (.*): (.*)$/.exec((await missing.getAttribute("aria-label"))!)!;
    await missing.click();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("d");
    await page.getByRole("button", { name: `Keep ${label}: ${value}`, pressed: true }).waitFor();
    await page.getByRole("button", { name: `Ask for ${label}: ${value}`, exact: true }).waitFor({ state: "detached" });
    expect(await number("small", /([\d,]+) draws by chance since/), "a draw with a wish is no pull").toBe(pullsSince);

    const drawDay = async (on: Page, time: string): Promise<number[]> => {
      const before = String(await canvasPixels(on.locator("section canvas").first()));
      await on.clock.setFixedTime(time);
      await on.getByRole("button", { name: /^(Today's picture|きょうの一枚)$/ }).click();
      await expect.poll(async () => String(await canvasPixels(on.locator("section canvas").first()))).not.toBe(before);
      return await canvasPixels(on.locator("section canvas").first());
    };
    const here = await drawDay(page, "2026-12-01T00:10:00Z");
    expect(maxPixelDifference(await drawDay(other, "2026-12-01T23:50:00Z"), here)).toBeLessThanOrEqual(2);
    await drawDay(other, "2026-12-02T00:10:00Z");
    const { path, name, bytes } = await downloadOf(page, () => pressButton(page, "Share or save as a card"));
    expect(name).toBe(
      `omakase-${await page
        .locator("b")
        .filter({ hasText: /^[A-Z][a-z]+$/ })
        .first()
        .textContent()}.png`,
    );
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1080, 1350]);
    await page.keyboard.press("d");
    await expect.poll(() => tiles(page).count()).toBe(6);
    await page.locator('input[type="file"]').setInputFiles(path);
    await page.getByText("Drawn from its recipe.").waitFor();
    expect(maxPixelDifference(await shown(page), here)).toBeLessThanOrEqual(2);
    await Promise.all([page, other].map((one) => one.context().close()));
  });

  test("gives files of the picture and the model to take home, and a snippet with the wishes", async () => {
    const page = await studio.open("draw", { model: "cgan", reducedMotion: "reduce" });
    await page.getByRole("heading", { name: "Take it home" }).click();
    await expect.poll(() => page.getByRole("button", { name: "PNG 128 px" }).isEnabled()).toBe(true);
    const save = async (name: string) => {
      const file = await downloadOf(page, () => page.getByRole("button", { name, exact: true }).click());
      await page.getByText(`Saved: ${file.name}`).waitFor();
      return file;
    };
    const { bytes } = await save("PNG 128 px");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 128, height: 128 });
    expect(readRecipe(bytes, "128").modelKind).toBe("cgan");
    const model = await save("Model file");
    expect(model.name).toBe("cgan.omakase");
    expect((await openPackedRun(model.bytes, model.name)).config.model).toBe("cgan");
    const onnx = await save("ONNX");
    expect(onnx.name).toBe("cgan.onnx");
    expect((await ort.InferenceSession.create(onnx.bytes)).inputNames).toEqual(["z"]);
    const film = await save("GIF through the pictures above");
    expect(await sharp(film.bytes, { animated: true }).metadata()).toMatchObject({ format: "gif", pages: 72 });
    await page.locator("pre").getByText('<omakase-picture model="cgan.omakase" seed="7"></omakase-picture>').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });

  test("with the random numbers kept the picture follows a setting, a number that is moved, and a little chance", async () => {
    const page = await studio.open("draw");
    await isDrawn(page);
    await page.getByRole("button", { name: "as in this picture" }).click();
    const pictures = [String(await shown(page))];
    const isOther = async (): Promise<void> => {
      await expect.poll(async () => pictures.includes(String(await shown(page)))).toBe(false);
      pictures.push(String(await shown(page)));
    };
    await page.locator("summary", { hasText: "glasses" }).click();
    await page
      .getByRole("group", { name: "glasses" })
      .getByRole("button", { name: /^(yes|no)/, pressed: false })
      .last()
      .click();
    await page.locator("summary", { hasText: "Expert" }).click();
    const sliders = page.locator("details", { hasText: "Expert" }).getByRole("slider");
    await expect.poll(() => sliders.count()).toBe(8);
    await sliders.first().focus();
    await page.keyboard.press("End");
    await isOther();
    await page.getByRole("button", { name: "a little different" }).click();
    await page.keyboard.press("d");
    await isOther();
    await page.context().close();
  });

  test("draws and rates without a network once it has drawn; finds broken ones, or leaves them out", async () => {
    const page = await studio.open("about");
    const learning = page.waitForEvent("requestfinished", { predicate: isPreferenceRequest });
    await page.goto(`${studio.address}?lang=en#/draw`);
    await isDrawn(page);
    await learning; // prefetched after the pictures
    await page.context().setOffline(true);
    const before = String(await shown(page));
    await page.keyboard.press("d");
    await expect.poll(async () => String(await shown(page))).not.toBe(before);
    await expect.poll(() => tiles(page).count()).toBe(6);
    const good = page.getByRole("button", { name: "Good", exact: true, pressed: true });
    await page.keyboard.press("4");
    await good.waitFor();
    await tiles(page).nth(1).click();
    await good.waitFor({ state: "detached" });
    await page.keyboard.press("4");
    await good.waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "hide", exact: true, pressed: true }).waitFor();
    await page.getByRole("button", { name: "only those" }).click();
    await page.keyboard.press("d");
    await page.getByText(/were drawn to find these/).waitFor();
    await page.getByText(/^Oddness/).waitFor();
    const anomalyScore = async (): Promise<number> =>
      Number((await page.getByText(/^Oddness/).textContent())!.match(/[\d.]+/)![0]);
    expect(await anomalyScore()).toBeGreaterThan(1);
    await page.getByRole("button", { name: "hide", exact: true }).click();
    await page.keyboard.press("d");
    await page.getByText(/^Oddness/).waitFor({ state: "detached" });
    await page.context().close();
  });
});

/** Returns whether a request fetches the preference code. */
function isPreferenceRequest(request: Request): boolean {
  return /\/preference-service-[^/]+\.js$/.test(request.url());
}

/** Drops a file onto the page. */
async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([name, letters]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(letters, (one) => one)], name, { type: "image/png" }));
      return transfer;
    },
    [name, [...bytes]] as const,
  );
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
}
