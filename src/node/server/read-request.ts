import type { Context } from "hono";
import { z } from "zod";
import { refusal } from "./refusal.ts";
import { withBody } from "./request-body.ts";

/** What no database keeps in a text: NUL, and halves of a pair of surrogates. */
export const unkept = /\0|\p{Surrogate}/u;

/**
 * Reads the body of a request, which must be JSON of a schema.
 *
 * @param megabytes - the limit of the body, 10^6 bytes.
 */
export async function readJson<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
  megabytes: number,
): Promise<Readonly<z.infer<Schema>>> {
  const where = context.req.path;
  const type = context.req.header("Content-Type") ?? "";
  if (!/^application\/json\b/i.test(type))
    throw wrong(where, "Content-Type", { got: type || "-", right: "application/json", status: 415 });
  const text = await withBody(context, megabytes, (bytes) => new TextDecoder().decode(bytes));
  let value: unknown;
  let odd = false;
  try {
    value = JSON.parse(text, (_, part: unknown) => {
      odd ||= typeof part === "string" && unkept.test(part);
      return part;
    });
  } catch {
    throw wrong(where, "", { got: text, right: "JSON" });
  }
  if (odd) throw wrong(where, "", { got: "\\u0000" });
  return checked(where, schema, value);
}

/** The part of an address after `?`, which must be of a schema; a name twice is its first. */
export function readQuery<Schema extends z.ZodType>(context: Context, schema: Schema): Readonly<z.infer<Schema>> {
  const query = context.req.query();
  const odd = Object.entries(query).find(([, text]) => unkept.test(text));
  if (odd) throw wrong(context.req.path, odd[0], { got: "\\u0000" });
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
  const place = issue.path.concat(issue.code === "unrecognized_keys" ? issue.keys[0] : []);
  const got = place.reduce<unknown>((within, name) => Object(within)[name], value);
  throw wrong(where, place.join("."), { got: JSON.stringify(got) ?? "-", right: rightOf(issue) });
}

/** What would have been right, in signs that everybody reads; undefined where there are none. */
function rightOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_value") return issue.values.join(" | ");
  if (issue.code === "too_big") return `≤ ${issue.maximum}`;
  if (issue.code === "too_small") return `${issue.inclusive ? "≥" : ">"} ${issue.minimum}`;
  return undefined;
}

function wrong(
  where: string,
  place: string,
  { got, right, status = 400 }: { readonly got: string; readonly right?: string; readonly status?: 400 | 415 },
) {
  const usual = { ja: "このスタジオのページが送る形のもの", en: "what the page of this studio sends" };
  const short = got.length > 60 ? `${got.slice(0, 60)}…` : got;
  return refusal(status, {
    where: `${where.slice(0, 200)} ${place}`.trim(),
    expected: right === undefined ? usual : { ja: `${right} `, en: right },
    got: { ja: `「${short}」`, en: short },
    remedy: { ja: "ページを読みこみ直してください", en: "Load the page again" },
  });
}
