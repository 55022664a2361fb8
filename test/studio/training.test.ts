import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { handedInSchema, jobSchema, manifestSchema, type Job } from "../../src/wire/index.ts";
import { hearNews, program, serveStudio, type ServedStudio } from "./serve-studio.ts";
import { smallArchive } from "./small-pictures.ts";

/** Somebody hands in pictures and trains, and the server is ended and killed meanwhile. */
describe.skipIf(!existsSync(program))("trainings of a studio", () => {
  let workspace: string;
  let studio: ServedStudio;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase 学習-"));
    studio = await serveStudio(workspace);
  });
  afterAll(async () => {
    await studio.end();
    await rm(workspace, { recursive: true, force: true });
  });

  const jobs = async () => jobSchema.array().parse(await studio.json("/api/jobs"));
  const job = async (id: string) => (await jobs()).find((one) => one.id === id)!;
  const post = async (path: string) => await studio.ask(path, { method: "POST" });
  const until = async (id: string, wanted: (job: Job) => boolean): Promise<Job> => {
    for (let tries = 0; tries < 600; tries++) {
      const now = await job(id);
      if (wanted(now)) return now;
      if (now.state === "failed") throw new Error(now.error?.en);
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`${JSON.stringify(await job(id))} did not get there`);
  };

  test("pictures are handed in", async () => {
    const headers = { "Content-Type": "application/zip" };
    const answer = await studio.ask(`/api/pictures?name=${encodeURIComponent("ねこ cats.zip")}`, {
      method: "POST",
      headers,
      body: smallArchive(12),
    });
    expect(answer.status).toBe(201);
    const handedIn = handedInSchema.parse(await answer.json());
    expect(handedIn).toMatchObject({ id: "cats", name: "ねこ cats.zip", files: 12 });
    expect(await studio.json("/api/pictures")).toEqual([handedIn]);
  });

  test("a training goes to its end, and its model is there at once", async () => {
    const news = await hearNews(studio);
    const answer = await studio.send("/api/jobs", { model: "ae", source: "cats", minutes: 0.03, size: 8, seed: 1 });
    expect(answer.status).toBe(201);
    expect(jobSchema.parse(await answer.json())).toMatchObject({ id: "ae-cats", done: 0 });
    await news.until((one) => one.type === "job" && one.job.state === "training");
    await news.until((one) => one.type === "job" && one.job.state === "done");
    await news.until((one) => one.type === "runs");
    await news.close();
    const numbers = news.heard.filter((one) => one.type === "numbers");
    expect(numbers.length).toBeGreaterThan(1);
    const log = z.array(z.looseObject({ step: z.int() })).parse(await studio.json("/api/jobs/ae-cats/log"));
    expect(log.map(({ step }) => step)).toEqual(expect.arrayContaining(numbers.map(({ step }) => step)));
    const moments = z.array(z.int()).parse(await studio.json("/api/jobs/ae-cats/moments"));
    expect(moments.length).toBeGreaterThan(1);
    expect(news.heard.filter(({ type }) => type === "moment").length).toBeGreaterThan(0);
    const picture = await studio.ask(`/api/jobs/ae-cats/moments/${moments.at(-1)}.png`);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await picture.arrayBuffer()).slice(1, 4)).toEqual(new TextEncoder().encode("PNG"));
    const runs = manifestSchema.parse(await studio.json("/studio.json")).runs.filter(({ model }) => model === "ae");
    expect(runs).toMatchObject([{ id: "ae-cats", model: "ae", source: "cats.zip", size: 8 }]);
    const packed = await (await studio.ask("/run/ae-cats.safetensors")).arrayBuffer();
    expect(packed.byteLength).toBe(runs[0].bytes);
    expect((await job("ae-cats")).done).toBe(1);
  });

  test("one at a time: paused, gone on with, stopped", async () => {
    const plan = { model: "ae", source: "cats", minutes: 5, size: 8 };
    await studio.send("/api/jobs", plan);
    await studio.send("/api/jobs", plan);
    await until("ae-cats-2", ({ state, step }) => state === "training" && step > 0);
    expect((await job("ae-cats-3")).state).toBe("waiting");
    expect((await studio.ask("/api/pictures/cats", { method: "DELETE" })).status).toBe(409);
    expect((await (await post("/api/jobs/ae-cats-3/pause")).json()) as Job).toMatchObject({ state: "paused" });
    await post("/api/jobs/ae-cats-2/pause");
    const paused = await until("ae-cats-2", ({ state }) => state === "paused");
    expect(paused.step).toBeGreaterThan(0);
    expect(paused.done).toBeGreaterThan(0);
    await post("/api/jobs/ae-cats-2/resume");
    await until("ae-cats-2", ({ state, step }) => state === "training" && step > paused.step);
    await post("/api/jobs/ae-cats-2/stop");
    const stopped = await until("ae-cats-2", ({ state }) => state === "done");
    expect(stopped.done).toBeLessThan(1);
    expect((await post("/api/jobs/ae-cats-2/resume")).status).toBe(409);
    expect((await post("/api/jobs/nobody/pause")).status).toBe(404);
  });

  test("the server is ended, then killed: nothing that was trained is lost", async () => {
    await post("/api/jobs/ae-cats-3/resume");
    const before = await until("ae-cats-3", ({ state, step }) => state === "training" && step > 0);
    expect(await studio.end()).toBe(0);
    studio = await serveStudio(workspace);
    const after = await job("ae-cats-3");
    expect(after.state).toBe("paused");
    expect(after.step).toBeGreaterThanOrEqual(before.step);
    await post("/api/jobs/ae-cats-3/resume");
    await until("ae-cats-3", ({ state, step }) => state === "training" && step > after.step);
    await studio.kill();
    studio = await serveStudio(workspace);
    const saved = await until("ae-cats-3", ({ state }) => state === "paused");
    // the training itself outlived its server, and saved
    const checkpoints = await readdir(join(workspace, "runs", "ae-cats-3", "checkpoint"));
    const newest = Number(
      /\d+/.exec(
        checkpoints
          .filter((name) => name.startsWith("step-"))
          .sort()
          .at(-1)!,
      )![0],
    );
    expect(newest).toBeGreaterThan(after.step);
    await post("/api/jobs/ae-cats-3/resume");
    await until("ae-cats-3", ({ state, step }) => state === "training" && step > newest);
    expect(saved.error).toBeUndefined();
    await post("/api/jobs/ae-cats-3/stop");
    await until("ae-cats-3", ({ state }) => state === "done");
    expect((await studio.ask("/api/pictures/cats", { method: "DELETE" })).status).toBe(200);
    expect(await studio.json("/api/pictures")).toEqual([]);
  });

  test("a training that cannot be says why, in both languages", async () => {
    expect((await studio.send("/api/jobs", { model: "ae", source: "../..", minutes: 1 })).status).toBe(404);
    await studio.send("/api/jobs", { model: "moe", source: "sushi", minutes: 1, size: 256, seed: 1 });
    const failed = await studio.send("/api/jobs", { model: "pix2pix", source: "characters", minutes: 1, size: 8 });
    await post("/api/jobs/moe-sushi/stop");
    const { id } = jobSchema.parse(await failed.json());
    await expect.poll(async () => (await job(id)).state).toBe("failed");
    const { error } = await job(id);
    expect(error?.en).toContain("expected pictures in pairs");
    expect(error?.ja).toContain("2枚で1組");
  });
});
