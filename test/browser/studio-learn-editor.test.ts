/** The editor of the screen Learn in real Chromium: what it offers while one writes, and the way to an editor of one's own. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
    const events = stdout.trim().split("\n").map((line) => JSON.parse(line)); // prettier-ignore
    const findings = events.filter(({ type }) => type === "finding");
    return {
      code,
      program: await readFile(join(workspace, "lessons", folder, "lesson.ts"), "utf8"),
      claims: findings.map(({ claim, passed }) => withoutNumbers(`${passed ? "passes" : "not yet"}: ${claim.en}`)),
    };
  }

  const withoutNumbers = (text: string) => text.replaceAll(/\d+(\.\d+)?/g, "#").trim();

  describe("leads to an editor of one's own", () => {
    test.each([
      ["solution", 0],
      ["exercise", 3],
    ] as const)("a command takes the %s along; Node judges it as the tab does", async (kind, exitCode) => {
      const code = `${programText(source, kind, "en")}// "mine" & 私の $PATH\n`;
      const page = await openProgram(code);
      const claims = await trainInTab(page);
      expect(claims.length).toBeGreaterThan(2);
      await pressButton(page, "Continue in an editor");
      const command = await page.getByRole("textbox", { name: "Command to type in a terminal" }).inputValue();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.context().close();
      expect(await trainInNode(command)).toEqual({ code: exitCode, program: code, claims });
    });

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
