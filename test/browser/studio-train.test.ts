import { existsSync } from "node:fs";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { nightlyTest } from "../nightly.ts";
import { cliProgramPath } from "../studio/spawn-studio.ts";
import { improveLog } from "../studio/improve-log.ts";
import { smallPictureArchive } from "../studio/small-pictures.ts";
import { chromiumPath } from "./open-chromium.ts";
import { accessibilityViolations, saveOwnRun, useServerStudio, useTinyStudio } from "./studio-fixture.ts";

describe.skipIf(chromiumPath === undefined)("the screen to train, without a server", () => {
  const studio = useTinyStudio([]);

  test("a training is paused, outlives a reload, goes on, and its model draws", async () => {
    const page = await studio.open("train");
    await page.getByRole("button", { name: "Sushi", exact: true }).click();
    await beginTraining(page, 40);
    await waitForImagesSeen(page, 200);
    await expect.poll(() => page.title()).toMatch(/^\d+ % · Train · omakase$/);
    await page.getByRole("navigation").getByRole("link", { name: "Learn" }).click();
    await expect.poll(() => page.title()).toMatch(/^\d+ % · Learn · omakase$/);
    await page.goBack();
    await page.getByRole("img", { name: /^vae-sushi: .* after/ }).waitFor(); // what it draws
    await page.getByText("Inside the networks").click();
    const layers = page.getByRole("table", { name: "Layers of the encoder" }).getByRole("row");
    await layers.filter({ hasText: /^Input3 of 16 × 16$/ }).waitFor();
    await layers.filter({ hasText: /^convolution 4 × 4 024 of 8 × 81,176$/ }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    const tab = await page.context().newPage(); // a second tab sees it too, and can pause it
    await tab.goto(page.url());
    await waitForImagesSeen(tab, 200);
    await tab.getByRole("button", { name: "Pause" }).click();
    await page.getByText("This browser · paused").waitFor();
    await tab.getByText("This browser · paused").waitFor();
    await tab.close();
    const before = await waitForImagesSeen(page, 1);

    await page.reload();
    await page.getByText("This browser · paused").waitFor();
    expect(await waitForImagesSeen(page, 1)).toBe(before);
    await page.getByRole("button", { name: "Resume" }).click();
    await waitForImagesSeen(page, before + 200);
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("This browser · finished").waitFor();

    const stopped = await waitForImagesSeen(page, 1); // it may have rolled back to its best model
    await page.getByText("Train it for longer").click();
    await page.getByLabel("more minutes").fill("5");
    await page.getByRole("button", { name: "Go on" }).click();
    await waitForImagesSeen(page, stopped + 200);
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("This browser · finished").waitFor();

    await page.getByRole("link", { name: "Draw with it" }).click();
    await expect.poll(() => page.url()).toContain("#/draw");
    await page.getByRole("combobox", { name: /vae-sushi/ }).waitFor();
    const pixels = await drawnPixels(page, "browser:vae-sushi");
    expect(pixels).toHaveLength(16 * 16 * 4);
    expect(new Set(pixels).size).toBeGreaterThan(8);

    await page.goBack();
    await page.getByRole("button", { name: "Throw away" }).click();
    const question = page.getByRole("alertdialog", { name: "Throw vae-sushi away?" });
    await question.getByText("deleted from this browser").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await question.getByRole("button", { name: "Keep it" }).click();
    await question.waitFor({ state: "hidden" }); // until it has gone, it has a button of that name, too
    await page.getByText("This browser · finished").waitFor();
    await page.getByRole("button", { name: "Throw away" }).click();
    await question.getByRole("button", { name: "Throw away" }).click();
    await page.getByText("Nothing is being trained yet").waitFor();
    await page.reload();
    await page.getByText("Nothing is being trained yet").waitFor();
    await page.context().close();
  });

  test("the end of a training on a hidden page is a notification and a mark in the title", async () => {
    const page = await studio.open("train");
    await page.evaluate(() => {
      const said: string[] = [];
      // a browser without a screen shows none
      class Recorded extends EventTarget {
        static permission = "default";
        static requestPermission = async () => (Recorded.permission = "granted");
        constructor(title: string, { body }: { readonly body: string }) {
          super();
          said.push(`${title}: ${body}`);
        }
      }
      Object.assign(window, { Notification: Recorded, said });
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    });
    await beginTraining(page, 40);
    await waitForImagesSeen(page, 100);
    await page.getByRole("button", { name: "Tell me when it is done" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Tell me" }).count()).toBe(0);
    await page.getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => page.title()).toBe("✓ · Train · omakase");
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual(["Sushi, VAE: finished"]);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    expect(await page.title()).toBe("Train · omakase");
    await page.context().close();
  });

  nightlyTest("a tab that is gone without a word loses next to nothing of its training", async () => {
    const page = await studio.open("train");
    await beginTraining(page, 40);
    const before = await waitForImagesSeen(page, 1000); // long before the first checkpoint
    await page.evaluate(() => dispatchEvent(new Event("pagehide"))); // as before a tab is closed
    await waitForImagesSeen(page, before + 500);
    const other = await page.context().newPage();
    await page.close();
    await other.goto(`${studio.address}?lang=en#/train`);
    await other.getByText("This browser · paused").waitFor();
    const after = await waitForImagesSeen(other, before);
    await other.getByRole("button", { name: "Resume" }).click();
    await waitForImagesSeen(other, after + 200); // from there on, and not from the beginning
    await other.getByRole("button", { name: "Stop" }).click();
    await other.getByText("This browser · finished").waitFor();
    await other.context().close();
  });

  test("one's own pictures are taken in, and two trainings are compared (日本語)", async () => {
    const page = await studio.open("train", { language: "ja" });
    const files = page.locator("input[type=file]:not([webkitdirectory])");
    await files.setInputFiles({ name: "猫.zip", mimeType: "application/zip", buffer: Buffer.from("not an archive") });
    await page.getByRole("alert").waitFor();
    await page.locator("input[webkitdirectory]").setInputFiles(await mkdtemp(join(tmpdir(), "omakase-empty-")));
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("読めるファイルがありません");
    const archive = Buffer.from(smallPictureArchive(12));
    await files.setInputFiles({ name: "猫 cats.zip", mimeType: "application/zip", buffer: archive });
    await page
      .getByRole("button", { name: /^猫 cats\.zip 12 枚/ })
      .and(page.locator("[aria-pressed=true]"))
      .waitFor();
    await page.getByText(/^12 枚では少なすぎて.*200 枚以上/).waitFor();
    const own = page.getByRole("button", { name: /^猫 cats\.zip/ }).locator("canvas");
    await expect.poll(() => own.count()).toBe(4);
    await page.getByText("細かい設定").click();
    await page.getByRole("button", { name: "16 px" }).click();
    for (const [model, id] of [
      [/^オートエンコーダー/, "ae-cats"],
      [/^VAE/, "vae-cats"],
    ] as const) {
      await page.getByRole("button", { name: model }).click();
      await page.getByLabel("分", { exact: true }).fill("0.02");
      await page.getByRole("button", { name: "学習を始める" }).click();
      await page.getByRole("button", { name: new RegExp(`^${id} このブラウザ · 終わりました`) }).waitFor();
      await page.getByText("絵が少なすぎます").waitFor(); // it is not called healthy
      await page.getByText("新しく学習させる").click();
    }
    await page.getByRole("button", { name: /^ae-cats/ }).click();
    await page.getByRole("img", { name: "渡した絵" }).waitFor(); // beside what it made of them
    await page.getByRole("button", { name: /^vae-cats/ }).click();
    expect(await page.getByRole("img", { name: "渡した絵" }).count()).toBe(0);
    const thumbnail = page.getByRole("button", { name: /^ae-cats/ }).locator("canvas");
    await expect.poll(() => thumbnail.evaluate(({ width }: HTMLCanvasElement) => width)).toBe(16);
    for (const id of ["ae-cats", "vae-cats"]) await page.getByLabel(`「${id}」を見くらべる`).check();
    await page.getByRole("heading", { name: "2 つの学習を見くらべる" }).waitFor();
    for (const id of ["ae-cats", "vae-cats"])
      await page.getByRole("img", { name: new RegExp(`^${id}: .*枚ぶん`) }).waitFor();
    await page.getByRole("img", { name: "ae-cats: 渡した絵" }).waitFor();
    expect(await page.getByRole("img", { name: "vae-cats: 渡した絵" }).count()).toBe(0);
    await page.getByText(/^ae-cats 見せた絵を、縮めて戻したもの/).waitFor();
    await page.getByText(/^vae-cats 新しく描いた絵/).waitFor();
    await page.getByText(/そのまま比べないで/).waitFor();
    expect(
      await page
        .getByRole("img", { name: /ae-cats: [\d.]+, vae-cats: [\d.]+|vae-cats: [\d.]+, ae-cats: [\d.]+/ })
        .count(),
    ).toBeGreaterThan(1);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(chromiumPath === undefined || !existsSync(cliProgramPath))("the screen to train, with a server", () => {
  const studio = useServerStudio();

  test("a training goes on when the page is closed; pictures are handed in; its model draws", async () => {
    const page = await studio.open("train");
    const archive = { name: "cats.zip", mimeType: "application/zip", buffer: Buffer.from(smallPictureArchive(12)) };
    await page.locator("input[type=file]:not([webkitdirectory])").setInputFiles(archive);
    await page
      .getByRole("button", { name: /^cats\.zip/ })
      .and(page.locator("[aria-pressed=true]"))
      .waitFor();
    await expect
      .poll(() =>
        page
          .getByRole("button", { name: /^cats\.zip/ })
          .locator("canvas")
          .count(),
      )
      .toBe(4);
    await beginTraining(page);
    const before = await waitForImagesSeen(page, 200);
    await page.context().close();

    const other = await studio.open("train");
    await other.getByText("The server · training").waitFor();
    await expectProgress(other, before);
    await other.getByRole("img", { name: /^vae-cats: .* after/ }).waitFor();
    expect(await accessibilityViolations(other)).toEqual([]);
    await other.getByRole("button", { name: "Pause" }).click();
    await other.getByText("The server · paused").waitFor();
    await other.getByRole("button", { name: "Resume" }).click();
    await other.getByText("The server · training").waitFor(); // from its best model, which may have seen fewer images
    await other.getByRole("button", { name: "Stop" }).click();
    const finished = other.getByRole("button", { name: /^vae-cats The server · finished/ });
    await finished.waitFor();
    const stopped = await waitForImagesSeen(other, 1);
    await improveLog(join(studio.workspace, "runs", "vae-cats"));
    await other.getByText("Train it for longer").click();
    await other.getByLabel("more minutes").fill("5");
    await other.getByRole("button", { name: "Go on" }).click();
    await expectProgress(other, stopped);
    await other.getByRole("button", { name: "Stop" }).click();
    await finished.waitFor();
    await other.getByText(/went back to its best model/).waitFor();
    await other.getByRole("link", { name: "Draw with it" }).click();
    await other.getByRole("combobox", { name: /vae-cats/ }).waitFor();
    await other.locator('section[aria-label="Picture"] canvas:not([data-empty])').waitFor();
    await other.goBack();
    await finished.click();
    await other.getByRole("button", { name: "Throw away" }).click();
    const question = other.getByRole("alertdialog", { name: "Throw vae-cats away?" });
    await question.getByText("with the folder runs/vae-cats").waitFor();
    await question.getByRole("button", { name: "Throw away" }).click();
    await finished.waitFor({ state: "hidden" });
    expect(await readdir(join(studio.workspace, "runs"))).toEqual([]);
    await other.context().close();
  });

  test("the layers of a model of one's own and of one that comes along are listed without its code (日本語)", async () => {
    await saveOwnRun(join(studio.workspace, "runs", "mine"));
    const page = await studio.open("train", "ja");
    await page.getByRole("button", { name: /^mine/ }).click();
    await page.getByText("ネットワークの中身").click();
    const own = page.getByRole("table", { name: "sketcherの層" }).getByRole("row");
    await own.filter({ hasText: /^全結合 0192 個1,728$/ }).waitFor();
    await page.getByText("reconstructionError").first().waitFor(); // what its loss logs has a curve
    await page.getByRole("button", { name: /^似顔絵（Micah） サーバー/ }).click();
    await page.getByText("ネットワークの中身").click();
    await page.getByRole("table", { name: "デコーダーの層" }).getByText("3 枚の 128 × 128").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });
});

/** Starts to train a VAE of 16 px, which learns fast. */
async function beginTraining(page: Page, count?: number): Promise<void> {
  await page.getByRole("button", { name: /^VAE/ }).click();
  await page.getByLabel("minutes", { exact: true }).fill("5");
  await page.getByText("More settings").click();
  await page.getByRole("button", { name: "16 px" }).click();
  if (count) await page.getByLabel("How many pictures at most").fill(String(count));
  await page.getByRole("button", { name: "Start" }).click();
}

/**
 * Waits for a number of images seen.
 *
 * @returns the actual number.
 */
async function waitForImagesSeen(page: Page, least: number): Promise<number> {
  await expect.poll(() => imagesSeenNow(page)).toBeGreaterThanOrEqual(least);
  return await imagesSeenNow(page);
}

/** Waits until the number of images seen changes; a rollback to the best model lowers it. */
async function expectProgress(page: Page, before: number): Promise<void> {
  await expect.poll(() => imagesSeenNow(page)).not.toBe(before);
}

async function imagesSeenNow(page: Page): Promise<number> {
  const line = page.getByText(/[\d,]+ pictures seen/);
  const text = (await line.count()) > 0 ? ((await line.first().textContent()) ?? "") : "";
  return Number(/([\d,]+) pictures seen/.exec(text)?.[1].replaceAll(",", "") ?? 0);
}

/** Returns the pixels that the drawing worker renders of a model, through the page's client. */
async function drawnPixels(page: Page, run: string): Promise<number[]> {
  return await page.evaluate(async (run) => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    const address = names.find((name) => /\/engine-worker-[^/]+\.js$/.test(name))!;
    const worker = new Worker(address, { type: "module" });
    const post = worker.postMessage.bind(worker);
    post({ base: new URL("./", document.baseURI).href });
    const ask = (path: string[], ...given: unknown[]) =>
      new Promise<{ value: unknown }>((done) => {
        const id = String(given.length) + path.join();
        worker.addEventListener("message", ({ data }: MessageEvent<{ id: string; value: unknown }>) => {
          if (data.id === id) done(data);
        });
        const argumentList = given.map((value) => ({ type: "RAW", value }));
        post({ id, type: "APPLY", path, argumentList });
      });
    const { value: shown } = await ask(["draw", "randomPictures"], run, 1, 1);
    worker.terminate();
    return [...(shown as { pixels: { data: Uint8ClampedArray } }[])[0].pixels.data];
  }, run);
}
