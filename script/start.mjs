/**
 * `npm start`: from a fresh copy of the project to sushi. Checks Node, installs, builds, and hands over to
 * `omakase start` with all arguments. Written so that an old Node still understands this file enough to say so.
 */
import { messageLanguage } from "./message-language.mjs";

const args = process.argv.slice(2);
const words = messageLanguage(args);
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    words === "ja"
      ? `Node.js 20.19 以上が必要です（いまは ${process.versions.node} です）。https://nodejs.org/ja から新しいものを入れて、もう一度 npm start を実行してください。`
      : `Node.js 20.19 or newer is needed, and this is ${process.versions.node}. Get a newer one from https://nodejs.org and run npm start again.`,
  );
  process.exitCode = 1;
} else {
  begin();
}

async function begin() {
  const { install } = await import("./install.mjs");
  process.exitCode = await install(words);
  if (process.exitCode !== 0) return;
  const { build } = await import("./build.mjs");
  process.exitCode = await build();
  if (process.exitCode !== 0) return;
  const { projectRoot, runProgram } = await import("./run-program.mjs");
  const { join } = await import("node:path");
  process.exitCode = await runProgram(process.execPath, [
    join(projectRoot, "dist", "cli", "main.js"),
    "start",
    ...args,
  ]);
}
