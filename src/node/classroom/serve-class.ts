import { Hono, type MiddlewareHandler } from "hono";
import { nodeText } from "../../text/index.ts";
import { nodeFiles } from "../files.ts";
import { isLoopback } from "../server/access-guard.ts";
import { errorResponse, notFoundError } from "../server/http-error.ts";
import { listenHttp } from "../server/listen-http.ts";
import { pageFiles } from "../server/page-files.ts";
import { securityHeaders } from "../server/security-headers.ts";
import { localAddress, networkAddresses } from "../server/server-addresses.ts";
import { openPictureWall } from "./picture-wall.ts";
import { createWallKeys, type WallKeys } from "./wall-keys.ts";
import { wallRoutes } from "./wall-routes.ts";

/** Options of {@link serveClass}. */
export interface ServeClassOptions {
  /** Folder that `buildClassSite` filled. */
  readonly folder: string;
  /** Address to listen at. Default `0.0.0.0`, so that the local network reaches it. */
  readonly host?: string;
  /** Port. Default: the first free one from 4649 on. */
  readonly port?: number;
  /** Folder that keeps the pictures which learners show to each other. Default: they cannot. */
  readonly wallFolder?: string;
}

/** Server of a class. */
export interface ClassServer {
  /** Address for this computer. */
  readonly address: string;
  /** Addresses for others of the local network. */
  readonly elsewhere: readonly string[];
  readonly port: number;
  /** Code that opens the wall of pictures to learners, and key with which its host takes pictures down. */
  readonly wall?: WallKeys;
  close(): Promise<void>;
}

/**
 * Serves the folder of a class over plain HTTP, to anyone who reaches it under any name. It only reads: nothing that a
 * visitor sends is kept, so it needs no token; the wall of pictures, which keeps some, has a code.
 *
 * @throws OmakaseError `option` when the address or the port is not available.
 */
export async function serveClass(options: ServeClassOptions): Promise<ClassServer> {
  const { folder, host = "0.0.0.0", port, wallFolder } = options;
  const app = new Hono();
  app.use(withoutOpenerPolicy);
  app.use(securityHeaders);
  app.onError(errorResponse);
  app.notFound((context) => errorResponse(notFoundError(context.req.path, nodeText.openStudio.address), context));
  const wall = wallFolder === undefined ? undefined : createWallKeys();
  if (wall && wallFolder !== undefined) {
    for (const path of ["/", "/index.html"]) app.get(path, async (context) => context.html(await pageWithWall(folder)));
    app.route("/wall", wallRoutes(await openPictureWall(wallFolder), wall));
  }
  app.route("/", pageFiles(nodeFiles, folder));
  const listening = await listenHttp(app, { host, port });
  const location = { host, port: listening.port, origins: [] };
  return {
    address: localAddress(location),
    elsewhere: networkAddresses(location),
    port: listening.port,
    ...(wall && { wall }),
    close: () => listening.close(),
  };
}

/** Reads the first page, and marks it: its learners can show pictures. */
async function pageWithWall(folder: string): Promise<string> {
  const html = new TextDecoder().decode(await nodeFiles.read(nodeFiles.join(folder, "index.html")));
  return html.replace("<html ", "<html data-wall ");
}

/** Leaves out a header for threads that browsers ignore, and report as an error, over plain http from another computer. */
const withoutOpenerPolicy: MiddlewareHandler = async (context, next) => {
  await next();
  if (!isLoopback(new URL(context.req.url).hostname)) context.res.headers.delete("Cross-Origin-Opener-Policy");
};
