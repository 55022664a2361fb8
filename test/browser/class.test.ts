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
import { nightlyTest } from "../nightly.ts";
import { accessibilityViolations } from "./studio-fixture.ts";
import { insecureParts, showToClass, trainPoints } from "./class-fixture.ts";

/** Longest wait where thirty browsers share a machine, ms. */
const hour = 3600_000;

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

  async function openPage(address: string, timeout?: number): Promise<Page> {
    const context = await browser.newContext({ locale: "en" });
    if (timeout !== undefined) context.setDefaultTimeout(timeout);
    const page = await context.newPage();
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

  test("trains and shows pictures to the class over plain http under a name of the local network", async () => {
    const server = await serveClass({ folder, host: "127.0.0.1", port: 0, wallFolder: join(folder, "wall") });
    const { code, hostKey } = server.wall!;
    const address = `http://class.lan:${server.port}/`;
    const page = await openPage(address);
    await page.getByRole("link", { name: /world of points/ }).click();
    expect(await insecureParts(page), "no threads, storage of files and WebGPU").toEqual([]);
    await trainPoints(page);
    await showToClass(page, { code, name: "ハナ" });

    const projector = await openPage(`${address}#/learn?wall=${code}&host=${hostKey}`);
    await projector.getByText(code).waitFor();
    const hung = projector.getByRole("img", { name: /^Picture by ハナ \(6 · / });
    await hung.waitFor();
    expect(await hung.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
    expect(await accessibilityViolations(projector)).toEqual([]);

    await page.getByRole("button", { name: "Take it back" }).click();
    await hung.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Show to the class" }).click();
    await page.getByLabel("Join code").fill(code.toLowerCase());
    await page.getByLabel("Your name").press("Enter");
    await hung.waitFor();
    await projector.getByRole("button", { name: "Take number 2 down" }).click();
    await projector.getByText("There are no pictures yet").waitFor();
    await Promise.all([page, projector].map((one) => one.context().close()));
    await server.close();
  });

  nightlyTest(
    "thirty browsers train at the same time, and each shows its picture",
    async () => {
      const server = await serveClass({ folder, host: "127.0.0.1", port: 0, wallFolder: join(folder, "wall") });
      const { code } = server.wall!;
      const address = `http://class.lan:${server.port}/`;
      const learners = Array.from({ length: 30 }, (_, at) => `learner ${at + 1}`);
      await Promise.all(
        learners.map(async (name) => {
          const page = await openPage(`${address}#/learn?chapter=06-points`, hour);
          expect(await insecureParts(page)).toEqual([]);
          await trainPoints(page, hour);
          await showToClass(page, { code, name });
          await page.context().close();
        }),
      );
      const projector = await openPage(`${address}#/learn?wall=${code}`, hour);
      await expect.poll(() => projector.getByRole("img", { name: /^Picture by/ }).count()).toBe(learners.length);
      const names = await projector.locator("figcaption b").allTextContents();
      expect(new Set(names)).toEqual(new Set(learners));
      await projector.context().close();
      await server.close();
    },
    hour,
  );

  test("asks for the join code where the address has none, and refuses another one in a sentence", async () => {
    const server = await serveClass({ folder, host: "127.0.0.1", port: 0, wallFolder: join(folder, "wall") });
    const page = await (await browser.newContext({ locale: "en" })).newPage();
    await page.goto(`http://class.lan:${server.port}/`);
    await page.getByRole("link", { name: "See the pictures of the class" }).click();
    await page.getByLabel("Join code").fill("WRONG1");
    await page.getByLabel("Join code").press("Enter");
    await page.getByRole("alert").filter({ hasText: "Ask the host for the code" }).waitFor();
    await page.getByLabel("Join code").fill(server.wall!.code);
    await page.getByLabel("Join code").press("Enter");
    await page.getByText("There are no pictures yet").waitFor();
    await page.context().close();
    await server.close();
  });
});
