import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { createSerialQueue } from "../../serial-queue.ts";
import { OmakaseError, type ErrorParts } from "../../error.ts";
import type { RatingRequest } from "../../protocol/index.ts";
import type { StoredModel } from "../database/rating-table.ts";
import { httpError } from "./http-error.ts";
import { nodeText } from "../../text/index.ts";

/** File of ratings, and the model that they belong to. */
export interface RatingsFile {
  readonly bytes: Uint8Array;
  readonly model: StoredModel;
}

/** Message of the worker. */
export type RatingsPiece =
  | { readonly ratings: readonly RatingRequest[] }
  | { readonly done: true }
  | { readonly errorParts: ErrorParts };

const program = new URL("../../../dist/node/server/parse-ratings.js", import.meta.url);
/** Memory of the worker, MiB. */
const memory = 1024;
/** Timeout for one file, ms. */
const timeout = 60_000;

/** Files are read one at a time: concurrent reads would need much memory. */
const reads = createSerialQueue();

/**
 * Reads ratings as JSON or CSV in a separate thread, one file at a time, which keeps the server responsive.
 *
 * @throws OmakaseError `source` when the file is invalid or belongs to another model; HTTPException 400 when it exceeds
 *   the limit of time or memory.
 */
export function readRatingsFile(file: RatingsFile): Promise<readonly RatingRequest[]> {
  return reads.run(() => parseBeside(file));
}

async function parseBeside(file: RatingsFile): Promise<readonly RatingRequest[]> {
  const limits = { maxOldGenerationSizeMb: memory };
  const worker = new Worker(fileURLToPath(program), { workerData: file, resourceLimits: limits });
  const timer = setTimeout(() => void worker.terminate(), timeout);
  try {
    return await new Promise((done, fail) => {
      const all: RatingRequest[] = [];
      worker.on("message", (piece: RatingsPiece) => {
        if ("errorParts" in piece) fail(new OmakaseError("source", piece.errorParts));
        else if ("done" in piece) done(all);
        else all.push(...piece.ratings);
      });
      worker.on("error", (error: NodeJS.ErrnoException) =>
        fail(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? uncheckableError() : error),
      );
      worker.on("exit", () => fail(uncheckableError()));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function uncheckableError() {
  const seconds = timeout / 1000;
  return httpError(400, { where: "ratings", ...nodeText.readRatingsFile.uncheckable({ seconds }) });
}
