/** The folder of a class in real Chromium: opened by a double click, and served under a name of the local network. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite, nodeHost } from "../../src/node/index.ts";
import { serveClass } from "../../src/node/classroom/serve-class.ts";
import { addOfflinePage } from "../../src/node/classroom/offline-files.ts";
import { chromiumPath, openChromium } from "./open-chromium.ts";
import { insecureParts, trainPoints } from "./class-fixture.ts";

describe.skipIf(chromiumPath === undefined)("the folder of a class", () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "omakase class-"));
    const { files } = nodeHost();
    for (const { path, bytes } of await addOfflinePage(files, await buildSite(files, [])))
      await files.write(join(folder, path), bytes);
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function openPage(address: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: "en" })).newPage();
    page.on("pageerror", (error) => expect.unreachable(String(error)));
    page.on("console", (message) => message.type() === "error" && expect.unreachable(message.text()));
    await page.goto(address);
    return page;
  }

  test("opens by a double click: texts, pictures, models to look into, and training", async () => {
    const index = pathToFileURL(join(folder, "index.html")).href;
    const page = await openPage(index);
    expect(await page.evaluate(() => location.protocol)).toBe("file:");
    await page.getByRole("main").getByRole("listitem").nth(11).waitFor();
    await page.getByRole("link", { name: /An autoencoder/ }).click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("canvas")].some((canvas) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size > 50;
      }),
    );
    const broken = await page
      .locator("article img")
      .evaluateAll((images) => (images as HTMLImageElement[]).filter(({ naturalWidth }) => naturalWidth === 0).length);
    expect(broken).toBe(0);
    await page.goto(`${index}#/learn?chapter=06-points`);
    await trainPoints(page);
    await page.reload();
    await page.getByRole("link", { name: "All chapters" }).click();
    await page.getByRole("link", { name: /world of points.*done/ }).waitFor();
    await page.context().close();
  });

  test("trains over plain http under a name of the local network, without threads, storage of files and WebGPU", async () => {
    const server = await serveClass({ folder, host: "127.0.0.1", port: 0 });
    const page = await openPage(`http://class.lan:${server.port}/`);
    await page.getByRole("link", { name: /world of points/ }).click();
    expect(await insecureParts(page)).toEqual([]);
    await trainPoints(page);
    await page.context().close();
    await server.close();
  });
});
