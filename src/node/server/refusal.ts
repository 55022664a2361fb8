import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { DatabaseAway } from "../database/attend.ts";
import { bothSentences, OmakaseError, type Complaint, type Text } from "../../error.ts";

type Status = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 503;

/** An answer that is no: a status, and what a person should hear. */
export function refusal(status: Status, complaint: Complaint): HTTPException {
  return new HTTPException(status, { cause: new OmakaseError("option", complaint) });
}

/** Whatever was thrown, as an answer: `{ error: { ja, en } }`. */
export function answerError(thrown: unknown, context: Context): Response {
  const error = thrown instanceof HTTPException ? thrown.cause : thrown;
  const status = thrown instanceof HTTPException ? thrown.status : statusOf(error);
  context.header("Cache-Control", "no-store");
  const text = bothSentences(error ?? thrown);
  // somebody who looks at it with a browser, before there is a page
  if (context.req.header("Sec-Fetch-Dest") === "document") return context.text(`${text.ja}\n${text.en}\n`, status);
  return context.json({ error: text }, status);
}

function statusOf(error: unknown): 400 | 500 | 503 {
  if (error instanceof DatabaseAway) return 503;
  return error instanceof OmakaseError ? 400 : 500;
}

/** There is no such thing. */
export function unknownThing(where: string, what: Text): HTTPException {
  return refusal(404, {
    where,
    expected: { ja: `ここにある${what.ja}`, en: `${what.en} that is here` },
    got: { ja: "知らない名前", en: "an unknown one" },
    remedy: { ja: "ページを読みこみ直してください", en: "Load the page again" },
  });
}

/** More than is taken. */
export function tooMuch(where: string, most: Text): HTTPException {
  return refusal(413, {
    where,
    expected: { ja: `${most.ja}まで`, en: `at most ${most.en}` },
    got: { ja: "それより大きいもの", en: "more than that" },
    remedy: { ja: "小さく分けて送ってください", en: "Send it in smaller parts" },
  });
}
