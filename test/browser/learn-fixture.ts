import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { FrameLocator, Page } from "playwright-core";
import { omakaseVersion } from "../../src/checkpoint/index.ts";
import type { AssetName } from "../../src/host.ts";
import { nodeHost } from "../../src/node/index.ts";
import { pageFiles } from "../../src/node/server/page-files.ts";
import { securityHeaders } from "../../src/node/server/security-headers.ts";
import { builtStudioFolder } from "./studio-fixture.ts";

/** Serves the page as the studio does, with its policies, but no models. */
export async function servePage(): Promise<Server> {
  const { files, asset } = nodeHost();
  const app = new Hono();
  app.use(securityHeaders);
  app.get("/studio.json", ({ json }) => json({ formatVersion: 1, omakase: omakaseVersion, kind: "site", runs: [] }));
  app.get("/asset/:name", async ({ req, body }) => body(new Uint8Array(await asset(req.param("name") as AssetName))));
  app.route("/", pageFiles(files, builtStudioFolder));
  const server = createServer(getRequestListener(app.fetch) as Parameters<typeof createServer>[1]);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/** Returns the address of a server on this machine. */
export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/**
 * Replaces the program: selects all, and pastes.
 *
 * @param within - frame of the editor. Default: the page itself.
 */
export async function pasteProgram(page: Page, code: string, within: Page | FrameLocator = page): Promise<void> {
  const editor = within.getByRole("textbox", { name: /The program|プログラム/ });
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await editor.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, code);
}
