/** Removes from node_modules the parts that this machine never runs. */
import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isUsed, partlyUsed } from "./engine-parts.mjs";

/** Removes them. With them, ONNX Runtime and WebGPU take 559 MB; without, about 90. */
export function trim(folder, system = `${process.platform}/${process.arch}`) {
  for (const name of partlyUsed) {
    const whole = join(folder, name);
    if (existsSync(whole)) trimFolder(whole, "", (path) => isUsed(name, path, system));
  }
}

function trimFolder(whole, path, used) {
  for (const entry of readdirSync(join(whole, path), { withFileTypes: true })) {
    const inner = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) trimFolder(whole, inner, used);
    else if (!used(inner)) rmSync(join(whole, inner));
  }
  if (path !== "" && readdirSync(join(whole, path)).length === 0) rmdirSync(join(whole, path));
}
