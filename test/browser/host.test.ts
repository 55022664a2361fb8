import { rm } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { call } from "./call.ts";
import { chromiumPath, openChromium } from "./chromium.ts";
import type { HostCalls } from "./page/host-calls.ts";
import { serve, type Served } from "./serve.ts";

describe.skipIf(chromiumPath === undefined)("the host in Chromium", () => {
  let [folder, served, browser, page]: [string?, Served?, Browser?, Page?] = [];
  beforeAll(async () => {
    folder = await bundle("host-main.ts");
    served = await serve(folder);
    browser = await openChromium();
    page = await browser.newPage();
    page.on("console", (m) => console.log(m.text()));
    page.on("pageerror", (m) => console.log(m));
    await page.goto(served.address);
    await page.waitForFunction("globalThis.startWorker");
  });
  afterAll(async () => {
    await browser?.close();
    served?.close();
    if (folder) await rm(folder, { recursive: true });
  });
  test("x", async () => {
    console.log(await call<HostCalls, "facts">(page!, "facts"));
    console.log(await call<HostCalls, "filesStory">(page!, "filesStory", "t"));
    await page!.evaluate("startWorker()");
    const worker = page!.workers()[0] ?? (await page!.waitForEvent("worker"));
    console.log(JSON.stringify(await call<HostCalls, "filesStory">(worker, "filesStory", "w")));
  console.log(await call<HostCalls, "readersAndWriter">(worker, "readersAndWriter", "r"));
 console.log(await call<HostCalls, "readersAndWriter">(page!, "readersAndWriter", "r2")); 
  });
});
