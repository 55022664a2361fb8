import { realpath } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { Hono } from "hono";
import { isBuiltinDataset } from "../../dataset/index.ts";
import { formatErrorTexts } from "../../error.ts";
import { openStorage } from "../database/open-storage.ts";
import { fileError } from "../file-error.ts";
import { makeFolder } from "../make-folder.ts";
import { nodeHost } from "../node-host.ts";
import type { Studio, StudioOptions } from "../studio.ts";
import { networkAddresses, localAddress } from "./server-addresses.ts";
import { createToken, createAccessGuard, isLoopback, parseOrigin } from "./access-guard.ts";
import { createJobQueue } from "./job-queue.ts";
import { jobRoutes } from "./job-routes.ts";
import { listenHttp } from "./listen-http.ts";
import { createEventBus } from "./event-bus.ts";
import { eventRoutes } from "./event-routes.ts";
import { pageFiles } from "./page-files.ts";
import { openUploadStore } from "./upload-store.ts";
import { uploadLimits } from "./upload-limits.ts";
import { uploadRoutes } from "./upload-routes.ts";
import { ratingRoutes } from "./rating-routes.ts";
import { errorResponse, notFoundError } from "./http-error.ts";
import { createRunCatalog } from "./run-catalog.ts";
import { exportRoutes } from "./export-routes.ts";
import { runRoutes } from "./run-routes.ts";
import { securityHeaders } from "./security-headers.ts";
import { cliProgram } from "./training-process.ts";
import { nodeText } from "../../text/index.ts";

/** Interval between refreshes of the folders while a page is open, ms. */
const refreshInterval = 3000;
/** Database timeouts while the studio opens, and while it closes, s. */
const timeouts = { opening: 4, closing: 2 };

/** Opens a studio: see `startStudio`. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { runs: namedRuns = [], host: address = "127.0.0.1", language = "en", onNotice = () => {}, signal } = options;
  const origins = (options.origins ?? []).map(parseOrigin);
  const host = nodeHost();
  const { files } = host;
  const requestedWorkspace = resolve(options.workspace ?? ".");
  const throwFileError = (error: unknown): never => {
    throw fileError(error, requestedWorkspace, "write");
  };
  await makeFolder(requestedWorkspace).catch(throwFileError);
  const workspace = await realpath(requestedWorkspace).catch(throwFileError);
  const dataFolder = join(workspace, ".omakase");
  const url = options.database ?? (process.env.DATABASE_URL || undefined);
  const eventBus = createEventBus();
  let onReconnect = () => {};
  const onDisconnect = (error: Error) => onNotice(formatErrorTexts(error));
  const storage = await openStorage({
    folder: dataFolder,
    url,
    language,
    signal,
    onDisconnect,
    onReconnect: () => onReconnect(),
  }).catch(throwFileError);
  storage.hurry(timeouts.opening);
  const giveUp = () => storage.hurry(0);
  signal?.addEventListener("abort", giveUp);
  const closers = [() => storage.close()];
  const closeAll = async () => {
    storage.hurry(timeouts.closing);
    for (const step of closers.reverse()) await step();
  };
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll());
  try {
    const catalog = createRunCatalog({
      host,
      workspace,
      namedRuns,
      cache: join(dataFolder, "run"),
      onModel: (model) => storage.ratings.addModel(model),
      onChange: () => eventBus.publish({ type: "runs" }),
      onNotice,
    });
    await catalog.refresh();
    const refreshCatalog = () => void catalog.refresh().catch((error: unknown) => onNotice(formatErrorTexts(error)));
    const watch = setInterval(() => eventBus.size > 0 && refreshCatalog(), refreshInterval);
    closers.push(async () => clearInterval(watch));
    const uploads = await openUploadStore({
      table: storage.uploads,
      workspace,
      incomingFolder: join(dataFolder, "waiting"),
      limits: uploadLimits,
    });
    const queue = await createJobQueue({
      table: storage.jobs,
      eventBus,
      onNotice,
      files,
      workspace,
      language,
      program: cliProgram,
      // a path comes from this machine's own keyboard: `jobRoutes` rejects paths of pages
      sourcePath: ({ source }) =>
        isAbsolute(source) || isBuiltinDataset(source) ? source : uploads.sourcePath(source),
      onRunsChanged: refreshCatalog,
    });
    closers.push(() => queue.close());
    onReconnect = () => {
      onNotice(nodeText.openStudio.databaseBack);
      void queue.flush();
      refreshCatalog();
    };

    const token = isLoopback(address) && origins.length === 0 ? undefined : createToken();
    const app = new Hono();
    app.use(securityHeaders);
    app.use(createAccessGuard({ host: address, origins, token }));
    app.onError(errorResponse);
    app.notFound((context) => errorResponse(notFoundError(context.req.path, nodeText.openStudio.address), context));
    app.route("/api/ratings", ratingRoutes(storage.ratings, eventBus));
    app.route("/api/events", eventRoutes(eventBus));
    app.route("/api/jobs", jobRoutes({ queue, uploads, catalog, files, workspace }));
    app.route("/api/pictures", uploadRoutes(uploads, queue.list));
    app.route("/export", exportRoutes(catalog, files));
    app.route("/", runRoutes(catalog));
    app.route("/", pageFiles(files));
    const listening = await listenHttp(app, { host: address, port: options.port });
    closers.push(() => listening.close());
    signal?.throwIfAborted();
    storage.hurry(undefined);
    const location = { host: address, port: listening.port, origins, token };
    return {
      address: localAddress(location),
      elsewhere: networkAddresses(location),
      port: listening.port,
      workspace,
      trainings: { list: queue.list, resume: queue.resume, add: queue.add },
      listen: eventBus.subscribe,
      close,
    };
  } catch (error) {
    await close();
    signal?.throwIfAborted();
    return throwFileError(error);
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}
