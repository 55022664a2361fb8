import { Hono } from "hono";
import { z } from "zod";
import { formatRatingsCsv, formatRatingsJson } from "../../preference/index.ts";
import { ratingRequestSchema, ratingRecord, type RatingRequest } from "../../protocol/index.ts";
import type { StoredModel, RatingTable } from "../database/rating-table.ts";
import type { EventBus } from "./event-bus.ts";
import { readJson, readParameter, readQuery } from "./read-request.ts";
import { readRatingsFile } from "./read-ratings-file.ts";
import { httpError, notFoundError } from "./http-error.ts";
import { withBody } from "./request-body.ts";
import { nodeText } from "../../text/index.ts";

const modelHashSchema = ratingRequestSchema.shape.modelHash;
const raterSchema = ratingRequestSchema.shape.rater;
/** Schema of a rating's id; the maximum is that of the database. */
const ratingIdSchema = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);

/** Creates the routes `api/ratings`. Every response describes what is on the disk. */
export function ratingRoutes(ratings: RatingTable, eventBus: EventBus): Hono {
  const app = new Hono();
  const publishChange = (modelHash: string, rater: string) => eventBus.publish({ type: "ratings", modelHash, rater });
  const modelOf = async (hash: string): Promise<StoredModel> => {
    const known = await ratings.findModel(hash);
    if (!known) throw notFoundError("model", nodeText.ratingRoutes.model);
    return known;
  };

  app.get("/", async (context) => {
    const query = readQuery(context, z.strictObject({ model: modelHashSchema, rater: raterSchema.optional() }));
    return context.json(await ratings.list(query.model, query.rater));
  });

  app.post("/", async (context) => {
    const rating = await readJson(context, ratingRequestSchema, 5);
    requireMatchingModel(await modelOf(rating.modelHash), rating);
    const kept = await ratings.add(rating);
    publishChange(kept.modelHash, kept.rater);
    return context.json(kept, 201);
  });

  app.delete("/", async (context) => {
    const query = readQuery(context, z.strictObject({ model: modelHashSchema, rater: raterSchema }));
    const removed = await ratings.removeByRater(query.model, query.rater);
    if (removed > 0) publishChange(query.model, query.rater);
    return context.json({ removed });
  });

  app.get("/raters", async (context) => {
    return context.json(await ratings.raters(readQuery(context, z.strictObject({ model: modelHashSchema })).model));
  });

  app.get("/file", async (context) => {
    const schema = z.strictObject({
      model: modelHashSchema,
      rater: raterSchema.optional(),
      format: z.enum(["json", "csv"]).optional(),
    });
    const { model: hash, rater: whose, format = "json" } = readQuery(context, schema);
    const { latent, attributes } = await modelOf(hash);
    const records = (await ratings.list(hash, whose)).map(ratingRecord);
    const all = { modelHash: hash, space: { latent, ...(attributes && { attributes }) }, records };
    const text = format === "csv" ? formatRatingsCsv(all) : formatRatingsJson(all);
    const type = format === "csv" ? "text/csv; charset=utf-8" : "application/json";
    context.header("Content-Disposition", `attachment; filename="ratings-${hash.slice(0, 12)}.${format}"`);
    return context.body(text, 200, { "Content-Type": type, "Cache-Control": "no-store" });
  });

  app.post("/file", async (context) => {
    const { model: hash } = readQuery(context, z.strictObject({ model: modelHashSchema }));
    const rated = await modelOf(hash);
    const some = await withBody(context, 100, async (bytes) => await readRatingsFile({ bytes, model: rated }));
    const imported = await ratings.addAll(some);
    if (imported.added > 0) for (const whose of new Set(some.map((one) => one.rater))) publishChange(hash, whose);
    return context.json(imported);
  });

  app.delete("/:id", async (context) => {
    const gone = await ratings.remove(readParameter(context, "id", ratingIdSchema));
    if (!gone) throw notFoundError("rating", nodeText.ratingRoutes.rating);
    publishChange(gone.modelHash, gone.rater);
    return context.json(gone);
  });
  return app;
}

/** Rejects a rating whose candidates have another latent size or other attributes than the model. */
function requireMatchingModel({ latent, attributes }: StoredModel, { candidates }: RatingRequest): void {
  const tags = attributes?.tags ?? [];
  const mismatch = candidates.find(({ values, latent: numbers }) => {
    const fits = values.every((value, at) => {
      if (value === null || tags[at]?.kind === "number") return true;
      return Number.isInteger(value) && value >= 0 && value < (tags[at]?.choices.length ?? 0);
    });
    const finite = [...numbers, ...values].every((value) => Number.isFinite(Math.fround(value ?? 0)));
    return numbers.length !== latent || values.length !== tags.length || !fits || !finite;
  });
  if (!mismatch) return;
  throw httpError(400, { where: "candidates", ...nodeText.ratingRoutes.otherPictures({ count: tags.length, latent }) });
}
