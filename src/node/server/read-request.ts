import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { refusal, tooMuch } from "./refusal.ts";

/** Refuses bodies of more bytes. */
export function atMost(megabytes: number): MiddlewareHandler {
  const most = `${megabytes} MB`;
  return bodyLimit({
    maxSize: megabytes * 1e6,
    onError: (context) => {
      throw tooMuch(context.req.path, { ja: most, en: most });
    },
  });
}

/** What no database keeps in a text: NUL, and halves of a pair of surrogates. */
export const unkept = /\0|\p{Surrogate}/u;

/** The body of a request, which must be JSON of a schema. */
export async function readJson<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<Readonly<z.infer<Schema>>> {
  const where = context.req.path;
  const type = context.req.header("Content-Type") ?? "";
  if (!/^application\/json\b/i.test(type)) throw wrong(where, "Content-Type", type.slice(0, 100) || "-", 415);
  const text = await context.req.text();
  let value: unknown;
  let odd = false;
  try {
    value = JSON.parse(text, (_, part: unknown) => {
      odd ||= typeof part === "string" && unkept.test(part);
      return part;
    });
  } catch {
    throw wrong(where, "", "JSON?");
  }
  if (odd) throw wrong(where, "", "\\u0000");
  return checked(where, schema, value);
}

/** The part of an address after `?`, which must be of a schema; a name twice is its first. */
export function readQuery<Schema extends z.ZodType>(context: Context, schema: Schema): Readonly<z.infer<Schema>> {
  const query = context.req.query();
  const odd = Object.entries(query).find(([, text]) => unkept.test(text));
  if (odd) throw wrong(context.req.path, odd[0], "\\u0000");
  return checked(context.req.path, schema, query);
}

/** One part of an address. */
export function readPart<Schema extends z.ZodType>(context: Context, name: string, schema: Schema): z.infer<Schema> {
  return checked(context.req.path, z.object({ [name]: schema }), context.req.param())[name] as z.infer<Schema>;
}

function checked<Schema extends z.ZodType>(where: string, schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw wrong(where, issue.path.join("."), issue.message);
}

function wrong(where: string, place: string, what: string, status: 400 | 415 = 400) {
  const at = place === "" ? "" : `${place}: `;
  return refusal(status, {
    where: where.slice(0, 200),
    expected: { ja: "このスタジオのページが送る形のもの", en: "what the page of this studio sends" },
    got: { ja: `別のもの（${at}${what}）`, en: `something else (${at}${what})` },
    remedy: { ja: "ページを読みこみ直してください", en: "Load the page again" },
  });
}
