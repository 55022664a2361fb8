/**
 * What `npm pack` and `npm publish` do first: install what is missing, build from nothing, and put into dist/ what the package
 * brings along from others, with its list.
 */
import { join } from "node:path";
import { install } from "./install.mjs";
import { messageLanguage } from "./message-language.mjs";
import { projectRoot, runProgram } from "./run-program.mjs";

process.exitCode = await install(messageLanguage(process.argv.slice(2)));
for (const [script, ...options] of [["build.mjs", "--clean"], ["vendor.mjs"], ["third-party.mjs", "--sbom"]])
  if (process.exitCode === 0)
    process.exitCode = await runProgram(process.execPath, [join(projectRoot, "script", script), ...options]);
