import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createReconnector, DatabaseUnavailableError } from "../src/node/database/reconnector.ts";
import { lockHolder, lockFolder } from "../src/node/lock-folder.ts";
import { openDatabase } from "../src/node/database/open-database.ts";
import { createRatingTable } from "../src/node/database/rating-table.ts";
import { openStorage, type StudioStorage } from "../src/node/database/open-storage.ts";
import type { TrainingJob, RatingRequest } from "../src/protocol/index.ts";
import { startPostgres } from "./start-postgres.ts";

const postgres = await startPostgres();
afterAll(() => postgres?.close());

const hash = "a".repeat(64);
const model = { hash, latent: 3 };

function ratingOf(number: number, rater = "花子"): RatingRequest {
  const candidates = [{ id: `card ${number}`, values: [1, null, 0.5], latent: [number / 7, -1e-9, 3] }];
  return { modelHash: hash, rater, time: 1_800_000_000_000 + number, candidates, rating: number % 2 ? 2 : -1 };
}

/** Tests of studio storage, for each kind of database. */
describe.each([
  { name: "PGlite", url: undefined, missing: false },
  { name: "PostgreSQL", url: postgres?.url, missing: !postgres },
])("storage in $name", ({ url, missing }) => {
  let folder: string;
  let storage: StudioStorage;

  beforeAll(async () => {
    if (missing) return;
    folder = await mkdtemp(join(tmpdir(), "omakase 保存-"));
    storage = await openStorage({ folder, url });
    await storage.ratings.addModel(model);
  });
  afterAll(async () => {
    if (missing) return;
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.skipIf(missing)("a rating is read as written, and duplicates are stored once", async () => {
    const { ratings } = storage;
    const single = { ...ratingOf(1), expected: { mean: 0.25, std: 0.5 } };
    const kept = await ratings.add(single);
    expect(kept).toEqual({ ...single, id: kept.id });
    expect(await ratings.add(single)).toEqual(kept);
    const candidates = [0, 1, 2].map((at) => ({ id: `of nine ${at}`, values: [], latent: [1, 2, at] }));
    const choice: RatingRequest = { modelHash: hash, rater: "太郎", time: 5, candidates, best: 0 };
    const chosen = await ratings.add(choice);
    expect(await ratings.list(hash)).toEqual([kept, chosen]);
    expect(await ratings.list(hash, "太郎")).toEqual([{ ...choice, id: chosen.id }]);
    expect(await ratings.remove(chosen.id)).toEqual(chosen);
    expect(await ratings.remove(chosen.id)).toBeUndefined();
    expect(await ratings.removeByRater(hash, "花子")).toBe(1);
    expect(await ratings.list(hash)).toEqual([]);
  });

  test.skipIf(missing)("an import stores all ratings or none, without duplicates", async () => {
    const { ratings } = storage;
    const some = Array.from({ length: 1203 }, (_, at) => ratingOf(at, `rater ${at % 3}`));
    expect(await ratings.addAll(some)).toEqual({ added: 1203, known: 0 });
    expect(await ratings.addAll([...some, ratingOf(5000)])).toEqual({ added: 1, known: 1203 });
    const unknown = { ...ratingOf(6000), modelHash: "b".repeat(64) };
    await expect(ratings.addAll([ratingOf(6001), unknown])).rejects.toThrow();
    expect(await ratings.list(hash)).toHaveLength(1204);
    expect(await ratings.raters(hash)).toEqual([
      { rater: "rater 0", ratings: 401 },
      { rater: "rater 1", ratings: 401 },
      { rater: "rater 2", ratings: 401 },
      { rater: "花子", ratings: 1 },
    ]);
  });

  test.skipIf(missing)("concurrent ratings of two raters are all stored", async () => {
    const { ratings } = storage;
    const before = (await ratings.list(hash)).length;
    const both = [0, 1].map((who) =>
      Promise.all(Array.from({ length: 40 }, (_, at) => ratings.add(ratingOf(9000 + at, `pair ${who}`)))),
    );
    const ids = (await Promise.all(both)).flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(80);
    expect(await ratings.list(hash)).toHaveLength(before + 80);
  });

  test.skipIf(missing)("the description of a model is stored and never changed", async () => {
    await storage.ratings.addModel({ ...model, latent: 99 });
    expect(await storage.ratings.findModel(hash)).toEqual(model);
    expect(await storage.ratings.findModel("c".repeat(64))).toBeUndefined();
  });

  test.skipIf(missing)("trainings and uploads are listed in order", async () => {
    const job = (id: string): TrainingJob => {
      const numbers = { done: 0.125, step: 3, imagesSeen: 48, imagesPerSecond: 1.5, secondsLeft: 60 };
      return { id, plan: { model: "ae", source: "sushi", minutes: 1, size: 16 }, state: "waiting", ...numbers };
    };
    await storage.jobs.save({ job: job("second") });
    await storage.jobs.save({ job: job("another") });
    const failed: TrainingJob = { ...job("second"), state: "failed", verdict: "healthy", error: { ja: "あ", en: "a" } };
    await storage.jobs.save({ job: failed, process: 1234 });
    expect(await storage.jobs.list()).toEqual([{ job: failed, process: 1234 }, { job: job("another") }]);
    const upload = { id: "cats", name: "猫.zip", files: 12, bytes: 3_000_000_000 };
    await storage.uploads.add(upload);
    await expect(storage.uploads.add(upload)).rejects.toThrow();
    expect(await storage.uploads.list()).toEqual([upload]);
    await storage.uploads.remove("cats");
    expect(await storage.uploads.list()).toEqual([]);
  });

  test.skipIf(missing)("after a reopening all data are there", async () => {
    const before = await storage.ratings.list(hash);
    expect(before.length).toBeGreaterThan(1000);
    await storage.close();
    await postgresCrash(url);
    storage = await openStorage({ folder, url });
    expect(await storage.ratings.list(hash)).toEqual(before);
    expect((await storage.jobs.list()).map(({ job }) => job.id)).toEqual(["second", "another"]);
  });
});

describe("a database that several workspaces share", () => {
  test.skipIf(!postgres)("is migrated once, by any number of concurrent starts", async () => {
    const admin = await openDatabase({ folder: "", url: postgres!.url });
    await admin.database.execute(`create database fresh`);
    await admin.close();
    const url = postgres!.url.replace(/postgres$/, "fresh");
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ folder: "", url })));
    for (const { database } of opened) await createRatingTable(database).addModel(model);
    expect(await createRatingTable(opened[3].database).findModel(hash)).toEqual(model);
    await Promise.all(opened.map(({ close }) => close()));
  });

  test.skipIf(!postgres)("separates their trainings and shares their ratings", async () => {
    const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), "omakase-shared-"))));
    const [one, other] = await Promise.all(folders.map((folder) => openStorage({ folder, url: postgres!.url })));
    const upload = { id: "same", name: "same", files: 1, bytes: 1 };
    await one.uploads.add(upload);
    expect(await other.uploads.list()).toEqual([]);
    await one.ratings.addModel(model);
    const { id } = await one.ratings.add(ratingOf(77, "neighbour"));
    expect((await other.ratings.list(hash, "neighbour")).map((kept) => kept.id)).toEqual([id]);
    await one.close();
    await other.close();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });
});

