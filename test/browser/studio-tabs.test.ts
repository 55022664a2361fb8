import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program, serveStudio, type ServedStudio } from "../studio/serve-studio.ts";
import { chromiumPath, openChromium } from "./chromium.ts";
import { openScreen } from "./studio.ts";

describe.skipIf(chromiumPath === undefined || !existsSync(program))("many tabs with the page", () => {
  let workspace: string;
  let studio: ServedStudio;
  let browser: Browser;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase-tabs-"));
    [browser, studio] = await Promise.all([openChromium(), serveStudio(workspace)]);
  });
  afterAll(async () => {
    await browser.close();
    await studio.end();
    await rm(workspace, { recursive: true, force: true });
  });

  test("all of them hear of a training, also after the first was closed", async () => {
    const first = await openScreen(browser, `${studio.origin}/`, "train");
    const context = first.context();
    const open = async () => {
      const tab = await context.newPage();
      await tab.goto(first.url());
      await tab.getByRole("heading", { name: "Train", exact: true }).waitFor();
      return tab;
    };
    const tabs = [first];
    while (tabs.length < 8) tabs.push(await open()); // browsers allow six connections to a host
    const old = await context.newPage();
    await old.addInitScript("delete globalThis.SharedWorker");
    await old.goto(first.url());
    tabs.push(old);
    const ask = (model: string) =>
      studio.send("/api/jobs", { model, source: "sushi", minutes: 5, size: 16, count: 40 }).then((answer) => {
        expect(answer.ok).toBe(true);
      });
    const allSee = (words: string) =>
      Promise.all(tabs.map((tab) => tab.getByRole("button", { name: words }).waitFor({ timeout: 20_000 })));
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Start" }).waitFor()));
    await ask("vae");
    await allSee("vae-sushi The server · training");
    await tabs.shift()!.close();
    await studio.send("/api/jobs/vae-sushi/stop", {});
    await allSee("vae-sushi The server · finished");
    await context.close();
  });
});
