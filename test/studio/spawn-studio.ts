import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Text } from "../../src/error.ts";
import { openDatabase } from "../../src/node/database/open-database.ts";
import { serverEventSchema, type ServerEvent } from "../../src/protocol/index.ts";
import { copyMadeOnce } from "../make-once.ts";

/** Path of the built command line's `main.js`. */
export const cliProgramPath = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "dist", "cli", "main.js");

/** Studio in a child process, as people start it. */
export interface StudioProcess {
  /** Printed address. */
  readonly address: string;
  /** Printed address up to the port. */
  readonly origin: string;
  readonly process: ChildProcess;
  /** Notices printed since the start. */
  readonly notices: readonly Text[];
  /** Sends a request as the studio's own page does. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a request and parses the response as JSON. */
  json(path: string, init?: RequestInit): Promise<unknown>;
  postJson(path: string, value: unknown): Promise<Response>;
  /** Kills it without notice. */
  kill(): Promise<void>;
  /** Ends it by Ctrl-C. */
  end(): Promise<number>;
  /** Ends it by a signal and returns its exit code; 128 + its number when the signal itself ended it, as shells do. */
  endBy(signal: NodeJS.Signals): Promise<number>;
}

/** Starts `omakase studio` with further arguments. */
export async function spawnStudio(
  workspace: string,
  words: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<StudioProcess> {
  const cliArguments = [
    cliProgramPath,
    "studio",
    "--json",
    "--lang",
    "en",
    "--no-open",
    "--workspace",
    workspace,
    "--port",
    "0",
  ];
  const env: NodeJS.ProcessEnv = { ...process.env, OMAKASE_CACHE: join(workspace, "cache"), ...environment };
  if (!env.DATABASE_URL && !existsSync(join(workspace, ".omakase")))
    await copyMadeOnce("database", join(workspace, ".omakase", "database"), makeDatabase);
  const child = spawn(process.execPath, [...cliArguments, ...words], { cwd: workspace, env });
  let stderrText = "";
  child.stderr.on("data", (part: Buffer) => void (stderrText += part.toString()));
  const notices: Text[] = [];
  const address = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { type, address, text } = JSON.parse(line) as { type: string; address?: string; text?: Text };
      if (type === "studio") done(address!);
      if (type === "notice") notices.push(text!);
    });
    child.once("exit", (code) => fail(new Error(`the studio ended with ${code}: ${stderrText}`)));
  });
  const { origin, port } = new URL(address);
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { Origin: `http://127.0.0.1:${port}`, ...init.headers },
    });
  const endBy = async (signal: NodeJS.Signals): Promise<number> => {
    const over = once(child, "exit");
    child.kill(signal);
    const [code, endedBy] = (await over) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + constants.signals[endedBy!];
  };
  return {
    address,
    origin,
    process: child,
    notices,
    request,
    async json(path, init) {
      const answer = await request(path, init);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return await answer.json();
    },
    postJson: (path, value) =>
      request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) }),
    async kill() {
      await endBy("SIGKILL");
    },
    end: () => endBy("SIGINT"),
    endBy,
  };
}

/** Makes the tables of a studio, which takes longer than the rest of its start. */
async function makeDatabase(folder: string): Promise<void> {
  const { close } = await openDatabase({ folder });
  await close();
}

/** Subscribes to the events of a studio. */
export async function listenToEvents(studio: StudioProcess) {
  const stop = new AbortController();
  const answer = await studio.request("/api/events", { signal: stop.signal });
  const received: ServerEvent[] = [];
  let wake = () => {};
  const listening = (async () => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const part of answer.body!) {
      text += decoder.decode(part, { stream: true });
      const events = text.split("\n\n");
      text = events.pop()!;
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined) received.push(serverEventSchema.parse(JSON.parse(data)));
      }
      wake();
    }
  })().catch(() => undefined);
  return {
    heard: received,
    /** Waits for an event, including past ones. */
    async until(wanted: (news: ServerEvent) => boolean, seconds = 60): Promise<ServerEvent> {
      const end = Date.now() + seconds * 1000;
      for (;;) {
        const found = received.find(wanted);
        if (found) return found;
        if (Date.now() > end) throw new Error(`no such news among ${JSON.stringify(received.slice(-5))}`);
        await Promise.race([new Promise<void>((done) => (wake = done)), new Promise((done) => setTimeout(done, 200))]);
      }
    },
    async close() {
      stop.abort();
      await listening;
    },
  };
}