describe("the lock of a workspace", () => {
  test("names its holder to a second process; a killed process leaves no lock", async () => {
    const folder = await mkdtemp(join(tmpdir(), "omakase-lock-"));
    const path = join(folder, "lock");
    const take = () => lockFolder(folder, (path, holder) => new Error(`${path} is held by ${holder}`));
    const lock = await take();
    await expect(take()).rejects.toThrow(`${folder} is held by ${process.pid}`);
    expect(await lockHolder(folder)).toBe(process.pid);
    await lock.release();
    expect(existsSync(path)).toBe(false);
    expect(await lockHolder(folder)).toBe(undefined);
    // the number of a live process that did not write this lock
    await writeFile(path, JSON.stringify({ process: process.ppid, began: "1" }));
    await (await take()).release();
    const gone = spawn(process.execPath, ["-e", "0"]);
    await once(gone, "exit");
    for (const text of ["", "nonsense", JSON.stringify({ process: gone.pid })]) {
      await writeFile(path, text);
      await (await take()).release();
    }
    if (process.platform === "linux") {
      // a zombie: its parent, a shell replaced by `sleep`, never reaps it
      const parent = spawn("sh", ["-c", "sleep 30 & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "ignore"] });
      const [said] = (await once(parent.stdout, "data")) as [Buffer];
      const zombie = Number(said.toString());
      await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, "utf8")).toBe("sleep\n"); // a shell would reap it
      process.kill(zombie);
      await expect.poll(() => readFileSync(`/proc/${zombie}/stat`, "utf8")).toContain(") Z ");
      await writeFile(path, JSON.stringify({ process: zombie }));
      await (await take()).release();
      parent.kill();
    }
    // of many processes that find it at once, one gets it
    await writeFile(path, JSON.stringify({ process: gone.pid }));
    const tries = await Promise.allSettled(Array.from({ length: 8 }, take));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await rm(folder, { recursive: true, force: true });
  });

  test("a database that does not answer gives one sentence", async () => {
    const folder = await mkdtemp(join(tmpdir(), "omakase-lost-"));
    const url = "postgres://omakase:secret@127.0.0.1:9/none";
    const said = await openStorage({ folder, url }).catch((error: unknown) => String(error));
    expect(said).toContain("127.0.0.1:9: expected a PostgreSQL that answers");
    expect(said).not.toContain("secret");
    expect(existsSync(join(folder, "lock"))).toBe(false);
    await rm(folder, { recursive: true, force: true });
  });
});

