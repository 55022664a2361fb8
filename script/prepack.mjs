/**
 * Runs before `npm pack` and `npm publish`: installs what is missing, builds from nothing, and puts into dist/ the files of
 * others that the package brings along, with their list.
 */
import { join } from "node:path";
import { install } from "./install.mjs";
import { messageLanguage } from "./message-language.mjs";
import { projectRoot, runProgram } from "./run-program.mjs";

process.exitCode = await install(messageLanguage(process.argv.slice(2)));
for (const [script, ...options] of [["build.mjs", "--clean"], ["vendor.mjs"], ["third-party.mjs", "--sbom"]])
  if (process.exitCode === 0)
    process.exitCode = await runProgram(process.execPath, [join(projectRoot, "script", script), ...options]);
