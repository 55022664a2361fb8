import { Hono, type MiddlewareHandler } from "hono";
import { nodeText } from "../../text/index.ts";
import { nodeFiles } from "../files.ts";
import { isLoopback } from "../server/access-guard.ts";
import { errorResponse, notFoundError } from "../server/http-error.ts";
import { listenHttp } from "../server/listen-http.ts";
import { pageFiles } from "../server/page-files.ts";
import { securityHeaders } from "../server/security-headers.ts";
import { localAddress, networkAddresses } from "../server/server-addresses.ts";

/** Options of {@link serveClass}. */
export interface ServeClassOptions {
  /** Folder that `buildClassSite` filled. */
  readonly folder: string;
  /** Address to listen at. Default `0.0.0.0`, so that the local network reaches it. */
  readonly host?: string;
  /** Port. Default: the first free one from 4649 on. */
  readonly port?: number;
}

/** Server of a class. */
export interface ClassServer {
  /** Address for this computer. */
  readonly address: string;
  /** Addresses for others of the local network. */
  readonly elsewhere: readonly string[];
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the folder of a class over plain HTTP, to anyone who reaches it under any name. It only reads: nothing that a
 * visitor sends is kept, so it needs no token.
 *
 * @throws OmakaseError `option` when the address or the port is not available.
 */
export async function serveClass({ folder, host = "0.0.0.0", port }: ServeClassOptions): Promise<ClassServer> {
  const app = new Hono();
  app.use(withoutOpenerPolicy);
  app.use(securityHeaders);
  app.onError(errorResponse);
  app.notFound((context) => errorResponse(notFoundError(context.req.path, nodeText.openStudio.address), context));
  app.route("/", pageFiles(nodeFiles, folder));
  const listening = await listenHttp(app, { host, port });
  const location = { host, port: listening.port, origins: [] };
  return {
    address: localAddress(location),
    elsewhere: networkAddresses(location),
    port: listening.port,
    close: () => listening.close(),
  };
}

/** Leaves out a header for threads that browsers ignore, and report as an error, over plain http from another computer. */
const withoutOpenerPolicy: MiddlewareHandler = async (context, next) => {
  await next();
  if (!isLoopback(new URL(context.req.url).hostname)) context.res.headers.delete("Cross-Origin-Opener-Policy");
};
