/** The course in the page: programs are written, checked and trained in real Chromium, and reach nothing outside. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programText } from "../../src/lesson/index.ts";
import { casesOf } from "../nightly.ts";
import { chromiumPath, openChromium } from "./open-chromium.ts";
import { addressOf, pasteProgram, servePage } from "./learn-fixture.ts";
import {
  accessibilityViolations,
  expectInView,
  openScreen,
  pressButton,
  type ScreenOptions,
} from "./studio-fixture.ts";

const library = fileURLToPath(new URL("../../lesson", import.meta.url));
const folders = readdirSync(library).filter((name) => /^\d\d-/.test(name));
const sourceOf = (folder: string) => readFileSync(`${library}/${folder}/lesson.ts`, "utf8");
const solutionOf = (folder: string) => programText(sourceOf(folder), "solution", "en");
const runButton = /^(Run|実行)$/;

describe.skipIf(chromiumPath === undefined)("the screen Learn", () => {
  let browser: Browser;
  let server: Server;
  let address: string;
  beforeAll(async () => {
    [browser, server] = await Promise.all([openChromium(), servePage()]);
    address = addressOf(server);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** Opens a chapter, with a program that the learner wrote before. */
  async function openChapter(folder: string, code?: string, options?: ScreenOptions): Promise<Page> {
    const page = await openScreen(browser, address, `learn?chapter=${folder}`, options);
    await page.getByRole("button", { name: runButton }).waitFor();
    if (code !== undefined) await pasteProgram(page, code);
    return page;
  }

  /** Opens another chapter in the same page, as by a link. */
  async function goToChapter(page: Page, folder: string): Promise<void> {
    await page.goto(`${address}?lang=en#/learn?chapter=${folder}`);
    await page.getByRole("heading", { level: 1, name: `${Number(folder.slice(0, 2))} · ` }).waitFor();
    await page.getByRole("button", { name: runButton }).waitFor();
  }

  /** Waits for a sentence about the run that matches. */
  async function waitForStatus(page: Page, pattern: RegExp): Promise<void> {
    await page.getByRole("status").filter({ hasText: pattern }).waitFor({ timeout: 160_000 });
  }

  test.each(casesOf(["ja", "en"] as const, ["ja"]))(
    "lists the chapters and opens one by keyboard, at every width (%s)",
    async (language) => {
      const page = await openScreen(browser, address, "learn", { language, viewport: { width: 1024, height: 800 } });
      const links = page.getByRole("main").getByRole("listitem").getByRole("link");
      await links.first().waitFor();
      expect(await links.count()).toBe(folders.length);
      expect(await accessibilityViolations(page)).toEqual([]);
      await links.nth(1).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("textbox", { name: /The program|プログラム/ }).waitFor();
      expect(page.url()).toContain(`chapter=${folders[1]}`);
      await pressButton(page, language === "ja" ? "ヒント 1" : "Hint 1");
      await pressButton(page, language === "ja" ? "答えを見る" : "Show a solution");
      expect(await page.getByText(/… 同じ行が \d+ 行|… \d+ lines the same/).count()).toBeGreaterThan(1);
      for (const width of casesOf([390, 1024, 1600], [390])) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBe(width);
        expect(await accessibilityViolations(page)).toEqual([]);
      }
      const broken = await page
        .locator("article img")
        .evaluateAll((images) =>
          (images as HTMLImageElement[]).filter(({ complete, naturalWidth }) => complete && naturalWidth === 0),
        );
      expect(broken).toEqual([]);
      const names = await page
        .locator("article > figure > img")
        .evaluateAll((images) => images.map((image) => image.getAttribute("alt")));
      expect(await page.locator("article > figure > figcaption").allInnerTexts()).toEqual(names);
      expect(names.length).toBeGreaterThan(2);
      await page.context().close();
    },
  );

  test("screens link to the chapter that explains them", async () => {
    const chapterOf = { rate: 11, morph: 4, fuse: 4, translate: 10, look: 1 };
    const page = await openScreen(browser, address, "about");
    for (const [screen, chapter] of Object.entries(chapterOf)) {
      await page.goto(`${address}?lang=en#/${screen}`);
      await page.getByRole("link", { name: `Learn, chapter ${chapter}` }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: `${chapter} · ` }).waitFor();
    }
    await page.context().close();
  });

  test("explains a mistake only after the learner has begun", async () => {
    const page = await openChapter("03-vae");
    const explained = page.getByRole("listitem").filter({ hasText: "→ z is always the centre" });
    await pressButton(page, "Check only");
    await waitForStatus(page, /Not yet/);
    expect(await explained.count()).toBe(0);
    await pasteProgram(page, `${programText(sourceOf("03-vae"), "exercise", "en")}\n// mine\n`);
    await pressButton(page, "Check only");
    await explained.waitFor();
    await page.context().close();
  });

  describe("one chapter after the other", () => {
    let page: Page;
    beforeAll(async () => {
      page = await openChapter(folders[0]);
    });
    afterAll(() => page.context().close());

    // test/lesson.test.ts checks all chapters in Node
    const few = ["02-autoencoder", "08-relativistic", "12-latent-flow"];
    test.each(casesOf(folders, few))("%s: the exercise fails its check, the solution passes", async (folder) => {
      await goToChapter(page, folder);
      await pressButton(page, "Check only");
      await waitForStatus(page, /Not yet/);
      expect(await page.getByRole("listitem").filter({ hasText: "not yet: " }).count()).toBeGreaterThan(0);
      await pasteProgram(page, solutionOf(folder));
      await pressButton(page, "Check only");
      await waitForStatus(page, /The program is right/);
    });

    test.each([
      ["const a = 1;\nconst b = ad(a);", "Line 2", 'There is no "ad" yet'],
      ["const a = 1;\nconst b = (a;\n", "Line 2", "A bracket"],
      ["const a = 1;\n\nconst a = 2;\n", "Line 3", "set twice"],
      ['import { ad } from "omakase";\nexport default ad(1);', "Line 1", 'The library has no "ad"'],
      ['\nimport { readFile } from "node:fs";\nreadFile();', "Line 2", "got node:fs"],
      ['\n\nawait import("https://example.org/x.js");', "Line 3", "an import of omakase"],
    ])("names the line of an error: %j", async (code, line, sentence) => {
      await goToChapter(page, "03-vae");
      await pasteProgram(page, code);
      await pressButton(page, "Check only");
      const alert = page.getByRole("alert");
      await alert.filter({ hasText: sentence }).waitFor();
      expect(await alert.innerText()).toContain(line);
    });
  });

  test("trains in the tab, and shows pictures; code and progress survive a reload", async () => {
    const page = await openChapter("02-autoencoder", solutionOf("02-autoencoder"));
    await pressButton(page, "Run");
    await waitForStatus(page, /Training: step/);
    await expectInView(page.getByRole("status").filter({ hasText: "Training: step" }), 300);
    await pressButton(page, "Stop");
    await waitForStatus(page, /^Stopped after [\d,]+ of 2,000 steps\./);
    await pressButton(page, "A little");
    await page.getByRole("textbox", { name: "The program" }).focus();
    await page.keyboard.press("ControlOrMeta+Enter");
    await waitForStatus(page, /Training: step/);
    await page.getByRole("img", { name: /^Loss \(smaller is better\)/ }).waitFor();
    await waitForStatus(page, /Everything passes/);
    await page.getByText("only 60 of 2,000 steps").waitFor();
    expect(await page.getByRole("main").locator("img[src^=blob]").count()).toBeGreaterThanOrEqual(2);
    const copies = page.getByRole("img", { name: /: copies$/ });
    await page.getByRole("img", { name: "the course’s own copies" }).waitFor();
    expect(await copies.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
    // what came below it took nothing of the editor's height
    const boxHeight = (editor: Element) => {
      const root = editor.getRootNode();
      return (root instanceof ShadowRoot ? root.host : editor).parentElement!.clientHeight;
    };
    expect(await page.locator(".cm-editor").evaluate(boxHeight)).toBeGreaterThan(300);
    await pressButton(page, "Enlarge copies.png");
    const dialog = page.getByRole("dialog", { name: "copies.png" });
    await dialog.waitFor();
    expect((await dialog.getByRole("img").boundingBox())!.width).toBeGreaterThan(500);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("const moved = numbers.slice();").waitFor();
    await page.getByRole("button", { name: "Train a little", pressed: true }).waitFor();
    await page.getByRole("link", { name: "All chapters" }).click();
    await page.getByRole("link", { name: /An autoencoder.*done|autoencoder.*done/i }).waitFor();
    await page.context().close();
  });

  test("stays awake beside an endless loop, and Stop ends it", async () => {
    const page = await openChapter("03-vae", "while (true) {}");
    await pressButton(page, "Run");
    await expect.poll(() => page.frames().length).toBe(2);
    await pressButton(page, "Stop");
    await waitForStatus(page, /Stopped/);
    expect(page.frames()).toHaveLength(1);
    await pasteProgram(page, solutionOf("03-vae"));
    await pressButton(page, "Check only");
    await waitForStatus(page, /The program is right/);
    await page.context().close();
  });

  test("says errors in Japanese", async () => {
    const page = await openChapter("03-vae", "const a = 1;\nconst b = ad(a);", { language: "ja" });
    await pressButton(page, "答え合わせだけ");
    await page.getByRole("alert").filter({ hasText: "2 行目: 「ad」という名前はまだありません" }).waitFor();
    await page.context().close();
  });

  test("a shared program waits to be run, and asks before it replaces one's own", async () => {
    const page = await openChapter("03-vae", "// mine");
    await page.getByText("// mine").waitFor();
    await pasteProgram(page, "// from a friend");
    await pressButton(page, "Share as a link");
    const link = await page.getByRole("textbox", { name: "Link to this program" }).inputValue();
    await pasteProgram(page, "// mine");
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByText("// from a friend").waitFor();
    expect(page.frames()).toHaveLength(1);
    await pasteProgram(page, "// from a friend, changed");
    await pressButton(page, "Back to mine");
    await page.getByText("// mine").waitFor();
    await page.goto("about:blank");
    await page.goto(link);
    await pressButton(page, "Make it mine");
    await page.getByRole("alertdialog").waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await pressButton(page, "Make it mine");
    await page.getByRole("alertdialog").getByRole("button", { name: "Make it mine" }).click();
    await expect.poll(() => page.url()).not.toContain("code=");
    await page.getByText("// from a friend").waitFor();
    await page.goto(`${link.slice(0, -20)}`);
    await page.getByRole("alert").filter({ hasText: "damaged" }).waitFor();
    await page.context().close();
  });

  describe("keeps a program away from everything else", () => {
    /** Names of the ways out, and code that tries them: it returns what it reached, or throws. */
    const ways: Readonly<Record<string, string>> = {
      fetch: "(await fetch(HOST)).status",
      xhr: "new Promise((done, fail) => { const x = new XMLHttpRequest(); x.onload = done; x.onerror = fail; x.open('GET', HOST); x.send(); })",
      socket:
        "new Promise((done, fail) => { const s = new WebSocket(HOST.replace('http', 'ws')); s.onopen = done; s.onerror = fail; })",
      events: "new Promise((done, fail) => { const s = new EventSource(HOST); s.onopen = done; s.onerror = fail; })",
      module: "await globalThis.importAnything(HOST + 'x.js')",
      script: "importScripts(HOST + 'x.js')",
      worker:
        "new Promise((done, fail) => { const w = new Worker(HOST + 'x.js'); w.onmessage = done; w.onerror = fail; })",
      database:
        "new Promise((done, fail) => { const r = indexedDB.open('omakase-studio'); r.onsuccess = done; r.onerror = fail; })",
      files: "await navigator.storage.getDirectory()",
      caches: "await caches.open('x')",
      settings: "localStorage.getItem('omakase.language')",
      page: "parent.document.title",
      top: "top.location.href",
      window: "open(HOST).closed",
      eval: "eval('1')",
    };

    test("from inside a program, and from inside its frame", async () => {
      const reached: string[] = [];
      const outside = createServer((request, response) => {
        reached.push(request.url!);
        response.writeHead(200, { "access-control-allow-origin": "*" }).end("postMessage(1)");
      });
      outside.on("upgrade", ({ url }, socket) => void (reached.push(url!), socket.destroy()));
      await new Promise<void>((done) => outside.listen(0, "127.0.0.1", done));
      const host = addressOf(outside);
      const attempts = Object.entries(ways).map(
        ([name, code]) => `
        try { await (async () => { const value = (${code}); await value; })(); got.push("${name}"); } catch { failed.push("${name}"); }`,
      );
      const attack = `
        const HOST = ${JSON.stringify(host)}; const [got, failed]: string[][] = [[], []];
        const channel = new BroadcastChannel("omakase training"); let heard = false;
        channel.onmessage = () => { heard = true; };
        channel.postMessage({ type: "runs" });
        ${attempts.join("").replaceAll("await globalThis.importAnything", "await (0, Function)('u', 'return import(u)')")}
        throw new Error(JSON.stringify({ got, failed, heard, origin: self.origin }));`;
      // not by openScreen, which takes what the browser says about blocked attempts for errors of the page
      const page = await browser.newPage();
      await page.goto(`${address}?lang=en#/learn?chapter=03-vae`);
      await pasteProgram(page, attack);
      const title = await page.title();
      const messages = await page.evaluateHandle(() => {
        const all: unknown[] = [];
        new BroadcastChannel("omakase training").addEventListener("message", ({ data }) => all.push(data));
        return all;
      });
      await pressButton(page, "Check only");
      const alert = page.getByRole("alert").filter({ hasText: "origin" });
      await alert.waitFor();
      const found = JSON.parse(/\{.*\}/s.exec(await alert.innerText())![0]) as Record<string, unknown>;
      expect(found).toEqual({ got: [], failed: Object.keys(ways), heard: false, origin: "null" });

      await pasteProgram(page, "while (true) {}");
      await pressButton(page, "Run");
      await expect.poll(() => page.frames().length).toBe(2);
      const frame = page.frames()[1];
      await frame.waitForLoadState();
      const outcome = await frame.evaluate(async (address) => {
        const tries: Record<string, () => unknown> = {
          fetch: () => fetch(address),
          page: () => parent.document.title,
          top: () => (top!.location.href = address),
          settings: () => localStorage.length,
          cookie: () => document.cookie,
          database: () => indexedDB.open("x"),
          window: () => open(address)!.closed,
          picture: () =>
            new Promise((done, fail) => {
              const image = new Image();
              Object.assign(image, { onload: done, onerror: fail, src: `${address}picture` });
            }),
          frame: () =>
            new Promise((done, fail) => {
              const inner = document.createElement("iframe");
              addEventListener("securitypolicyviolation", fail);
              Object.assign(inner, { onload: done, src: `${address}frame` });
              document.documentElement.append(inner);
            }),
        };
        const got: string[] = [];
        for (const [name, attempt] of Object.entries(tries))
          await (async () => await attempt())().then(
            () => got.push(name),
            () => undefined,
          );
        return { got, origin };
      }, host);
      expect(outcome).toEqual({ got: [], origin: "null" });
      expect(await page.title()).toBe(title);
      expect(await messages.jsonValue()).toEqual([]);
      expect(reached).toEqual([]);
      outside.close();
      await page.context().close();
    });

    test("by a policy of the studio that stays as it was, but for its own frame", async () => {
      const policyOf = async (path: string) => (await fetch(address + path)).headers.get("content-security-policy")!;
      expect((await policyOf("")).split("; ")).toEqual(
        expect.arrayContaining(["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "frame-src 'self'"]),
      );
      expect(await policyOf("lesson-frame.html")).toBe("sandbox allow-scripts; frame-ancestors 'self'");
    });
  });
});
