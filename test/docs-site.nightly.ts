/** The built documentation site: each link and anchor leads somewhere, and a reader finds things, in real Chromium. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programText } from "../src/lesson/index.ts";
import { pasteProgram } from "./browser/learn-fixture.ts";
import { chromiumPath, openChromium } from "./browser/open-chromium.ts";
import { serveFolder, type StaticServer } from "./browser/serve-folder.ts";
import { canvasDataUrl, canvasPixels } from "./browser/studio-fixture.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const site = join(root, "docs", "site", "dist", "site");
const hasTools = existsSync(join(root, "docs", "site", "node_modules", "vitepress"));
/** A folder of a server, as on a page of a project. */
const base = "/docs/omakase/";

describe.skipIf(!hasTools)("the documentation site (tools installed by npm run docs)", () => {
  const pages = new Map<string, string>();
  beforeAll(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["script/docs.mjs", "--base", base], { cwd: root });
    expect(status, `${String(stdout)}${String(stderr)}`).toBe(0);
    for (const path of readdirSync(site, { recursive: true, encoding: "utf8" }).map((name) =>
      name.replaceAll("\\", "/"),
    ))
      if (path.endsWith(".html") && !path.startsWith("studio/"))
        pages.set(path, readFileSync(join(site, path), "utf8"));
  });

  test("has pages in both languages, and the reference of each door", () => {
    const names = [...pages.keys()];
    expect(names.filter((name) => name.startsWith("en/")).length).toBeGreaterThan(50);
    for (const door of ["index", "namespaces/nn", "node", "browser", "lesson"])
      for (const folder of ["", "en/"]) expect(names).toContain(`${folder}reference/omakase/${door}.html`);
    expect(pages.get("en/reference/omakase/namespaces/nn.html")).toContain("upConvSmooth");
  });

  test("every internal link and anchor leads somewhere", () => {
    const broken: string[] = [];
    for (const [page, html] of pages)
      for (const [, address] of html.matchAll(/<a[^>]* href="([^"]+)"/g)) {
        if (/^[a-z]+:/.test(address)) continue;
        const [path, anchor] = address.replaceAll("&amp;", "&").split("#");
        const absolute = path.startsWith(base) ? path.slice(base.length) : posix.join(posix.dirname(page), path);
        const file = decodeURI(
          path === "" ? page : absolute === "" || absolute.endsWith("/") ? `${absolute}index.html` : absolute,
        );
        const [target] = file.split("?");
        const found = pages.get(target);
        const leads =
          found === undefined
            ? existsSync(join(site, target))
            : !anchor || found.includes(` id="${decodeURIComponent(anchor)}"`);
        if (!leads) broken.push(`${page}: ${address}`);
      }
    expect(broken).toEqual([]);
  });

  test("each page names an icon that exists", () => {
    for (const [page, html] of pages) {
      const icon = /<link rel="icon" href="([^"]+)"/.exec(html)?.[1];
      expect(icon, page).toMatch(new RegExp(`^${base}`));
      expect(existsSync(join(site, icon!.slice(base.length))), page).toBe(true);
    }
  });

  test("pages load nothing from elsewhere", () => {
    for (const [page, html] of pages)
      expect([...html.matchAll(/<(?:script|link|img|iframe)[^>]* (?:src|href)="(https?:[^"]+)"/g)].map(([, url]) => url), page).toEqual([]); // oxfmt-ignore
  });

  describe.skipIf(chromiumPath === undefined)("in Chromium", () => {
    const elsewhere: string[] = [];
    let browser: Browser;
    let server: StaticServer;
    beforeAll(async () => {
      // the site lies in a folder of the server
      const beside = new Map<string, Uint8Array>();
      for (const path of readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      )) {
        const file = join(path.parentPath, path.name);
        beside.set(base + file.slice(site.length + 1).replaceAll("\\", "/"), readFileSync(file));
      }
      [browser, server] = await Promise.all([openChromium(), serveFolder(site, { isolated: false, beside })]);
    });
    afterAll(async () => {
      await browser.close();
      server.close();
    });

    async function open(path: string, width = 1280): Promise<Page> {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.address))
          elsewhere.push(request.url());
      });
      await page.goto(server.address + base.slice(1) + path);
      return page;
    }

    /** Places of the page that become live by a press. */
    const live = (page: Page): Locator => page.locator(".live-view");

    test.each([
      ["index.html", "外れ値", "外れ値を見つける"],
      ["index.html", "ゴム", "ずるを止めるゴム"],
      ["index.html", "createSampler", "createSampler"],
      ["en/index.html", "counterfeiter", "counterfeiter"],
      ["en/index.html", "false alarms", "outliers"],
    ])("on %s the search for %s finds it", async (path, words, expected) => {
      const page = await open(path);
      await page.locator(".VPNavBarSearch button").first().click();
      await page.locator(".VPLocalSearchBox input").fill(words);
      const first = page.locator(".VPLocalSearchBox .result").first();
      await first.waitFor();
      expect((await page.locator(".VPLocalSearchBox .results").innerText()).toLowerCase()).toContain(
        expected.toLowerCase(),
      );
      await first.click();
      await page.locator(".VPDoc h1").waitFor();
      expect(page.url()).not.toContain(path);
      await page.close();
    });

    test.each([
      "index.html",
      "lesson/03-vae.html",
      "guide/pytorch.html",
      "results.html",
      "reference/omakase/namespaces/nn.html",
    ])("%s fits a phone in both languages", async (path) => {
      for (const folder of ["", "en/"]) {
        const page = await open(folder + path, 390);
        await page.locator("#app h1").first().waitFor();
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), folder).toBeLessThanOrEqual(0);
        await page.close();
      }
    });

    test("a chapter leads to the studio's screen Learn, which lies beside the pages", async () => {
      const page = await open("en/lesson/03-vae.html");
      const [learn] = await Promise.all([
        page.waitForEvent("popup"),
        page.getByRole("link", { name: "Open it on the studio's screen Learn" }).first().click(),
      ]);
      await learn.getByRole("button", { name: /^Run$/ }).waitFor();
      expect(await learn.locator("h1").first().innerText()).toContain("close the holes");
      await learn.close();
    });

    test("a press on a link with an anchor leads to its heading, in Japanese too", async () => {
      const page = await open("lesson/index.html");
      await page.locator(".vp-doc").getByRole("link", { name: "プログラムで", exact: true }).click();
      const heading = page.getByRole("heading", { name: /^プログラムで/ });
      await heading.waitFor();
      const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
      await expect.poll(top).toBeLessThan(450);
      expect(await top()).toBeGreaterThanOrEqual(0);
      await page.close();
    });

    test("the page of a chapter runs its program in the page, with an editor and its progress", async () => {
      const page = await open("lesson/03-vae.html");
      expect(page.frames()).toHaveLength(1); // nothing of the studio loads before the press
      await live(page).last().getByRole("button", { name: "ここで動かす" }).click();
      const bench = page.frameLocator("iframe");
      await bench.getByRole("button", { name: "実行" }).waitFor();
      expect(await bench.locator("header, nav, article").count()).toBe(0);
      const source = readFileSync(join(root, "lesson/03-vae/lesson.ts"), "utf8");
      await pasteProgram(page, programText(source, "solution", "ja"), bench);
      await bench.getByRole("button", { name: "少しだけ学習" }).click();
      await bench.getByRole("button", { name: "実行" }).click();
      const picture = bench.locator("figure button img").first();
      await picture.waitFor({ timeout: 160_000 });
      await expect
        .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(30);
      const { height } = (await page.locator("iframe").boundingBox())!;
      expect(height).toBeLessThan(900); // a picture that is enlarged stays in sight
      await page.reload();
      await live(page).last().getByRole("button", { name: "ここで動かす" }).click();
      await bench.getByRole("textbox", { name: "プログラム" }).getByText("rubber").first().waitFor();
      await page.close();
    });

    test.each([
      ["lesson/02-autoencoder.html", "ここで動かす"],
      ["en/lesson/02-autoencoder.html", "Run it here"],
    ])("%s has a component to move, which follows the page's brightness", async (path, name) => {
      const page = await open(path);
      const models: string[] = [];
      page.on("request", (request) => request.url().includes("/studio/run/") && models.push(request.url()));
      await live(page).first().getByRole("button", { name }).click();
      const inside = page.frameLocator("iframe");
      const painted = inside.getByRole("img").last();
      const slider = inside.getByRole("slider").first();
      await slider.waitFor();
      await expect.poll(() => canvasPixels(painted).then((pixels) => new Set(pixels).size)).toBeGreaterThan(20);
      const before = await canvasDataUrl(painted);
      await slider.focus();
      await page.keyboard.press("End");
      await expect.poll(() => canvasDataUrl(painted)).not.toBe(before);
      expect(await inside.locator("header, nav, article").count()).toBe(0);
      expect(models).toEqual([]); // it needs none of the studio's models
      const [frame, root] = [page.locator("iframe"), inside.locator("#root")];
      const heights = async () => [(await frame.boundingBox())!.height, (await root.boundingBox())!.height];
      // nothing scrolls in it
      await expect.poll(async () => heights().then(([outer, inner]) => Math.ceil(inner) - outer)).toBe(0);
      const ground = () => inside.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
      const bright = await ground();
      await page.locator(".VPSwitchAppearance").first().click();
      await expect.poll(ground).not.toBe(bright);
      await page.close();
    });

    test("nothing was requested from elsewhere", () => expect(elsewhere).toEqual([]));
  });
});
