import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium } from "../browser/open-chromium.ts";
import { rateByKey, waitForRatedCount, saveTinyRun } from "../browser/studio-fixture.ts";
import { spawnStudio, type StudioProcess } from "./spawn-studio.ts";

describe.skipIf(chromiumPath === undefined)("rating before a server", () => {
  let workspace: string;
  let studio: StudioProcess;
  let browser: Browser;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase-rating-"));
    await saveTinyRun("cgan", join(workspace, "runs", "tiny"));
    [browser, studio] = await Promise.all([openChromium(), spawnStudio(workspace, [join("runs", "tiny")])]);
  });
  afterAll(async () => {
    await browser.close();
    await studio.end();
    await rm(workspace, { recursive: true, force: true });
  });

  /** Opens the page for a rater in a separate browser. */
  async function sit(rater: string): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.on("pageerror", (error) => expect.unreachable(String(error)));
    await page.addInitScript((name) => localStorage.setItem("omakase.rater", JSON.stringify(name)), rater);
    await page.goto(`${studio.address}?lang=en#/rate`);
    return page;
  }
  async function kept(): Promise<string[]> {
    const { runs } = (await studio.json("/studio.json")) as { runs: { name: string; hash: string }[] };
    const { hash } = runs.find(({ name }) => name === "tiny")!;
    const all = (await studio.json(`/api/ratings?model=${hash}`)) as { rater: string; rating: number }[];
    return all.map(({ rater, rating }) => `${rater} ${rating}`).toSorted();
  }

  test("two people rate concurrently; ratings during an outage of the server are stored later", async () => {
    const [hanako, taro] = await Promise.all(["Hanako", "Taro"].map(sit));
    await Promise.all([rateByKey(hanako, "5", 1), rateByKey(taro, "1", 1)]);
    await Promise.all([hanako, taro].map((page) => page.getByText("Saved", { exact: true }).waitFor()));
    await studio.kill(); // immediately after the confirmation
    await rateByKey(hanako, "g", 2);
    await rateByKey(hanako, "b", 3);
    await hanako.getByText("2 waiting for the server").waitFor();
    const { port } = new URL(studio.address);
    studio = await spawnStudio(workspace, [join("runs", "tiny"), "--port", port]);
    await hanako.getByText("Saved", { exact: true }).waitFor();
    await expect.poll(kept).toEqual(["Hanako -1", "Hanako 1", "Hanako 2", "Taro -2"]);
    await hanako.keyboard.press("u");
    await expect.poll(kept).toEqual(["Hanako 1", "Hanako 2", "Taro -2"]);
    await taro.reload();
    await taro.getByRole("button", { name: /^Everybody's/ }).click();
    await waitForRatedCount(taro, 3);
  });
});
