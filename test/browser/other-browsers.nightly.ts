/** The studio in Firefox and WebKit: five screens by mouse and by keyboard, as a person sees them. */
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRecipe } from "../../src/checkpoint/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { spawnStudio } from "../studio/spawn-studio.ts";
import { otherBrowsers, type OtherBrowser, type Point } from "./other-browser.ts";
import { saveTinyRun, serveStatic } from "./studio-fixture.ts";

/** Part of the page, CSS pixels from the corner of the window. */
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Folder for a picture of each screen at its end; undefined: none are kept. */
const screenshotFolder = process.env.OMAKASE_SCREENSHOTS;
const models = ["cgan", "pix2pix"] as const;
/** A training draws its data set before its first step, which takes minutes on a busy machine. */
const trainingStart = { timeout: 600_000 };

/** Serves the built page with tiny models: by the studio's server, or as plain files. */
const places = {
  async server() {
    const workspace = await mkdtemp(join(tmpdir(), "omakase-studio-"));
    for (const model of models) await saveTinyRun(model, join(workspace, "runs", model));
    const studio = await spawnStudio(workspace);
    return {
      address: `${studio.origin}/`,
      async close() {
        await studio.end();
        await rm(workspace, { recursive: true });
      },
    };
  },
  "no server": () => serveStatic(models),
};

