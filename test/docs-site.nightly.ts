/** The built documentation site: each link and anchor leads somewhere, and a reader finds things, in real Chromium. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium } from "./browser/open-chromium.ts";
import { serveFolder, type StaticServer } from "./browser/serve-folder.ts";

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

  test("pages load nothing from elsewhere", () => {
    for (const [page, html] of pages)
      expect([...html.matchAll(/<(?:script|link|img|iframe)[^>]* (?:src|href)="(https?:[^"]+)"/g)].map(([, url]) => url), page).toEqual([]); // prettier-ignore
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
        page.getByRole("link", { name: "Run it on the studio's screen Learn" }).first().click(),
      ]);
      await learn.getByRole("button", { name: /^Run$/ }).waitFor();
      expect(await learn.locator("h1").first().innerText()).toContain("close the holes");
      await learn.close();
    });

    test("nothing was requested from elsewhere", () => expect(elsewhere).toEqual([]));
  });
});
