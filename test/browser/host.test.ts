import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import type { Text } from "../../src/error.ts";
import { nodeHost } from "../../src/node/index.ts";
import { callInPage } from "./call-in-page.ts";
import { chromiumPath } from "./open-chromium.ts";
import { filesScenario } from "./files-scenario.ts";
import type { HostCalls } from "./page/host-calls.ts";
import { openScriptPage } from "./open-script-page.ts";
import { serveFolder } from "./serve-folder.ts";
import { startWorker } from "./start-worker.ts";

describe.skipIf(chromiumPath === undefined)("the host of a page", () => {
  const opened = openScriptPage("host-main.ts", { locale: "ja-JP" });

  describe("files", () => {
    test("do in a page and in a worker what they do on disk", async () => {
      const disk = await mkdtemp(`${tmpdir()}/omakase-`);
      const onDisk = await filesScenario(nodeHost().files, disk);
      await rm(disk, { recursive: true });
      expect(onDisk.left).toEqual(["list/", "new/", "深い フォルダ/"]);
      const plain = JSON.parse(JSON.stringify(onDisk)) as unknown;
      const inPage = await callInPage<HostCalls, "filesScenario">(opened.page, "filesScenario", "story");
      expect(JSON.parse(JSON.stringify(inPage))).toEqual(plain);
      const inWorker = await callInPage<HostCalls, "filesScenario">(
        await startWorker(opened.page),
        "filesScenario",
        "/worker/story",
      );
      expect(JSON.parse(JSON.stringify(inWorker))).toEqual(plain);
    });

    test("are never seen in part while they are written", async () => {
      const worker = await startWorker(opened.page);
      for (const [where, path] of [
        [opened.page, "race-page"],
        [worker, "race-worker"],
      ] as const) {
        const { reads, mixed } = await callInPage<HostCalls, "countMixedReads">(where, "countMixedReads", path);
        expect(mixed).toBe(0);
        expect(reads).toBeGreaterThan(1);
      }
    });

    test("stay as they were when the writer is killed in the middle", async () => {
      const [before, after] = [1000, 48 * 2 ** 20];
      await callInPage<HostCalls, "write">(opened.page, "write", "killed/file", before, 1);
      let drafts: string[] = [];
      // The worker ends later each time, from the first access of the disk to the last move, until a write is interrupted.
      for (let delay = 0; delay < 400 && drafts.length === 0; delay += 10) {
        const worker = await startWorker(opened.page);
        const written = callInPage<HostCalls, "write">(worker, "write", "killed/file", after, 2).catch(() => "killed");
        await opened.page.waitForTimeout(delay);
        await opened.page.evaluate("endWorker()");
        await Promise.race([written, opened.page.waitForTimeout(100)]);
        drafts = (await callInPage<HostCalls, "list">(opened.page, "list", "killed")).filter((name) => name !== "file");
        const content = await callInPage<HostCalls, "contentOf">(opened.page, "contentOf", "killed/file");
        expect([
          { length: before, values: [1] },
          { length: after, values: [2] },
        ]).toContainEqual(content);
      }
      expect(drafts.length).toBeGreaterThan(0);
      for (const name of drafts) expect(name).toMatch(/^\.file\..*\.draft$/);
    });
  });

  test("monotonic clock, entropy and language are the browser's", async () => {
    const { clock, seeds, cache } = await callInPage<HostCalls, "facts">(opened.page, "facts");
    expect(clock[1] - clock[0]).toBeGreaterThanOrEqual(0);
    expect(clock[1] - clock[0]).toBeLessThan(1000);
    expect(new Set(seeds).size).toBeGreaterThan(45);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
    expect(cache).toBe("cache");
    expect(await callInPage<HostCalls, "language">(opened.page, "language")).toBe("ja");
  });

  test("parts that come along are fetched, and missed in one sentence", async () => {
    const weights = await callInPage<HostCalls, "asset">(opened.page, "asset", "features.safetensors", "asset");
    expect(Buffer.from(weights as string, "base64").equals(await nodeHost().asset("features.safetensors"))).toBe(true);
    const missing = await callInPage<HostCalls, "asset">(opened.page, "asset", "resvg.wasm", "nowhere/");
    expect(missing).toEqual({
      code: "option",
      message: expect.stringMatching(/nowhere\/resvg.wasm: expected .* 404\. Put/),
    });
  });

  test("a page that did not come over https does without storage and without WebGPU, and says why", async () => {
    const exposed = await opened.browser.newPage();
    await exposed.goto(opened.server.insecure);
    await exposed.waitForFunction("globalThis.calls");
    const refusal = {
      code: "run",
      message: expect.stringContaining("got a browser that keeps no files for this page."),
    };
    expect(await callInPage<HostCalls, "write">(exposed, "write", "a", 1, 1)).toEqual(refusal);
    expect(await callInPage<HostCalls, "append">(exposed, "append", "a", "b")).toEqual(refusal);
    const notices = await callInPage<HostCalls, "notices">(exposed, "notices");
    expect(notices.map(({ en }) => en)).toEqual([expect.stringMatching(/^Going on without a cache/)]);
    const text = (await callInPage<HostCalls, "deviceText">(exposed, "deviceText", {})) as Text;
    expect(text.en).toContain("WebGPU cannot be used (a page that did not come over https).");
    await exposed.close();
    expect(await callInPage<HostCalls, "notices">(opened.page, "notices")).toEqual([]);
  });

  describe("the device", () => {
    test("is the processor with all its threads where there is no graphics card, and says so", async () => {
      const text = (await callInPage<HostCalls, "deviceText">(opened.page, "deviceText", {})) as Text;
      const threads = await opened.page.evaluate("Math.min(4, navigator.hardwareConcurrency)");
      expect(text.en).toMatch(
        /^The processor, by WebAssembly with (\d+|one) threads?\. WebGPU cannot be used \(.*\)\.$/,
      );
      expect(text.en).toContain(threads === 1 ? "one thread" : `${String(threads)} threads`);
      expect(text.ja).toMatch(/^CPU（WebAssembly、\d+スレッド）で計算します。WebGPU は使えません（.*）。$/);
    });

    test("is refused where WebGPU alone is wanted", async () => {
      const refusal = await callInPage<HostCalls, "deviceText">(opened.page, "deviceText", { prefer: "webgpu" });
      expect(refusal).toEqual({ code: "device", message: expect.stringMatching(/^WebGPU: expected a GPU, got .*\.$/) });
    });

    test("has one thread in a page that is not isolated, and says why", async () => {
      const open = await serveFolder(opened.folder, { isolated: false });
      const exposed = await opened.browser.newPage();
      await exposed.goto(open.address);
      await exposed.waitForFunction("globalThis.calls");
      const text = (await callInPage<HostCalls, "deviceText">(exposed, "deviceText", { prefer: "onnx" })) as Text;
      await exposed.close();
      open.close();
      expect(text.en).toMatch(/with one thread\. One thread only, because the page is not isolated/);
    });
  });
});
