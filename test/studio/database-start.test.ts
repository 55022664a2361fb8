import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgresClient from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startPostgres } from "../start-postgres.ts";
import { cliProgramPath } from "./spawn-studio.ts";

const built = existsSync(cliProgramPath);
const postgres = built ? await startPostgres() : undefined;

/** Maximum time for a failing start, ms. */
const limit = 15_000;

/** Result of a start. */
interface Start {
  readonly code: number | null;
  readonly time: number;
  readonly said: string;
}

describe.skipIf(!built)("the start of a studio", () => {
  let workspace: string;
  const opened: Server[] = [];
  const sockets = new Set<Socket>();
  let halted: number | undefined;

  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase-start-"));
    halted = undefined;
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    for (const server of opened.splice(0)) server.close();
    await rm(workspace, { recursive: true, force: true });
  });
  afterAll(() => postgres?.close());

  /** Starts a studio that ends by itself, or by a signal once a condition of its output or of the time holds. */
  async function start(url: string, signal?: NodeJS.Signals, when?: (printed: string) => unknown): Promise<Start> {
    const folder = await mkdtemp(join(workspace, "studio-"));
    const words = [cliProgramPath, "studio", "--lang", "en", "--no-open", "--workspace", folder, "--port", "0"];
    const child = spawn(process.execPath, words, { env: { ...process.env, DATABASE_URL: url } });
    let said = "";
    child.stderr.on("data", (part: Buffer) => void (said += part.toString()));
    let printed = "";
    child.stdout.on("data", (part: Buffer) => void (printed += part.toString()));
    const over = once(child, "close") as Promise<[number | null]>;
    const kill = setTimeout(() => child.kill("SIGKILL"), 60_000);
    let began = performance.now();
    if (signal) {
      while (child.exitCode === null && !(await when?.(printed))) await new Promise((done) => setTimeout(done, 50));
      began = performance.now();
      child.kill(signal);
    }
    const [code] = await over;
    clearTimeout(kill);
    return { code, time: performance.now() - Math.max(began, halted ?? 0), said };
  }

  /** Expects one sentence, and an end in time. */
  function expectSentence({ code, time, said }: Start, got: RegExp): void {
    expect(said).toMatch(/^[^\n]+: expected [^\n]+\. [^\n]+\.\n$/);
    expect(said).toMatch(got);
    expect(said).not.toContain("secret");
    expect(code).toBe(2);
    expect(time).toBeLessThan(limit);
  }

  async function serve(hear: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => {
      sockets.add(socket);
      halted ??= performance.now(); // until then a busy machine only starts the program
      socket.on("error", () => undefined);
      hear(socket);
    });
    opened.push(server);
    await once(server.listen(0, "127.0.0.1"), "listening");
    return (server.address() as AddressInfo).port;
  }
  const urlOf = (port: number) => `postgres://u:secret@127.0.0.1:${port}/db`;

  /** Starts a server that imitates a PostgreSQL until it is ready, and then calls `hear`. */
  const greet = (hear: (socket: Socket) => void) =>
    serve((socket) => {
      let isGreeted = false;
      socket.on("data", () => {
        if (isGreeted) return hear(socket);
        isGreeted = true;
        const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
        const key = Buffer.from([0x4b, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 2]);
        socket.write(Buffer.concat([welcome, key, Buffer.from([0x5a, 0, 0, 0, 5, 0x49])]));
      });
    });

  /** Forwards data to the real PostgreSQL until some messages have come. The time of a start counts from then on. */
  async function pass(messages: number, then: (sockets: readonly Socket[]) => void): Promise<string> {
    const { port, username } = new URL(postgres!.url);
    let left = messages;
    const both: Socket[] = [];
    const stop = () => {
      if (left === -1) halted = performance.now();
      then(both);
    };
    const front = await serve((socket) => {
      const behind = connect(Number(port), "127.0.0.1");
      sockets.add(behind);
      behind.on("error", () => undefined);
      both.push(socket, behind);
      socket.on("data", (part) => (left-- > 0 ? behind.write(part) : stop()));
      behind.on("data", (part) => left >= 0 && socket.write(part));
      socket.on("close", () => behind.destroy());
      behind.on("close", () => socket.destroy());
    });
    return `postgres://${username}:secret@127.0.0.1:${front}/postgres`;
  }

  const silent = () => serve((socket) => socket.resume());

  test("a silent listener gives one sentence", async () => {
    expectSentence(await start(urlOf(await silent())), /127\.0\.0\.1:\d+: expected a PostgreSQL that answers/);
  });

  test("a server that is silent after the handshake gives one sentence", async () => {
    expectSentence(await start(urlOf(await greet(() => undefined))), /no answer in/);
  });

  test("a server that dies at each query gives one sentence", async () => {
    expectSentence(await start(urlOf(await greet((socket) => socket.destroy()))), /CONNECTION_CLOSED|ECONNRESET/);
  });

  test("a server of another protocol gives one sentence", async () => {
    const port = await serve((socket) =>
      socket.on("data", () => socket.write(Buffer.alloc(64, "R\0\0\0\x10\0\0\0\x0a"))),
    );
    expectSentence(await start(urlOf(port)), /expected a PostgreSQL that answers/);
  });

  test("several hosts that all refuse give one sentence", async () => {
    expectSentence(await start("postgres://u:secret@127.0.0.1:1,127.0.0.1:2/db"), /ECONNREFUSED/);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s ends it during the wait", async (signal) => {
    for (const port of [await silent(), await greet(() => undefined)]) {
      const before = sockets.size;
      const { code, time, said } = await start(urlOf(port), signal, () => sockets.size > before);
      expect({ code, said }).toEqual({ code: 130, said: "" });
      expect(time).toBeLessThan(3000);
    }
  });

  describe.skipIf(!postgres)("with a real PostgreSQL", () => {
    test("a migration lock of another studio gives one sentence", async () => {
      const other = postgresClient(postgres!.url, { max: 1 });
      await other`select pg_advisory_lock(46494649)`;
      try {
        expectSentence(
          await start(await pass(Infinity, () => undefined)),
          /expected a database whose tables are free to be made/,
        );
        const { code, time, said } = await start(postgres!.url, "SIGINT", async () => {
          const [{ clients }] =
            await other`select count(*) as clients from pg_stat_activity where query like '%pg_try%'`;
          return Number(clients) > 1; // including this one
        });
        expect({ code, said }).toEqual({ code: 130, said: "" });
        expect(time).toBeLessThan(3000);
      } finally {
        await other.end();
      }
    });

    test("the second of two hosts is used when the first refuses", async () => {
      const { port } = new URL(postgres!.url);
      const url = `postgres://omakase@127.0.0.1:1,127.0.0.1:${port}/postgres`;
      const { code, said } = await start(url, "SIGINT", (printed) => printed.includes("The studio is open"));
      expect({ code, said }).toEqual({ code: 0, said: "" });
    });

    test.each([1, 5, 12])("a server that hangs at message %d gives one sentence", async (at) => {
      expectSentence(await start(await pass(at, () => undefined)), /no answer in/);
    });

    test.each([1, 5, 12])("a server that is lost at message %d gives one sentence", async (at) => {
      const url = await pass(at, (both) => {
        for (const socket of both) socket.destroy();
        for (const server of opened) server.close();
      });
      expectSentence(await start(url), /CONNECTION_CLOSED|ECONNRE/);
    });
  });
});
