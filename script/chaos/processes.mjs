import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../run-program.mjs";

/** The built command line. */
export const cliProgram = join(projectRoot, "dist", "cli", "main.js");

/** Waits for some milliseconds. */
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Starts and remembers processes, so that all can be ended. Each is the head of a process group of its own: Ctrl-C in the
 * terminal does not reach it, and its children end with it.
 */
export function createProcesses() {
  const running = new Set();
  let isClosed = false;
  let started = 0;

  /**
   * Starts a program. Its output is kept in `folder`, as `<number>-<label>.out`.
   *
   * @param onLine - called with each line of its standard output.
   */
  function start(command, words, { folder, label = basename(command), env = {}, cwd = folder, onLine }) {
    if (isClosed) throw new Error("the run is over");
    const child = spawn(command, words, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    running.add(child);
    const log = createWriteStream(join(folder, `${String(++started).padStart(3, "0")}-${label}.out`));
    log.on("error", () => undefined); // the folder may be removed while the last words arrive
    log.write(`${[command, ...words].join(" ")}\n`);
    let stderr = "";
    child.stderr.on("data", (part) => {
      stderr += String(part);
      log.write(part);
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      log.write(`${line}\n`);
      onLine?.(line);
    });
    const ended = new Promise((done) => {
      child.on("error", (error) => done({ code: -1, signal: null, stderr: String(error) }));
      child.on("close", (code, signal) => {
        running.delete(child);
        log.end(`ended: ${code ?? signal}\n`);
        done({ code, signal, stderr });
      });
    });
    return { pid: child.pid, kill: (signal) => child.kill(signal), ended };
  }

  return {
    start,
    /** Starts `omakase …`. */
    omakase: (words, options) => start(process.execPath, [cliProgram, ...words], { label: words[0], ...options }),
    /** Ends all processes and their children. */
    async endAll() {
      await Promise.all(
        [...running].map(async (child) => {
          const ended = new Promise((done) => child.once("close", done));
          signalGroup(child.pid, "SIGKILL");
          await Promise.race([ended, pause(5000)]);
        }),
      );
    },
    /** Starts no more. */
    close: () => void (isClosed = true),
  };
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // it has ended
  }
}
