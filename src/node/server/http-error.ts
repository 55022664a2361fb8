import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { DatabaseUnavailableError } from "../database/reconnector.ts";
import { formatErrorTexts, OmakaseError, type ErrorParts, type Text } from "../../error.ts";
import { nodeText } from "../../text/index.ts";

type ErrorStatus = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 503;

/** Creates an error response: a status, and a message for a person. */
export function httpError(status: ErrorStatus, errorParts: ErrorParts): HTTPException {
  return new HTTPException(status, { cause: new OmakaseError("option", errorParts) });
}

/** Converts a thrown value into a response: `{ error: { ja, en } }`. */
export function errorResponse(thrown: unknown, context: Context): Response {
  const error = thrown instanceof HTTPException ? thrown.cause : thrown;
  const status = thrown instanceof HTTPException ? thrown.status : statusOf(error);
  context.header("Cache-Control", "no-store");
  const text = formatErrorTexts(error ?? thrown);
  // a browser opened the address itself: there is no page to show the error
  if (context.req.header("Sec-Fetch-Dest") === "document") return context.text(`${text.ja}\n${text.en}\n`, status);
  return context.json({ error: text }, status);
}

function statusOf(error: unknown): 400 | 500 | 503 {
  if (error instanceof DatabaseUnavailableError) return 503;
  return error instanceof OmakaseError ? 400 : 500;
}

/** Creates the error 404. */
export function notFoundError(where: string, what: Text): HTTPException {
  return httpError(404, { where, ...nodeText.httpError.notFound({ what }) });
}

/** Creates the error 413. */
export function tooLargeError(where: string, limit: Text): HTTPException {
  return httpError(413, { where, ...nodeText.httpError.tooLarge({ limit }) });
}
