import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { AssetName } from "../../src/host.ts";
import { nodeHost } from "../../src/node/index.ts";

/** A running server. */
export interface StaticServer {
  /** Address that browsers treat as secure, because it is on this machine. */
  readonly address: string;
  /** Address of the same server that browsers treat as insecure. */
  readonly insecure: string;
  close(): void;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const emptyPage =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="main.js"></script>';

/**
 * Serves a built page on this machine, and omakase's assets under `asset/`. A folder without `index.html` gets an empty
 * page that loads `main.js`.
 *
 * @param isolated - whether pages may share memory between threads (COOP and COEP). Default true.
 * @param beside - further files, by paths such as `/studio.json`.
 * @param headers - further headers of every answer.
 */
export async function serveFolder(
  folder: string,
  {
    isolated = true,
    beside = new Map(),
    headers = {},
  }: {
    isolated?: boolean;
    beside?: ReadonlyMap<string, Uint8Array>;
    headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<StaticServer> {
  const { asset } = nodeHost();
  const contentOf = async (path: string): Promise<Uint8Array> => {
    if (path.startsWith("/asset/")) return await asset(path.slice("/asset/".length) as AssetName);
    const one = beside.get(path);
    if (one) return one;
    const file = join(folder, normalize(path));
    return await readFile(file).catch((error: unknown) => {
      if (path !== "/index.html") throw error;
      return Buffer.from(emptyPage);
    });
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, "http://localhost").pathname).replace(/\/$/, "/index.html");
    void contentOf(path).then(
      (content) => {
        response.writeHead(200, {
          "content-type": mediaTypes[extname(path)] ?? "application/octet-stream",
          ...headers,
          ...(isolated && {
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-embedder-policy": "require-corp",
          }),
        });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    insecure: `http://insecure.test:${port}/`,
    close: () => server.close(),
  };
}
