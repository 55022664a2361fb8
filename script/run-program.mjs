/** Starts other programs without a shell, so that paths with spaces or 日本語 arrive whole on every system. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a program to its end and gives its exit code. Ctrl-C reaches the program by itself (it shares the terminal), so
 * here it is only waited out: the program may still have something to save.
 */
export function runProgram(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: "inherit", ...options });
    const wait = () => {};
    const pass = () => child.kill("SIGTERM");
    process.on("SIGINT", wait);
    process.on("SIGTERM", pass);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGINT", wait);
      process.off("SIGTERM", pass);
      resolve(signal === null ? code : signal === "SIGINT" ? 130 : 143);
    });
  });
}

/** Runs a program and captures its output: `{ code, output }`. */
export async function captureOutput(command, args, options = {}) {
  const chunks = [];
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: ["ignore", "pipe", "pipe"], ...options });
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (value) => resolve(value ?? 1));
  });
  return { code, output: Buffer.concat(chunks).toString("utf8") };
}

/**
 * Runs npm, as {@link captureOutput} does: the one that started this program where there is one, else the one on the path (on
 * Windows that is a .cmd file).
 */
export function npm(args, options = {}) {
  const path = process.env.npm_execpath;
  // onnxruntime-node fetches CUDA libraries when it is installed and fails behind a firewall.
  const settings = { env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip" }, ...options };
  if (path !== undefined && /^npm-cli\.[cm]?js$/.test(basename(path))) {
    return captureOutput(process.execPath, [path, ...args], settings);
  }
  // The arguments are fixed words of ours, and the folder is handed over as cwd: nothing here needs quoting.
  if (process.platform === "win32") return captureOutput("npm.cmd", args, { ...settings, shell: true });
  return captureOutput("npm", args, settings);
}

/** The script behind an installed package's command, to be run by this very Node. */
export function packageBinary(name, command = name) {
  const folder = join(projectRoot, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}
