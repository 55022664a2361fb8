import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgresClient from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { casesOf } from "../nightly.ts";
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

/** Servers, sockets and folders of one test. */
async function openGround() {
  const workspace = await mkdtemp(join(tmpdir(), "omakase-start-"));
  const opened: Server[] = [];
  const sockets = new Set<Socket>();
  let halted: number | undefined;

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

  /**
   * Forwards data to a database of the real PostgreSQL until some messages have come. The time of a start counts from
   * then on.
   */
  async function pass(database: string, messages: number, then: (sockets: readonly Socket[]) => void): Promise<string> {
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
    return `postgres://${username}:secret@127.0.0.1:${front}/${database}`;
  }

  return {
    ...{ start, serve, greet, pass, sockets },
    silent: () => serve((socket) => socket.resume()),
    closeServers() {
      for (const server of opened) server.close();
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      for (const server of opened) server.close();
      await rm(workspace, { recursive: true, force: true });
    },
  };
}

/** Expects one sentence, and an end in time. */
function expectSentence({ code, time, said }: Start, got: RegExp, within = limit): void {
  expect(said).toMatch(/^[^\n]+: expected [^\n]+\. [^\n]+\.\n$/);
  expect(said).toMatch(got);
  expect(said).not.toContain("secret");
  expect(code).toBe(2);
  expect(time).toBeLessThan(within);
}

const urlOf = (port: number) => `postgres://u:secret@127.0.0.1:${port}/db`;

/** Creates a database of its own in the real PostgreSQL: locks and tables of other tests are not there. */
async function createDatabase(name: string): Promise<string> {
  const client = postgresClient(postgres!.url, { max: 1 });
  await client`create database ${client(name)}`;
  await client.end();
  return name;
}

const it = test.extend<{ ground: Awaited<ReturnType<typeof openGround>> }>({
  // eslint-disable-next-line no-empty-pattern -- vitest reads the parameter
  ground: async ({}, use) => {
    const ground = await openGround();
    await use(ground);
    await ground.close();
  },
});

// Most of the time they wait for an answer that does not come.
describe.skipIf(!built)("the start of a studio", { concurrent: true }, () => {
  afterAll(() => postgres?.close());

  it("a silent listener gives one sentence", async ({ ground }) => {
    expectSentence(
      await ground.start(urlOf(await ground.silent())),
      /127\.0\.0\.1:\d+: expected a PostgreSQL that answers/,
    );
  });

  it("a server that is silent after the handshake gives one sentence", async ({ ground }) => {
    expectSentence(await ground.start(urlOf(await ground.greet(() => undefined))), /no answer in/);
  });

  it("a server that dies at each query gives one sentence", async ({ ground }) => {
    expectSentence(
      await ground.start(urlOf(await ground.greet((socket) => socket.destroy()))),
      /CONNECTION_CLOSED|ECONNRESET/,
    );
  });

  it("a server of another protocol gives one sentence", async ({ ground }) => {
    const port = await ground.serve((socket) =>
      socket.on("data", () => socket.write(Buffer.alloc(64, "R\0\0\0\x10\0\0\0\x0a"))),
    );
    expectSentence(await ground.start(urlOf(port)), /expected a PostgreSQL that answers/);
  });

  it("several hosts that all refuse give one sentence", async ({ ground }) => {
    const ended = await ground.start("postgres://u:secret@127.0.0.1:1,127.0.0.1:2/db");
    expectSentence(ended, /ECONNREFUSED/, 60_000); // its time includes the start of the program on a busy machine
  });

  it.for(casesOf(["SIGINT", "SIGTERM"] as const, ["SIGINT"]))(
    "%s ends it during the wait",
    async (signal, { ground }) => {
      for (const port of [await ground.silent(), await ground.greet(() => undefined)]) {
        const before = ground.sockets.size;
        const { code, time, said } = await ground.start(urlOf(port), signal, () => ground.sockets.size > before);
        expect({ code, said }).toEqual({ code: 130, said: "" });
        expect(time).toBeLessThan(3000);
      }
    },
  );

  describe.skipIf(!postgres)("with a real PostgreSQL", () => {
    it("a migration lock of another studio gives one sentence", async ({ ground }) => {
      const database = await createDatabase("locked");
      const url = new URL(`/${database}`, postgres!.url).href;
      const other = postgresClient(url, { max: 1 });
      await other`select pg_advisory_lock(46494649)`;
      try {
        expectSentence(
          await ground.start(await ground.pass(database, Infinity, () => undefined)),
          /expected a database whose tables are free to be made/,
        );
        const { code, time, said } = await ground.start(url, "SIGINT", async () => {
          const [{ clients }] = await other`
            select count(*) as clients from pg_stat_activity
            where query like '%pg_try%' and datname = current_database()`;
          return Number(clients) > 1; // including this one
        });
        expect({ code, said }).toEqual({ code: 130, said: "" });
        expect(time).toBeLessThan(3000);
      } finally {
        await other.end();
      }
    });

    it("the second of two hosts is used when the first refuses", async ({ ground }) => {
      const { port } = new URL(postgres!.url);
      const url = `postgres://omakase@127.0.0.1:1,127.0.0.1:${port}/${await createDatabase("second")}`;
      const { code, said } = await ground.start(url, "SIGINT", (printed) => printed.includes("The studio is open"));
      expect({ code, said }).toEqual({ code: 0, said: "" });
    });

    it.for(casesOf([1, 5, 12], [5]))("a server that hangs at message %d gives one sentence", async (at, { ground }) => {
      expectSentence(
        await ground.start(await ground.pass(await createDatabase(`hangs_${at}`), at, () => undefined)),
        /no answer in/,
      );
    });

    it.for(casesOf([1, 5, 12], [5]))(
      "a server that is lost at message %d gives one sentence",
      async (at, { ground }) => {
        const url = await ground.pass(await createDatabase(`lost_${at}`), at, (both) => {
          for (const socket of both) socket.destroy();
          ground.closeServers();
        });
        expectSentence(await ground.start(url), /CONNECTION_CLOSED|ECONNRE/);
      },
    );
  });
});
