import { createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Hono, type Context } from "hono";
import { z } from "zod";
import { maxWallName, wallPictureSchema } from "../../protocol/index.ts";
import { createSerialQueue } from "../../serial-queue.ts";
import { nodeText } from "../../text/index.ts";
import { isEqualToken } from "../server/access-guard.ts";
import { httpError, notFoundError } from "../server/http-error.ts";
import { readParameter, readQuery } from "../server/read-request.ts";
import { withBody } from "../server/request-body.ts";
import type { PictureWall } from "./picture-wall.ts";
import type { WallKeys } from "./wall-keys.ts";

/** Wait before a wrong code is refused, ms, one after the other: to try all 2 · 10⁸ codes takes years. */
const refusalDelay = 500;
/** Largest body of a picture, 10^6 bytes. */
const maxMegabytes = 2;
const numberSchema = z.coerce.number().int().positive();
const aboutSchema = wallPictureSchema.pick({ chapter: true }).extend({ name: z.string().max(maxWallName * 4) });

/**
 * Serves a wall: `GET pictures`, `POST pictures?chapter=&name=` with a picture, `GET pictures/1.png?code=`,
 * `DELETE pictures/1`.
 * All but the last need the code or the key of the host, the last that key or the key of the picture, as `?code=` or
 * `Authorization: Bearer`, which other sites cannot send.
 */
export function wallRoutes(wall: PictureWall, { code, hostKey }: WallKeys): Hono {
  const keyOf = (number: number): string => createHmac("sha256", hostKey).update(String(number)).digest("base64url");
  const refusals = createSerialQueue();
  const require = async (context: Context, isRight: boolean): Promise<void> => {
    if (isRight) return;
    await refusals.run(() => wait(refusalDelay));
    throw httpError(403, { where: context.req.path, ...nodeText.pictureWall.wrongCode });
  };
  const opens = (given: string): boolean => isEqualToken(given.toUpperCase(), code) || isEqualToken(given, hostKey);
  const app = new Hono();
  app.get("/pictures", async (context) => {
    const given = bearer(context);
    await require(context, opens(given));
    return context.json({ pictures: wall.list(), isHost: isEqualToken(given, hostKey) });
  });
  app.post("/pictures", async (context) => {
    await require(context, opens(bearer(context)));
    const { chapter, name } = readQuery(context, aboutSchema);
    const about = { chapter, name: tidyName(name) };
    const { number } = await withBody(context, maxMegabytes, (bytes) => wall.add(bytes, about));
    return context.json({ number, key: keyOf(number) });
  });
  app.get("/pictures/:file{\\d+\\.png}", async (context) => {
    await require(context, opens(context.req.query("code") ?? ""));
    const number = Number.parseInt(readParameter(context, "file", z.string()), 10);
    const png = await wall.read(number);
    if (!png) throw notFoundError(context.req.path, nodeText.pictureWall.picture);
    context.header("Cache-Control", "private, max-age=31536000, immutable");
    return context.body(new Uint8Array(png), 200, { "Content-Type": "image/png" });
  });
  app.delete("/pictures/:number", async (context) => {
    const number = readParameter(context, "number", numberSchema);
    const given = bearer(context);
    await require(context, isEqualToken(given, hostKey) || isEqualToken(given, keyOf(number)));
    await wall.remove(number);
    return context.body(null, 204);
  });
  return app;
}

function bearer(context: Context): string {
  return (context.req.header("Authorization") ?? "").replace(/^Bearer /, "").slice(0, 100);
}

/** Leaves out what is no letter of a name: line breaks, marks of direction, spaces around it. */
function tidyName(name: string): string {
  const plain = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "").trim();
  return plain.slice(0, maxWallName).replace(/\p{Surrogate}$/u, "");
}
