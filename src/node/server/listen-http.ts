import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { OmakaseError } from "../../error.ts";
import { studioPort } from "../../host.ts";
import { nodeText } from "../../text/index.ts";

/** Options of {@link listenHttp}. */
export interface ListenOptions {
  readonly host: string;
  /** Port. Default: the first free one from 4649 (よろしく) on. */
  readonly port?: number;
}

/** Listening server. */
export interface ListeningServer {
  readonly port: number;
  /** Accepts no more requests and closes idle connections. */
  close(): Promise<void>;
}

const portAttempts = 50;

/**
 * Serves an application.
 *
 * @throws OmakaseError `option` when the chosen port is taken, or the address is not one of this machine.
 */
export async function listenHttp(app: Hono, { host, port }: ListenOptions): Promise<ListeningServer> {
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.headersTimeout = 20_000;
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 30 * 60_000; // a large archive over a slow line
  const from = port ?? studioPort;
  if (host === "") throw listenError(undefined, host, from); // Node would listen at every address
  for (let number = from; ; number++) {
    const error = await tryListen(server, host, number);
    if (!error) break;
    const taken = error.code === "EADDRINUSE" || (error.code === "EACCES" && port === undefined);
    if (!taken || port !== undefined || number >= from + portAttempts) throw listenError(error, host, number);
  }
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : from,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function tryListen(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((done) => {
    const fail = (error: NodeJS.ErrnoException) => done(error);
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      done(undefined);
    });
  });
}

function listenError(error: NodeJS.ErrnoException | undefined, host: string, port: number): OmakaseError {
  if (error?.code === "EADDRINUSE")
    return new OmakaseError("option", { where: "--port", ...nodeText.listenHttp.portInUse({ port }) });
  if (error?.code === "EACCES")
    return new OmakaseError(
      "option",
      { where: "--port", ...nodeText.listenHttp.needsMoreRights({ port }) },
      { cause: error },
    );
  return new OmakaseError(
    "option",
    {
      where: "--host",
      ...nodeText.listenHttp.wrongHost({ hasError: error !== undefined, host, port, code: error?.code ?? "" }),
    },
    { cause: error },
  );
}
