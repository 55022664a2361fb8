import type { FileHandle } from "node:fs/promises";
import type { Context } from "hono";
import { fileError } from "../file-error.ts";
import { openRegular } from "../regular-file.ts";

/** Bytes per read. */
const pieceBytes = 65_536;
/** Maximum wait for a reader to take a chunk, ms. */
const timeout = 60_000;

/**
 * Responds with a file, read in chunks as the client takes them: a hundred slow clients need little memory.
 *
 * @param type - the header `Content-Type` of the response.
 * @throws OmakaseError `source` when there is no regular file.
 */
export async function sendFile(context: Context, path: string, type: string): Promise<Response> {
  const file = await openRegular(path).catch((error: unknown) => {
    throw fileError(error, path, "read");
  });
  let size: number;
  try {
    ({ size } = await file.stat());
  } catch (error) {
    await file.close();
    throw error;
  }
  const headers = { "Content-Type": type, "Content-Length": String(size) };
  if (context.req.method !== "HEAD") return context.body(pieces(file, size), 200, headers);
  await file.close(); // the body of such a response is neither read nor cancelled
  return context.body(null, 200, headers);
}

/** Creates a stream of a file; closes the file at its end, on cancel, or when the reader stalls. */
function pieces(file: FileHandle, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  let timer: NodeJS.Timeout | undefined;
  const close = async () => {
    clearTimeout(timer);
    await file.close();
  };
  const wait = (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
    timer = setTimeout(() => {
      controller.error(new Error("the reader stands still"));
      void file.close();
    }, timeout).unref();
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(timer);
        try {
          const piece = new Uint8Array(Math.min(pieceBytes, size - at));
          const { bytesRead } = await file.read(piece, 0, piece.length, at);
          at += bytesRead;
          if (bytesRead > 0) controller.enqueue(piece.subarray(0, bytesRead));
          if (at < size && bytesRead > 0) return wait(controller);
          if (at < size) controller.error(new Error("the file became shorter"));
          else controller.close();
        } catch (error) {
          controller.error(error);
        }
        await close();
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
