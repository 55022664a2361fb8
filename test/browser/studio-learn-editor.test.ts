/** The editor of the screen Learn in real Chromium: what it offers while one writes, and the way to an editor of one's own. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyNth } from "../nightly.ts";
import { programText, readProgramLink } from "../../src/lesson/index.ts";
import { packText } from "../../src/protocol/index.ts";
import { chromiumPath, openChromium } from "./open-chromium.ts";
import { addressOf, pasteProgram, servePage } from "./learn-fixture.ts";
import { accessibilityViolations, openScreen, pressButton, type ScreenOptions } from "./studio-fixture.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = "02-autoencoder";
const source = await readFile(join(root, "lesson", folder, "lesson.ts"), "utf8");

describe.skipIf(chromiumPath === undefined)("the editor of the screen Learn", () => {
  let browser: Browser;
  let server: Server;
  let workspace: string;
  beforeAll(async () => {
    [browser, server, workspace] = await Promise.all([
      openChromium(),
      servePage(),
      mkdtemp(join(tmpdir(), "omakase-editor-")),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    await rm(workspace, { recursive: true });
  });

  /** Opens the chapter with a program. */
  async function openProgram(code: string, options?: ScreenOptions): Promise<Page> {
    const page = await openScreen(browser, addressOf(server), `learn?chapter=${folder}`, options);
    await pasteProgram(page, code);
    return page;
  }

  /** Trains a little in the tab, and returns the claims of the check with their verdicts, without measured numbers. */
  async function trainInTab(page: Page): Promise<string[]> {
    await pressButton(page, "Train a little");
    await pressButton(page, "Run");
    await page
      .getByRole("status")
      .filter({ hasText: /Everything passes|Not yet/ })
      .waitFor({ timeout: 160_000 });
    const results = page.getByRole("region", { name: "Results" });
    const items = await results
      .getByRole("listitem")
      .filter({ hasText: /passes: |not yet: / })
      .allInnerTexts();
    return items.map((item) => withoutNumbers(item.replace(/→[^]*/, "").replace(/\s+/g, " ")));
  }

  /** Types the command of the page in a shell. */
  async function trainInNode(command: string) {
    expect(command).toMatch(/^npx omakase lesson --from "#\/learn\?chapter=02-autoencoder&code=[\w-]+" --quick$/);
    const typed = command.replace("npx omakase", `"${process.execPath}" "${join(root, "dist", "cli", "main.js")}"`);
    const words = `${typed} --reset --once --json`;
    const env = { ...process.env, OMAKASE_CACHE: join(workspace, "cache") };
    const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
      execFile("sh", ["-c", words], { cwd: workspace, env }, (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), stdout }),
      );
    });
    const events = stdout.trim().split("\n").map((line) => JSON.parse(line)); // oxfmt-ignore
    const findings = events.filter(({ type }) => type === "finding");
    return {
      code,
      program: await readFile(join(workspace, "lessons", folder, "lesson.ts"), "utf8"),
      claims: findings.map(({ claim, passed }) => withoutNumbers(`${passed ? "passes" : "not yet"}: ${claim.en}`)),
    };
  }

  const withoutNumbers = (text: string) => text.replaceAll(/\d+(\.\d+)?/g, "#").trim();

  const list = (page: Page) => page.getByRole("listbox", { name: /^(Suggestions|候補)$/ });
  const doc = (page: Page, name: string) => page.getByRole("note", { name, exact: true });
  const textOf = async (part: Locator) => (await part.innerText()).replaceAll(/\s+/g, " ");
  const programOf = (page: Page) => page.getByRole("textbox", { name: /The program|プログラム/ });
  const linesOf = async (page: Page) => (await programOf(page).locator(".cm-line").allInnerTexts()).map((line) => line.trimEnd()); // oxfmt-ignore

  /** Writes at the end of the program, until a name is suggested first. */
  async function writeUntil(page: Page, written: string, first: string): Promise<void> {
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(written);
    await list(page)
      .locator("[aria-selected] .cm-completionLabel")
      .filter({ hasText: new RegExp(`^${first}$`) })
      .waitFor();
    await page.waitForTimeout(150); // a list takes keys only after a moment, so that it is not chosen from by accident
  }

  /** Moves the pointer to the first such word of the program. */
  async function pointAt(page: Page, word: string): Promise<void> {
    const { x, y } = await programOf(page).evaluate((element, searched) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.nodeValue!.indexOf(searched);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + searched.length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { x: (left + right) / 2, y: (top + bottom) / 2 };
      }
      throw new Error(`${searched} is not in the program`);
    }, word);
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
  }

  describe("helps while one writes", () => {
    const start = `import { defineModel, nn, ops, openDataset, type ImageShape } from "omakase";
import type { LessonContext } from "omakase/lesson";
const { conv, dense } = nn;
`;

    test.each([
      ["en", "Takes", "Returns", "Example"],
      ["ja", "渡すもの", "返すもの", "例"],
    ] as const)("suggests, fills in and explains by keyboard alone (%s)", async (language, takes, returns, example) => {
      const page = await openProgram(start, { language });
      await writeUntil(page, "const a = ops.sq", "sqrt");
      expect(await list(page).getByRole("option").first().innerText()).toMatch(/^sqrt\s*\(x: Tensor\): Tensor/);
      await page.getByText("Computes the square root, element by element.").waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      expect((await linesOf(page)).at(-1)).toBe("const a = ops.square");
      await page.keyboard.press("ControlOrMeta+i");
      await doc(page, "square").getByText("Computes x², element by element.").waitFor();
      expect(await textOf(doc(page, "square"))).toContain(`${returns} the shape of x.`);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await doc(page, "square").count()).toBe(0);
      await page.keyboard.type("(1);");
      await page.keyboard.press("Enter");
      await pointAt(page, "defineModel");
      const whole = doc(page, "defineModel");
      await whole.waitFor();
      const text = await textOf(whole);
      for (const part of [
        takes,
        "definition networks and functions",
        "decode",
        `${example} const model = defineModel({`,
      ])
        expect(text).toContain(part);
      await page.keyboard.press("Tab");
      expect(await programOf(page).evaluate((element) => element.contains((element.getRootNode() as ShadowRoot).activeElement))).toBe(false); // oxfmt-ignore
      await page.context().close();
    });

    test("offers what fits the place: fields, networks, tools of a loss, imports, names of the file", async () => {
      const page = await openProgram(start);
      const cases: [written: string, names: readonly string[], absent: readonly string[]][] = [
        ["conv(3, { st", ["stride"], ["steps"]],
        ["conv(3, { stride: 2, st", [], ["stride"]],
        ["const { upC", ["upConv"], []],
        ["const hidden = 1;\nhid", ["hidden"], []],
        ["for (const batch of [1]) { bat", ["batch"], []],
        ["const x: ops.Ten", ["Tensor"], ["tanh"]],
        ["defineModel({ kin", ["kind"], []],
        ["defineModel({ networks: { look: 1, centre: 2 }, loss({ ima", ["images"], ["noise"]],
        ["defineModel({ networks: { look: 1 }, loss({ images }, { lo", ["look"], ["images"]],
        ["defineModel({ loss({ images }, { no", ["noise"], ["images"]],
        ["defineModel({ stages: { one: { losses: { flow({ pre", ["prepared"], []],
        ["const sushi = await openDataset('sushi', host);\nsushi.or", ["originalSize"], []],
        ["export async function run({ host, la", ["language"], []],
      ];
      for (const [written, names, absent] of cases) {
        const end = /run\(/.test(written) ? " }: LessonContext) {}" : written.startsWith("const {") ? " } = nn;" : "";
        await pasteProgram(page, `${start}\n${end}`);
        await page.keyboard.press("ControlOrMeta+End");
        for (const _ of end) await page.keyboard.press("ArrowLeft");
        await page.keyboard.insertText(written.slice(0, -1));
        await page.keyboard.type(written.slice(-1));
        if (names.length > 0) await list(page).waitFor();
        else await page.waitForTimeout(500);
        const labels = await list(page).locator(".cm-completionLabel").allInnerTexts();
        expect(labels, written).toEqual(expect.arrayContaining([...names]));
        for (const name of absent) expect(labels, written).not.toContain(name);
        await page.keyboard.press("Escape");
        expect(await list(page).count(), "Escape closes").toBe(0);
      }
      await page.context().close();
    });

    test("offers what the course uses before anything else of a namespace", async () => {
      const page = await openProgram(start);
      await writeUntil(page, "ops.", "abs");
      const labels = await list(page).locator(".cm-completionLabel").allInnerTexts();
      const places = ["add", "meanAll", "softplus", "square", "addN", "broadcastShape"].map((name) =>
        labels.indexOf(name),
      );
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(Math.max(...places.slice(0, 4)), labels.join(" ")).toBeLessThan(Math.min(...places.slice(4)));
      await page.context().close();
    });

    test("explains names of the program by the line that sets them, and shows one doc at a time", async () => {
      const code = `import { defineModel, nn, ops } from "omakase";
const model = defineModel({
  networks: { look: nn.dense(2) },
  losses: { look: (batch, context) => [batch.images, context.look] },
  loss({ images }, { look }) {
    const seen = look(images); // [batch, 2]
    return ops.meanAll(seen);
  },
});
export function turn(which: number) { return which; }`;
      const page = await openProgram(code);
      const expected: [word: string, name: string, parts: readonly string[]][] = [
        ["images,", "images", ["Real images", "[batch, channel, size, size]"]],
        ["t.look]", "look", ["Line 3 of this program", "networks: { look: nn.dense(2) },"]],
        ["seen", "seen", ["Line 6 of this program", "const seen = look(images); // [batch, 2]"]],
        ["look }", "look", ["Line 3 of this program", "networks: { look: nn.dense(2) },"]],
        ["which", "which", ["which: number", "Line 10 of this program"]],
      ];
      for (const [word, name, parts] of expected) {
        await page.mouse.move(0, 0); // the doc before may lie over the word
        await expect.poll(() => page.getByRole("note").count()).toBe(0);
        await pointAt(page, word);
        await doc(page, name).waitFor();
        for (const part of parts) expect(await textOf(doc(page, name)), word).toContain(part);
      }
      await programOf(page).focus();
      await page.keyboard.press("ControlOrMeta+End");
      for (let line = 10; line > 7; line--) await page.keyboard.press("ArrowUp");
      await page.keyboard.press("End");
      for (const _ of "(seen);") await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ControlOrMeta+i");
      await doc(page, "meanAll").waitFor();
      expect(await page.getByRole("note").count(), "keys close what the pointer opened").toBe(1);
      await page.mouse.move(0, 0);
      await pointAt(page, "which");
      await doc(page, "which").waitFor();
      expect(await page.getByRole("note").count(), "the pointer closes what keys opened").toBe(1);
      await page.context().close();
    });

    test.each([390, 1440])("opens at the first TODO, and leaves page and focus alone (%i px)", async (width) => {
      const viewport = { width, height: 900 };
      const page = await openScreen(browser, addressOf(server), "learn?chapter=03-vae", { viewport });
      const todo = programOf(page).locator(".cm-line", { hasText: "// TODO 1" });
      await expect
        .poll(() =>
          todo.evaluate((line) => {
            const box = line.closest(".cm-scroller")!.getBoundingClientRect();
            const { top, bottom } = line.getBoundingClientRect();
            return top >= box.top && bottom < (box.top + box.bottom) / 2;
          }),
        )
        .toBe(true);
      expect(await page.evaluate(() => [scrollY, document.activeElement === document.body])).toEqual([0, true]);
      await programOf(page).focus();
      await page.keyboard.type("!");
      expect(await todo.innerText()).toMatch(/^!/);
      await page.context().close();
    });

    test("adds a name to the import when it is chosen, and offers those of a namespace with it", async () => {
      const page = await openProgram(start);
      await writeUntil(page, "const s = createSam", "createSampler");
      await page.keyboard.press("Enter");
      await writeUntil(page, "(meanAl", "meanAll");
      await page.keyboard.press("Enter");
      const lines = await linesOf(page);
      expect(lines[0]).toBe(
        'import { defineModel, nn, ops, openDataset, type ImageShape, createSampler } from "omakase";',
      );
      expect(lines.at(-1)).toBe("const s = createSampler(ops.meanAll)");
      await page.context().close();
    });

    test("stays out of the way: a whole word and Enter begin a line, comments and texts suggest nothing", async () => {
      const page = await openProgram(start);
      await writeUntil(page, "conv(1);dense", "dense");
      await page.keyboard.press("Enter");
      await page.keyboard.type("// conv");
      await page.waitForTimeout(500);
      expect(await list(page).getByRole("option").allInnerTexts()).toEqual([]);
      await page.keyboard.press("Enter");
      await page.keyboard.type('"conv');
      await page.waitForTimeout(500);
      expect(await list(page).getByRole("option").allInnerTexts()).toEqual([]);
      expect((await linesOf(page)).slice(-3)).toEqual(["conv(1);dense", "// conv", '"conv"']);
      await writeUntil(page, ";\nden", "dense");
      await page.keyboard.press("Tab");
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Run");
      await page.context().close();
    });

    test("fetches the docs only when the editor has the focus", async () => {
      const page = await openScreen(browser, addressOf(server), "learn");
      const fetched: string[] = [];
      page.on("request", (request) => void fetched.push(request.url()));
      await page.goto(`${addressOf(server)}?lang=en#/learn?chapter=${folder}`);
      await programOf(page).waitFor();
      await page.waitForLoadState("networkidle");
      expect(fetched.filter((url) => url.includes("library-docs"))).toEqual([]);
      await programOf(page).focus();
      await expect.poll(() => fetched.filter((url) => url.includes("library-docs")).length).toBe(1);
      await page.context().close();
    });
  });

  describe("leads to an editor of one's own", () => {
    const kinds = [
      ["solution", 0],
      ["exercise", 3],
    ] as const;
    test.each(everyNth(2, kinds))(
      "a command takes the %s along; Node judges it as the tab does",
      async (kind, exitCode) => {
        const code = `${programText(source, kind, "en")}// "mine" & 私の $PATH\n`;
        const page = await openProgram(code);
        const claims = await trainInTab(page);
        expect(claims.length).toBeGreaterThan(2);
        await pressButton(page, "Continue in an editor");
        const command = await page.getByRole("textbox", { name: "Command to type in a terminal" }).inputValue();
        expect(await accessibilityViolations(page)).toEqual([]);
        await page.context().close();
        expect(await trainInNode(command)).toEqual({ code: exitCode, program: code, claims });
      },
    );

    test("a program from Node opens in the page, by a link that warns where others wrote it", async () => {
      const code = `${programText(source, "solution", "ja")}// from Node\n`;
      const place = `learn?chapter=${folder}&code=${await packText(code)}`;
      const page = await openScreen(browser, addressOf(server), place, { language: "ja" });
      await page.getByText("// from Node").waitFor();
      await pressButton(page, "エディタで続ける");
      await page.getByRole("status").filter({ hasText: "先に読んでください" }).waitFor();
      const command = await page.getByRole("textbox", { name: "ターミナルに打つコマンド" }).inputValue();
      expect(await readProgramLink(command.replace(/"$/, ""))).toEqual({ chapter: folder, code });
      await page.context().close();
    });
  });
});
