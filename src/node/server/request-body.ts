import type { Context } from "hono";
import { httpError, tooLargeError } from "./http-error.ts";
import { verbatim, nodeText } from "../../text/index.ts";

/** Minimum number of bytes of a body per {@link timeout}: 1.6 kB/s. */
const slowestBytes = 16_384;
/** Maximum wait for {@link slowestBytes}, ms. */
const timeout = 10_000;
/** Bytes of each body that do not count towards {@link mostHeld}, so that small requests always succeed. */
const freeBytes = 262_144;
/** Maximum memory of all bodies, bytes. */
const mostHeld = 256e6;

/** Bytes of {@link mostHeld} in use. */
let held = 0;

/**
 * Yields a request's body as it arrives, with a length or chunked.
 *
 * @param most - limit, bytes.
 * @throws HTTPException 413 above the limit, 408 when the body arrives too slowly or stops.
 */
export async function* bodyParts(context: Context, most: number): AsyncGenerator<Uint8Array> {
  const where = context.req.path;
  if (Number(context.req.header("Content-Length") ?? 0) > most) throw tooLong(where, most);
  const reader = context.req.raw.body?.getReader();
  if (!reader) return;
  let bytes = 0;
  let fresh = 0;
  let left = timeout;
  try {
    for (;;) {
      const before = performance.now();
      const { done, value } = await withTime(reader.read(), left, where);
      left -= performance.now() - before;
      if (done) return;
      bytes += value.length;
      if (bytes > most) throw tooLong(where, most);
      fresh += value.length;
      if (fresh >= slowestBytes) [fresh, left] = [0, timeout];
      yield value;
    }
  } finally {
    reader.releaseLock(); // a cancelled body would close the connection, and lose the response
  }
}

/**
 * Reads a request's whole body into memory while `use` runs.
 *
 * @param megabytes - limit, 10^6 bytes.
 * @throws HTTPException as {@link bodyParts}, and 503 when other bodies occupy all memory for bodies.
 */
export async function withBody<Result>(
  context: Context,
  megabytes: number,
  use: (bytes: Uint8Array<ArrayBuffer>) => Result | Promise<Result>,
): Promise<Result> {
  let buffer = new Uint8Array(65_536);
  let length = 0;
  let counted = 0;
  try {
    for await (const part of bodyParts(context, megabytes * 1e6)) {
      if (length + part.length > buffer.length) {
        const size = Math.max(length + part.length, 2 * buffer.length);
        const more = Math.max(0, size - freeBytes) - counted;
        if (more > 0 && held + more > mostHeld) throw busy(context.req.path);
        held += Math.max(0, more);
        counted += Math.max(0, more);
        const larger = new Uint8Array(size);
        larger.set(buffer.subarray(0, length));
        buffer = larger;
      }
      buffer.set(part, length);
      length += part.length;
    }
    return await use(buffer.subarray(0, length));
  } finally {
    held -= counted;
  }
}

async function withTime<Result>(waited: Promise<Result>, milliseconds: number, where: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(tooSlow(where)), Math.max(0, milliseconds));
  });
  waited.catch(() => undefined); // rejects when the lock is released
  try {
    return await Promise.race([waited, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLong(where: string, most: number) {
  const text = `${most / 1e6} MB`;
  return tooLargeError(where, verbatim(text));
}

function tooSlow(where: string) {
  const [size, seconds] = [slowestBytes / 1024, timeout / 1000];
  return httpError(408, { where, ...nodeText.requestBody.tooSlow({ size, seconds }) });
}

function busy(where: string) {
  return httpError(503, { where, ...nodeText.requestBody.busy });
}
