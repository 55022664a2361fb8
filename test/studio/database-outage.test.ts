import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Text } from "../../src/error.ts";
import { bundledModels } from "../../src/node/bundled-models.ts";
import { sampleDesign, identifyDesign } from "../../src/preference/index.ts";
import { random } from "../../src/tensor/index.ts";
import {
  trainingJobSchema,
  storedRatingSchema,
  manifestSchema,
  type StoredRating,
  type RatingRequest,
} from "../../src/protocol/index.ts";
import { startPostgres } from "../start-postgres.ts";
import { cliProgramPath, spawnStudio, type StudioProcess } from "./spawn-studio.ts";
import { smallPictureArchive } from "./small-pictures.ts";

const postgres = existsSync(cliProgramPath) ? await startPostgres() : undefined;

/** PostgreSQL is killed during rating and training, and restarted. */
describe.skipIf(!postgres)("a studio whose database is lost for a while", () => {
  let workspace: string;
  let studio: StudioProcess;
  const environment = { DATABASE_URL: postgres?.url ?? "" };

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase 不在-"));
    studio = await spawnStudio(workspace, [], environment);
  });
  afterAll(async () => {
    await studio.end();
    await postgres!.close();
    await rm(workspace, { recursive: true, force: true });
  });

  const lost = () => studio.notices.filter(({ en }) => en.includes("expected a database that answers"));
  const back = () => studio.notices.filter(({ en }) => en === "the database answers again");
  const jobs = async () => trainingJobSchema.array().parse(await studio.json("/api/jobs"));
  const errorOf = async (answer: Response) => ((await answer.json()) as { error: Text }).error;

  test("reports the loss in one sentence, continues training, and loses no confirmed write", async () => {
    const [{ id, run }] = await bundledModels();
    const { runs } = manifestSchema.parse(await studio.json("/studio.json"));
    const model = runs.find((candidate) => candidate.id === id)!.hash;
    const { attributes, latent } = run.config;
    const ratingOf = (at: number): RatingRequest => {
      const candidate = identifyDesign(
        sampleDesign({ attributes, examples: run.examples, latent }, random(1, "card", at)),
      );
      const values = candidate.values.map((value) => (Number.isNaN(value) ? null : value));
      const candidates = [{ id: candidate.id, values, latent: Array.from(candidate.latent) }];
      return { modelHash: model, rater: "花子", time: 1_800_000_000_000 + at, candidates, rating: 1 };
    };
    const saved: StoredRating[] = [];
    let next = 0;
    /** Sends one rating and returns the status. */
    const rate = async (): Promise<number> => {
      const answer = await studio.postJson("/api/ratings", ratingOf(next++));
      if (answer.status === 201) saved.push(storedRatingSchema.parse(await answer.json()));
      else expect(await errorOf(answer)).toMatchObject({ ja: expect.stringMatching(/。$/), en: expect.any(String) });
      return answer.status;
    };
    expect(await rate()).toBe(201);
    const plan = { model: "ae", source: "sushi", size: 8, count: 40, seed: 1 };
    expect((await studio.postJson("/api/jobs", { ...plan, minutes: 0.25 })).status).toBe(201);
    await expect.poll(async () => (await jobs())[0].step, { timeout: 120_000 }).toBeGreaterThan(0);

    const rating = Promise.all(Array.from({ length: 20 }, rate));
    await postgres!.kill();
    for (const status of await rating) expect([201, 503]).toContain(status);
    expect(await rate()).toBe(503);
    const { ja, en } = await errorOf(await studio.request(`/api/ratings?model=${model}`));
    expect(en).toMatch(/^DATABASE_URL: expected a database that answers, got no answer \(\w+\)\. Start /);
    expect(ja).toMatch(/^DATABASE_URL: 返事をするデータベースが必要ですが、返事なし（\w+）でした。/);
    const refused = await studio.postJson("/api/jobs", { ...plan, minutes: 1 });
    expect(refused.status).toBe(503);
    const headers = { "Content-Type": "application/zip" };
    const upload = await studio.request("/api/pictures?name=x", {
      method: "POST",
      body: smallPictureArchive(3),
      headers,
    });
    expect(upload.status).toBe(503);
    expect(existsSync(join(workspace, "pictures"))).toBe(false);
    expect(await jobs()).toHaveLength(1); // it was rejected, and is not listed
    expect((await studio.request("/studio.json")).status).toBe(200); // sampling needs no database
    await expect.poll(async () => (await jobs())[0].state, { timeout: 120_000 }).toBe("done");
    expect((await studio.request("/api/jobs/ae-sushi", { method: "DELETE" })).status).toBe(503);
    expect((await jobs()).map(({ state }) => state)).toEqual(["done"]);
    expect(lost()).toHaveLength(1);
    expect(back()).toHaveLength(0);

    await postgres!.start();
    await expect.poll(back).toHaveLength(1);
    expect(await rate()).toBe(201);
    const listed = async () => storedRatingSchema.array().parse(await studio.json(`/api/ratings?model=${model}`));
    for (const one of saved) expect(await listed()).toContainEqual(one);
    const [job] = await jobs();
    expect(await studio.end()).toBe(0);
    studio = await spawnStudio(workspace, [], environment);
    expect(await jobs()).toEqual([job]); // its end reached the database after the restart
    for (const one of saved) expect(await listed()).toContainEqual(one);
  });
});
