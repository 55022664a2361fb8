import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Text } from "../../src/error.ts";
import { uploadSchema, trainingJobSchema, manifestSchema, type TrainingJob } from "../../src/protocol/index.ts";
import { nightlyTest } from "../nightly.ts";
import { runOmakase } from "../run-omakase.ts";
import { listenToEvents, cliProgramPath, spawnStudio, type StudioProcess } from "./spawn-studio.ts";
import { improveLog } from "./improve-log.ts";
import { smallPictureArchive } from "./small-pictures.ts";

/** A person uploads images and trains; the server is ended and killed meanwhile. */
describe.skipIf(!existsSync(cliProgramPath))("trainings of a studio", () => {
  let workspace: string;
  let studio: StudioProcess;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase 学習-"));
    studio = await spawnStudio(workspace);
  });
  afterAll(async () => {
    await studio.end();
    await rm(workspace, { recursive: true, force: true });
  });

  const jobs = async () => trainingJobSchema.array().parse(await studio.json("/api/jobs"));
  const job = async (id: string) => (await jobs()).find((one) => one.id === id)!;
  const post = async (path: string) => await studio.request(path, { method: "POST" });
  const until = async (id: string, wanted: (job: TrainingJob) => boolean): Promise<TrainingJob> => {
    for (let tries = 0; tries < 1500; tries++) {
      const now = await job(id);
      if (wanted(now)) return now;
      if (now.state === "failed") throw new Error(now.error?.en);
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`${JSON.stringify(await job(id))} did not get there`);
  };

  test("an upload becomes a data set", async () => {
    const headers = { "Content-Type": "application/zip" };
    const answer = await studio.request(`/api/pictures?name=${encodeURIComponent("ねこ cats.zip")}`, {
      method: "POST",
      headers,
      body: smallPictureArchive(12),
    });
    expect(answer.status).toBe(201);
    const upload = uploadSchema.parse(await answer.json());
    expect(upload).toMatchObject({ id: "cats", name: "ねこ cats.zip", files: 12 });
    expect(await studio.json("/api/pictures")).toEqual([upload]);
  });

  test("a training runs to its end, and its model is listed at once", async () => {
    const news = await listenToEvents(studio);
    const answer = await studio.postJson("/api/jobs", { model: "ae", source: "cats", minutes: 0.03, size: 8, seed: 1 });
    expect(answer.status).toBe(201);
    expect(trainingJobSchema.parse(await answer.json())).toMatchObject({ id: "ae-cats", done: 0 });
    await news.until((one) => one.type === "job" && one.job.state === "training");
    await news.until((one) => one.type === "job" && one.job.state === "done");
    await news.until((one) => one.type === "runs");
    await news.close();
    const numbers = news.heard.filter((one) => one.type === "metrics");
    expect(numbers.length).toBeGreaterThan(1);
    const log = z.array(z.looseObject({ step: z.int() })).parse(await studio.json("/api/jobs/ae-cats/log"));
    expect(log.map(({ step }) => step)).toEqual(expect.arrayContaining(numbers.map(({ step }) => step)));
    const sampleHistory = z.array(z.int()).parse(await studio.json("/api/jobs/ae-cats/samples"));
    expect(sampleHistory.length).toBeGreaterThan(1);
    expect(news.heard.filter(({ type }) => type === "samples").length).toBeGreaterThan(0);
    const picture = await studio.request(`/api/jobs/ae-cats/samples/${sampleHistory.at(-1)}.png`);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await picture.arrayBuffer()).slice(1, 4)).toEqual(new TextEncoder().encode("PNG"));
    const runs = manifestSchema.parse(await studio.json("/studio.json")).runs.filter(({ model }) => model === "ae");
    expect(runs).toMatchObject([{ id: "ae-cats", model: "ae", source: "cats.zip", size: 8 }]);
    const packed = await (await studio.request("/run/ae-cats.safetensors")).arrayBuffer();
    expect(packed.byteLength).toBe(runs[0].bytes);
    expect((await job("ae-cats")).done).toBe(1);
  });

  test("a finished training resumes with more time", async () => {
    const before = await job("ae-cats");
    const more = (id: string, time: unknown) => studio.postJson(`/api/jobs/${id}/extend`, time);
    for (const odd of [
      {},
      { minutes: 0 },
      { minutes: -1 },
      { minutes: "5" },
      { minutes: 1e9 },
      { minutes: 1, seed: 2 },
    ])
      expect((await more("ae-cats", odd)).status, JSON.stringify(odd)).toBe(400);
    expect((await post("/api/jobs/ae-cats/extend")).status).toBe(415);
    for (const id of ["nobody", "..", "%2e%2e%2fae-cats"])
      expect((await more(id, { minutes: 1 })).status, id).toBeOneOf([400, 404]);
    expect(await job("ae-cats")).toEqual(before);
    await improveLog(join(workspace, "runs", "ae-cats"));
    const news = await listenToEvents(studio);
    const both = await Promise.all([0.03, 0.03].map((minutes) => more("ae-cats", { minutes })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await news.until((one) => one.type === "job" && one.job.state === "training" && one.job.step > before.step);
    await news.close();
    const after = await until("ae-cats", ({ state }) => state === "done");
    expect(before).not.toHaveProperty("keptBest");
    expect(after).toMatchObject({ done: 1, plan: { ...before.plan, minutes: 0.03 } });
    // a perfect autoencoder is no worse than the improved log; any other one goes back to its best model
    if (after.keptBest) expect(after.step).toBeLessThanOrEqual(before.step);
    else expect(after.step).toBeGreaterThan(before.step);
    const log = z.array(z.looseObject({ step: z.int() })).parse(await studio.json("/api/jobs/ae-cats/log"));
    expect(log.some(({ step }) => step <= before.step)).toBe(true);
    expect(log.at(-1)!.step).toBeLessThanOrEqual(after.step);
  });

  test("a training that is stopped before it draws is finished first", async () => {
    const settings = { features: 8, latent: 16 };
    const plan = { model: "latent-flow", source: "cats", minutes: 1, size: 16, settings };
    await studio.postJson("/api/jobs", plan);
    await until("latent-flow-cats", ({ state, step }) => state === "training" && step > 2);
    await post("/api/jobs/latent-flow-cats/pause");
    const paused = await until("latent-flow-cats", ({ state }) => state === "paused");
    expect(paused.unfinished).toBe(true);
    await post("/api/jobs/latent-flow-cats/stop");
    const finished = await until("latent-flow-cats", ({ state }) => state === "done");
    expect(finished).toMatchObject({ unfinished: false, done: 1 });
    expect(finished).not.toHaveProperty("finishing");
    expect(finished.step).toBeGreaterThan(paused.step);
    await studio.request("/api/jobs/latent-flow-cats?run=delete", { method: "DELETE" });
  });

  nightlyTest("a training that is being finished ends at once when it is stopped again", async () => {
    const settings = { features: 8, latent: 16 };
    await studio.postJson("/api/jobs", { model: "latent-flow", source: "cats", minutes: 5, size: 16, settings });
    await until("latent-flow-cats", ({ state, step }) => state === "training" && step > 2);
    await post("/api/jobs/latent-flow-cats/stop");
    await until("latent-flow-cats", ({ finishing }) => finishing === true);
    await post("/api/jobs/latent-flow-cats/stop");
    expect(await until("latent-flow-cats", ({ state }) => state === "done")).toMatchObject({ unfinished: true });
    await studio.request("/api/jobs/latent-flow-cats?run=delete", { method: "DELETE" });
  });

  test("trainings run one at a time, and can be paused, resumed and stopped", async () => {
    const plan = { model: "ae", source: "cats", minutes: 5, size: 8 };
    await studio.postJson("/api/jobs", plan);
    await studio.postJson("/api/jobs", plan);
    await until("ae-cats-2", ({ state, step }) => state === "training" && step > 0);
    expect((await job("ae-cats-3")).state).toBe("waiting");
    expect((await studio.request("/api/pictures/cats", { method: "DELETE" })).status).toBe(409);
    expect((await (await post("/api/jobs/ae-cats-3/pause")).json()) as TrainingJob).toMatchObject({ state: "paused" });
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
    // a stopped training gets more time as well, and waits for its turn
    await post("/api/jobs/ae-cats-3/resume");
    await until("ae-cats-3", ({ state, step }) => state === "training" && step > 0);
    const waits = await studio.postJson("/api/jobs/ae-cats-2/extend", { minutes: 3 });
    expect(await waits.json()).toMatchObject({ state: "waiting", done: 0, secondsLeft: 180, step: stopped.step });
    expect((await studio.postJson("/api/jobs/ae-cats-3/extend", { minutes: 3 })).status).toBe(409); // it trains
    for (const id of ["ae-cats-2", "ae-cats-3"])
      expect((await studio.request(`/api/jobs/${id}`, { method: "DELETE" })).status, id).toBe(409);
    await post("/api/jobs/ae-cats-2/stop");
    await post("/api/jobs/ae-cats-3/pause");
    await until("ae-cats-3", ({ state }) => state === "paused");
    expect(await job("ae-cats-2")).toMatchObject({ state: "done", step: stopped.step });
    expect((await post("/api/jobs/nobody/pause")).status).toBe(404);
  });

  test("no training is lost when the server is ended or killed", async () => {
    await post("/api/jobs/ae-cats-3/resume");
    const before = await until("ae-cats-3", ({ state, step }) => state === "training" && step > 0);
    expect(await studio.end()).toBe(0);
    studio = await spawnStudio(workspace);
    const after = await job("ae-cats-3");
    expect(after.state).toBe("paused");
    expect(after.step).toBeGreaterThanOrEqual(before.step);
    await post("/api/jobs/ae-cats-3/resume");
    await until("ae-cats-3", ({ state, step }) => state === "training" && step > after.step);
    await studio.kill();
    studio = await spawnStudio(workspace);
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
    expect((await studio.request("/api/pictures/cats", { method: "DELETE" })).status).toBe(200);
    expect(await studio.json("/api/pictures")).toEqual([]);
    // without them it cannot resume
    const goOn = await studio.postJson("/api/jobs/ae-cats-3/extend", { minutes: 1 });
    expect(goOn.status).toBe(409);
    expect(((await goOn.json()) as { error: Text }).error.en).toContain("cats: expected the pictures that it learned");
    expect((await job("ae-cats-3")).state).toBe("done");
  });

  test("the run of a removed training stays, unless its removal was requested", async () => {
    const remove = (id: string, query = "") => studio.request(`/api/jobs/${id}${query}`, { method: "DELETE" });
    const shown = async () => manifestSchema.parse(await studio.json("/studio.json")).runs.map(({ id }) => id);
    const isThere = (id: string) => existsSync(join(workspace, "runs", id, "config.json"));
    const packed = (id: string) => existsSync(join(workspace, ".omakase", "run", `${id}.safetensors`));
    for (const query of ["?run=", "?run=all", "?run=delete&id=ae-cats", "?delete"])
      expect((await remove("ae-cats", query)).status, query).toBe(400);
    for (const id of ["nobody", "..", "%2e%2e%2fpictures", "cgan-faces"])
      expect((await remove(id, "?run=delete")).status, id).toBeOneOf([400, 404]);
    expect((await jobs()).map(({ id }) => id)).toEqual(["ae-cats", "ae-cats-2", "ae-cats-3"]);
    const news = await listenToEvents(studio);
    const kept = await Promise.all([0, 1, 2].map(() => remove("ae-cats")));
    expect(kept.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    await news.until((one) => one.type === "removed" && one.id === "ae-cats");
    expect(isThere("ae-cats")).toBe(true);
    expect(await shown()).toContain("ae-cats");
    expect((await studio.request("/api/jobs/ae-cats/log")).status).toBe(200); // as for a run from elsewhere
    expect((await studio.postJson("/api/jobs/ae-cats/extend", { minutes: 1 })).status).toBe(404);
    expect(packed("ae-cats-2")).toBe(true);
    const answer = await remove("ae-cats-2", "?run=delete");
    expect(await answer.json()).toEqual({ removed: "ae-cats-2" });
    expect(existsSync(join(workspace, "runs", "ae-cats-2"))).toBe(false);
    await news.until((one) => one.type === "runs");
    await news.close();
    expect(await shown()).not.toContain("ae-cats-2");
    await expect.poll(() => packed("ae-cats-2")).toBe(false);
    // the folder of the last one was removed by hand
    await rm(join(workspace, "runs", "ae-cats-3"), { recursive: true });
    expect((await remove("ae-cats-3", "?run=delete")).status).toBe(200);
    expect(await studio.end()).toBe(0);
    studio = await spawnStudio(workspace);
    expect(await jobs()).toEqual([]);
  });

  nightlyTest("a training with a missing folder does not resume, nor does one removed meanwhile", async () => {
    const plan = { model: "ae", source: "sushi", minutes: 5, size: 8, count: 40 };
    const { id } = trainingJobSchema.parse(await (await studio.postJson("/api/jobs", plan)).json());
    await until(id, ({ state, step }) => state === "training" && step > 0);
    await post(`/api/jobs/${id}/stop`);
    await until(id, ({ state }) => state === "done");
    const folder = join(workspace, "runs", id);
    await rename(folder, `${folder}.away`);
    const gone = await studio.postJson(`/api/jobs/${id}/extend`, { minutes: 1 });
    expect(gone.status).toBe(409);
    expect(((await gone.json()) as { error: Text }).error.en).toContain("expected a training that can go on");
    await rename(`${folder}.away`, folder);
    const [removed, more] = await Promise.all([
      studio.request(`/api/jobs/${id}?run=delete`, { method: "DELETE" }),
      studio.postJson(`/api/jobs/${id}/extend`, { minutes: 1 }),
    ]);
    expect([
      [200, 404], // either request came first
      [409, 200],
    ]).toContainEqual([removed.status, more.status]);
    expect(existsSync(folder)).toBe(removed.status !== 200);
    if (more.status === 200) await post(`/api/jobs/${id}/stop`);
  });

  nightlyTest("a run that the command line trains is locked", async () => {
    const plan = { model: "ae", source: "sushi", minutes: 0.02, size: 8, count: 40 };
    const { id } = trainingJobSchema.parse(await (await studio.postJson("/api/jobs", plan)).json());
    await until(id, ({ state }) => state === "done");
    const words = ["train", "--resume", `runs/${id}`];
    const elsewhere = spawn(process.execPath, [cliProgramPath, ...words, "--json"], { cwd: workspace });
    await once(createInterface({ input: elsewhere.stdout }), "line"); // it is ready
    const remove = () => studio.request(`/api/jobs/${id}?run=delete`, { method: "DELETE" });
    const refused = await remove();
    expect(refused.status).toBe(409);
    const whose = `got one that another process ${elsewhere.pid} trains`;
    expect(((await refused.json()) as { error: Text }).error.en).toContain(whose);
    const second = await runOmakase(cliProgramPath, workspace, [...words, "--steps", "100000"], "en");
    expect(second).toMatchObject({ code: 2, text: expect.stringContaining(whose) as string });
    await studio.postJson(`/api/jobs/${id}/extend`, { minutes: 0.02 });
    await expect.poll(async () => (await job(id)).error?.en).toContain(whose);
    elsewhere.kill("SIGTERM");
    expect(await once(elsewhere, "exit")).toEqual([0, null]);
    await post(`/api/jobs/${id}/resume`);
    await until(id, ({ state }) => state === "done");
    expect((await remove()).status).toBe(200);
  });

  test("an impossible training gives its reason in both languages", async () => {
    expect((await studio.postJson("/api/jobs", { model: "ae", source: "../..", minutes: 1 })).status).toBe(404);
    await studio.postJson("/api/jobs", { model: "cgan", source: "sushi", minutes: 1, size: 256, seed: 1 });
    const failed = await studio.postJson("/api/jobs", { model: "pix2pix", source: "characters", minutes: 1, size: 8 });
    await post("/api/jobs/cgan-sushi/stop");
    const { id } = trainingJobSchema.parse(await failed.json());
    await expect.poll(async () => (await job(id)).state).toBe("failed");
    const { error } = await job(id);
    expect(error?.en).toContain("expected pictures in pairs");
    expect(error?.ja).toContain("2枚で1組");
  });
});
