import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresSockets } from "./postgres-sockets.ts";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "omakase-socket-"))));
afterAll(() => rm(folder, { recursive: true }));

test("sockets: a Unix socket without a server is refused, and the next attempt waits", async () => {
  const sockets = postgresSockets();
  const options = { host: ["localhost"], port: [5432], path: join(folder, "none") };
  const first = await sockets.open(options);
  first.on("error", () => undefined);
  await expect(sockets.refused).rejects.toThrow("ENOENT");
  const start = performance.now();
  (await sockets.open(options)).on("error", () => undefined);
  expect(performance.now() - start).toBeGreaterThan(100);
  sockets.destroy();
});

test("sockets: all hosts have to refuse", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => closed.once("listening", done));
  const { port } = closed.address() as { port: number };
  await new Promise((done) => closed.close(done));
  const sockets = postgresSockets();
  const options = { host: ["127.0.0.1", "127.0.0.1"], port: [port, port] };
  let over = false;
  sockets.refused.catch(() => (over = true));
  const first = await sockets.open(options);
  first.on("error", () => undefined);
  await new Promise((done) => first.once("close", done));
  expect(over).toBe(false);
  (await sockets.open(options)).on("error", () => undefined);
  await expect(sockets.refused).rejects.toThrow("ECONNREFUSED");
  sockets.destroy();
});
