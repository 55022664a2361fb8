import type { Context } from "hono";
import { z } from "zod";
import { httpError } from "./http-error.ts";
import { withBody } from "./request-body.ts";
import { nodeText } from "../../text/index.ts";

/** Characters that databases cannot store in a text: NUL, and unpaired surrogates. */
export const unstorableCharacters = /\0|\p{Surrogate}/u;

/**
 * Reads the body of a request as JSON of a schema.
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
    throw requestError(where, "Content-Type", { got: type || "-", right: "application/json", status: 415 });
  const text = await withBody(context, megabytes, (bytes) => new TextDecoder().decode(bytes));
  let value: unknown;
  let hasUnstorable = false;
  try {
    value = JSON.parse(text, (_, part: unknown) => {
      hasUnstorable ||= typeof part === "string" && unstorableCharacters.test(part);
      return part;
    });
  } catch {
    throw requestError(where, "", { got: text, right: "JSON" });
  }
  if (hasUnstorable) throw requestError(where, "", { got: "\\u0000" });
  return validate(where, schema, value);
}

/** Reads the query of an address by a schema; of duplicate names the first counts. */
export function readQuery<Schema extends z.ZodType>(context: Context, schema: Schema): Readonly<z.infer<Schema>> {
  const query = context.req.query();
  const unstorable = Object.entries(query).find(([, text]) => unstorableCharacters.test(text));
  if (unstorable) throw requestError(context.req.path, unstorable[0], { got: "\\u0000" });
  return validate(context.req.path, schema, query);
}

/** Reads one parameter of an address. */
export function readParameter<Schema extends z.ZodType>(
  context: Context,
  name: string,
  schema: Schema,
): z.infer<Schema> {
  return validate(context.req.path, z.object({ [name]: schema }), context.req.param())[name] as z.infer<Schema>;
}

function validate<Schema extends z.ZodType>(where: string, schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue.path.concat(issue.code === "unrecognized_keys" ? issue.keys[0] : []);
  const got = place.reduce<unknown>((within, name) => Object(within)[name], value);
  throw requestError(where, place.join("."), { got: JSON.stringify(got) ?? "-", right: expectedText(issue) });
}

/** Describes the expected value in language-neutral symbols; undefined when there are none. */
function expectedText(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_value") return issue.values.join(" | ");
  if (issue.code === "too_big") return `≤ ${issue.maximum}`;
  if (issue.code === "too_small") return `${issue.inclusive ? "≥" : ">"} ${issue.minimum}`;
  return undefined;
}

function requestError(
  where: string,
  place: string,
  { got, right, status = 400 }: { readonly got: string; readonly right?: string; readonly status?: 400 | 415 },
) {
  const pageFormText = nodeText.readRequest.pageRequest;
  const shortened = got.length > 60 ? `${got.slice(0, 60)}…` : got;
  return httpError(status, {
    where: `${where.slice(0, 200)} ${place}`.trim(),
    expected: right === undefined ? pageFormText : nodeText.readRequest.right({ right }),
    got: nodeText.readRequest.shortened({ shortened }),
    remedy: nodeText.readRequest.reload,
  });
}