for (const { name, isInstalled, open } of otherBrowsers)
  describe.skipIf(!isInstalled).each(Object.keys(places) as (keyof typeof places)[])(`${name}, %s`, (place) => {
    let served: { readonly address: string; close(): Promise<void> };
    let browser: OtherBrowser;
    beforeAll(async () => {
      [served, browser] = await Promise.all([places[place](), open()]);
    });
    afterAll(async () => {
      await browser.close();
      await served.close();
    });

    /** Runs the steps of a person on a screen, who meets no error. */
    function testScreen(screen: string, title: string, steps: () => Promise<void>): void {
      test(`${screen} ${title}`, async () => {
        const before = browser.errors().length;
        await browser.goto("about:blank"); // a new fragment alone loads no page
        await browser.goto(`${served.address}?lang=en#/${screen}`);
        try {
          await steps();
        } finally {
          if (screenshotFolder) {
            await mkdir(screenshotFolder, { recursive: true });
            const file = `${name}-${place.replace(" ", "-")}-${screen}.png`;
            await writeFile(join(screenshotFolder, file), await browser.screenshot());
          }
        }
        expect(browser.errors().slice(before)).toEqual([]);
        const alerts = await browser.evaluate<string[]>(
          `${visible}("[role=alert]", ".").map((one) => one.textContent)`,
        );
        expect(alerts.filter((text) => !lackOfStorage.test(text))).toEqual([]);
      });
    }

    /** Returns the middle or all of the first visible element with a name, once there is one. */
    async function boxOf(selector: string, named = "."): Promise<Box> {
      const found = `${visible}(${JSON.stringify(selector)}, ${JSON.stringify(named)})[0]`;
      await expect.poll(() => browser.evaluate(`Boolean(${found})`), { message: `${selector} ${named}` }).toBe(true);
      return await browser.evaluate<Box>(
        `((one) => { one.scrollIntoView({ block: "nearest" }); return one.getBoundingClientRect().toJSON(); })(${found})`,
      );
    }
    const click = async (selector: string, named: string): Promise<void> =>
      await browser.drag(at(await boxOf(selector, named), 0.5, 0.5));
    const focus = async (selector: string, named = "."): Promise<void> => {
      await boxOf(selector, named);
      await browser.evaluate(`${visible}(${JSON.stringify(selector)}, ${JSON.stringify(named)})[0].focus()`);
    };
    const pressOn = async (selector: string, named: string, key = "Enter"): Promise<void> => {
      await focus(selector, named);
      await browser.press(key);
    };
    const seeText = async (pattern: RegExp): Promise<void> =>
      await expect.poll(() => browser.evaluate<string>("document.body.innerText"), trainingStart).toMatch(pattern);

    /** Returns the pixels that a person sees of an element. */
    async function look(selector: string): Promise<Buffer> {
      const { x, y, width, height } = await boxOf(selector);
      const window = sharp(await browser.screenshot());
      const size = await window.metadata();
      const [left, top] = [Math.max(0, Math.ceil(x)), Math.max(0, Math.ceil(y))];
      const area = {
        left,
        top,
        width: Math.min(size.width, Math.floor(x + width)) - left,
        height: Math.min(size.height, Math.floor(y + height)) - top,
      };
      return await window.extract(area).removeAlpha().raw().toBuffer();
    }
    /** Waits until a picture is seen that differs from an earlier one. */
    async function seePicture(selector: string, before?: Buffer): Promise<Buffer> {
      await expect
        .poll(async () => {
          const now = await look(selector);
          return countColours(now) > 20 && !before?.equals(now);
        })
        .toBe(true);
      return await look(selector);
    }

    testScreen("draw", "draws, draws another and saves it, by keyboard and by mouse", async () => {
      const stage = 'section[aria-label="Picture"] canvas:not([data-empty])';
      const first = await seePicture(stage);
      await browser.press("d");
      const second = await seePicture(stage, first);
      await browser.press("s");
      await expect.poll(async () => (await browser.downloads()).length).toBe(1);
      await click("button", "^Draw$");
      await seePicture(stage, second);
      await click("button", "^Save");
      await expect.poll(async () => (await browser.downloads()).length).toBe(2);
      for (const bytes of await browser.downloads()) {
        expect(readRecipe(bytes, "saved").modelKind).toBe("cgan");
        expect((await nodeHost().codecs.decode(bytes)).width).toBe(32);
      }
    });

    testScreen("rate", "takes ratings by keyboard and by mouse", async () => {
      const card = 'canvas[aria-label^="The picture to rate"]';
      for (const [at, key] of ["g", "b", "ArrowRight"].entries()) {
        await seePicture(card);
        await browser.press(key);
        await seeText(new RegExp(`\\b${at + 1} rated`));
      }
      await click("button", "^Good");
      await seeText(/\b4 rated/);
      await seeText(/\bSaved\b/);
    });

    testScreen("morph", "plays, stops and slides, by mouse and by keyboard", async () => {
      const stage = "canvas[width]";
      await seePicture(stage, await seePicture(stage)); // it plays by itself
      await click("button", "^Pause");
      await pressOn("button", "^Play");
      await pressOn("button", "^Pause");
      await boxOf("button", "^Play");
      await pressOn("input[type=range]", ".", "Home");
      const start = await seePicture(stage);
      for (let step = 0; step < 10; step++) await browser.press("ArrowRight");
      await seePicture(stage, start);
    });

    testScreen("translate", "translates what is drawn by mouse and by keyboard", async () => {
      const [paper, result] = ["[role=application]", "main canvas[role=img]:not([data-empty])"];
      await boxOf("button:enabled", "drawing 2");
      const first = await seePicture(result);
      const box = await boxOf(paper);
      const drawing = await look(paper);
      await browser.drag(at(box, 0.3, 0.5), at(box, 0.7, 0.5), at(box, 0.5, 0.8));
      await seePicture(paper, drawing);
      const second = await seePicture(result, first);
      await focus(paper);
      await browser.press("Shift", async () => {
        await browser.press("ArrowUp");
        await browser.press(" ", async () => {
          for (let step = 0; step < 4; step++) await browser.press("ArrowLeft");
        });
      });
      await seePicture(result, second);
    });

    testScreen("train", "starts a training by keyboard, shows how it goes, and stops it by mouse", async () => {
      await click("button", "^VAE");
      await pressOn("summary", "More settings");
      await click("button", "16 px");
      await pressOn("button", "^Start");
      if (place === "no server" && !(await browser.evaluate("Boolean(navigator.storage?.getDirectory)")))
        return await seeText(lackOfStorage);
      await seeText(/\b[1-9][\d,]* pictures seen/);
      await seePicture('canvas[aria-label^="vae-"]');
      await click("button", "^Stop$");
      await seeText(/\bvae-sushi · finished/);
    });
  });

/** Sentence about a browser that cannot train in the page, such as WebKitGTK in a session that keeps nothing. */
const lackOfStorage = /got a browser that keeps no files for this page\. Open the page over https/;

/** Source of a function of a selector and a pattern that returns the visible elements with such a name. */
const visible = `((selector, pattern) => [...document.querySelectorAll(selector)].filter((one) =>
  one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0 &&
  new RegExp(pattern).test((one.ariaLabel ?? one.textContent).trim() || " ")))`;

const at = ({ x, y, width, height }: Box, across: number, down: number): Point => ({
  x: x + width * across,
  y: y + height * down,
});

/** Returns the number of colours of RGB pixels: one for an empty canvas. */
function countColours(rgb: Buffer): number {
  const colours = new Set<number>();
  for (let at = 0; at < rgb.length; at += 3) colours.add(rgb.readUIntBE(at, 3));
  return colours.size;
}