test("embedded database: missing files are reported once, and no write succeeds", async () => {
  const folder = await mkdtemp(join(tmpdir(), "omakase-gone-"));
  const told: string[] = [];
  const storage = await openStorage({
    folder,
    onDisconnect: ({ message }) => told.push(message),
    onReconnect: () => told.push("back"),
  });
  await storage.ratings.addModel(model);
  await rm(join(folder, "database"), { recursive: true });
  for (let at = 0; at < 3; at++)
    await expect(storage.ratings.add(ratingOf(at, `new ${at}`))).rejects.toBeInstanceOf(DatabaseUnavailableError);
  expect(told).toEqual([expect.stringContaining(".omakase/database: expected a database that answers, got no answer")]);
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

test("reconnector: a slow server counts as lost until its next answer", async () => {
  const told: string[] = [];
  const onDisconnect = ({ message }: DatabaseUnavailableError) => told.push(message);
  const attendant = createReconnector({
    isEmbedded: false,
    probeQuery: async () => 1,
    onDisconnect,
    onReconnect: () => told.push("back"),
  });
  const never = new Promise<void>(() => {});
  for (let at = 0; at < 2; at++)
    await expect(attendant.run(() => never, 0.02)).rejects.toBeInstanceOf(DatabaseUnavailableError);
  await expect.poll(() => told).toEqual([expect.stringContaining("got no answer (no answer in 0.02 s)"), "back"]);
  attendant.close();
});

test("database: a server that is not a PostgreSQL is abandoned", async () => {
  const other = createServer((socket) => socket.on("error", () => undefined).end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await once(other.listen(0, "127.0.0.1"), "listening");
  const url = `postgres://omakase:secret@127.0.0.1:${(other.address() as AddressInfo).port}/none`;
  const said = await openDatabase({ folder: "", url }).catch((error: unknown) => String(error));
  expect(said).toContain("expected a PostgreSQL that answers");
  expect(said).not.toContain("secret");
  other.close();
});

async function postgresCrash(url: string | undefined): Promise<void> {
  if (url === undefined) return;
  await postgres!.kill();
  await postgres!.start();
}
