import { realpath } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { Hono } from "hono";
import { builtinNames } from "../../dataset/index.ts";
import { bothSentences } from "../../error.ts";
import { openStorage } from "../database/open-storage.ts";
import { fileError } from "../file-error.ts";
import { makeFolder } from "../make-folder.ts";
import { nodeHost } from "../node-host.ts";
import type { Studio, StudioOptions } from "../studio.ts";
import { otherAddresses, ownAddress } from "./addresses.ts";
import { freshToken, guard, isLoopback, originOf } from "./guard.ts";
import { jobQueue } from "./job-queue.ts";
import { jobRoutes } from "./job-routes.ts";
import { listen } from "./listen.ts";
import { newsHub } from "./news-hub.ts";
import { newsRoutes } from "./news-routes.ts";
import { pageFiles } from "./page-files.ts";
import { pictureDesk } from "./picture-desk.ts";
import { pictureLimits } from "./picture-limits.ts";
import { pictureRoutes } from "./picture-routes.ts";
import { ratingRoutes } from "./rating-routes.ts";
import { answerError, unknownThing } from "./refusal.ts";
import { runCatalog } from "./run-catalog.ts";
import { runRoutes } from "./run-routes.ts";
import { securityHeaders } from "./security-headers.ts";
import { usualProgram } from "./training-process.ts";

/** How often the folders are looked at while somebody looks at the page, milliseconds. */
const rhythm = 3000;
/** Seconds that a database server may think about a question while the studio opens, and while it closes. */
const patience = { opening: 4, closing: 2 };

/** See `startStudio`. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { runs: given = [], host: address = "127.0.0.1", language = "en", onNotice = () => {}, signal } = options;
  const origins = (options.origins ?? []).map(originOf);
  const host = nodeHost();
  const { files } = host;
  const wanted = resolve(options.workspace ?? ".");
  const refuse = (error: unknown): never => {
    throw fileError(error, wanted, "write");
  };
  await makeFolder(wanted).catch(refuse);
  const workspace = await realpath(wanted).catch(refuse);
  const own = join(workspace, ".omakase");
  const url = options.database ?? (process.env.DATABASE_URL || undefined);
  const hub = newsHub();
  let onBack = () => {};
  const onAway = (error: Error) => onNotice(bothSentences(error));
  const storage = await openStorage({ folder: own, url, language, signal, onAway, onBack: () => onBack() }).catch(
    refuse,
  );
  storage.hurry(patience.opening);
  const giveUp = () => storage.hurry(0);
  signal?.addEventListener("abort", giveUp);
  const closers = [() => storage.close()];
  const closeAll = async () => {
    storage.hurry(patience.closing);
    for (const step of closers.reverse()) await step();
  };
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll());
  try {
    const catalog = runCatalog({
      host,
      workspace,
      given,
      cache: join(own, "run"),
      onModel: (model) => storage.ratings.know(model),
      onChange: () => hub.publish({ type: "runs" }),
      onNotice,
    });
    await catalog.refresh();
    const look = () => void catalog.refresh().catch((error: unknown) => onNotice(bothSentences(error)));
    const watch = setInterval(() => hub.size > 0 && look(), rhythm);
    closers.push(async () => clearInterval(watch));
    const desk = await pictureDesk({
      table: storage.pictures,
      workspace,
      waiting: join(own, "waiting"),
      limits: pictureLimits,
    });
    const queue = await jobQueue({
      table: storage.jobs,
      hub,
      onNotice,
      files,
      workspace,
      language,
      program: usualProgram,
      // a path came from this machine's own keyboard: of a page, `jobRoutes` takes none
      sourceOf: ({ source }) =>
        isAbsolute(source) || builtinNames.some((name) => name === source) ? source : desk.sourceOf(source),
      onRun: look,
    });
    closers.push(() => queue.close());
    onBack = () => {
      onNotice({ ja: "データベースから、また返事があります", en: "the database answers again" });
      void queue.catchUp();
      look();
    };

    const token = isLoopback(address) && origins.length === 0 ? undefined : freshToken();
    const app = new Hono();
    app.use(securityHeaders);
    app.use(guard({ host: address, origins, token }));
    app.onError(answerError);
    app.notFound((context) =>
      answerError(unknownThing(context.req.path, { ja: "アドレス", en: "an address" }), context),
    );
    app.route("/api/ratings", ratingRoutes(storage.ratings, hub));
    app.route("/api/news", newsRoutes(hub));
    app.route("/api/jobs", jobRoutes({ queue, desk, catalog, files, workspace }));
    app.route("/api/pictures", pictureRoutes(desk, queue.list));
    app.route("/", runRoutes(catalog));
    app.route("/", pageFiles(files));
    const listening = await listen(app, { host: address, port: options.port });
    closers.push(() => listening.close());
    signal?.throwIfAborted();
    storage.hurry(undefined);
    const place = { host: address, port: listening.port, origins, token };
    return {
      address: ownAddress(place),
      elsewhere: otherAddresses(place),
      port: listening.port,
      workspace,
      trainings: { list: queue.list, resume: queue.resume, add: queue.add },
      listen: hub.listen,
      close,
    };
  } catch (error) {
    await close();
    signal?.throwIfAborted();
    return refuse(error);
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}
