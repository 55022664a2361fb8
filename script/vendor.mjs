/**
 * Puts ONNX Runtime into dist/node_modules/, where the built library finds it, before the library is packed. As a
 * dependency it would run a script on Linux that fetches CUDA libraries from outside the npm registry and fails where
 * only the registry can be reached, and would bring 430 MB. Packed are the engines of all systems, 183 MB. `--remove`
 * takes it out again: in a clone, node_modules/ has it.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { isUsed } from "./engine-parts.mjs";
import { npm, projectRoot } from "./run-program.mjs";

const names = ["onnxruntime-common", "onnxruntime-node", "onnxruntime-web"];
const target = join(projectRoot, "dist", "node_modules");
const read = (...path) => readFileSync(join(...path), "utf8");

rmSync(target, { recursive: true, force: true });
if (!process.argv.includes("--remove")) await vendorAll();

async function vendorAll() {
  const { packages } = JSON.parse(read(projectRoot, "package-lock.json"));
  const folder = mkdtempSync(join(tmpdir(), "omakase-engines-"));
  try {
    // Untouched ones: those in node_modules may be without the parts of other systems.
    writeFileSync(join(folder, "package.json"), "{}");
    const wanted = names.map((name) => `${name}@${packages[`node_modules/${name}`].version}`);
    const { code, output } = await npm(["install", "--ignore-scripts", "--no-save", "--loglevel=error", ...wanted], {
      cwd: folder,
    });
    if (code === 0) for (const name of names) vendor(name, folder);
    else console.error(output.trimEnd());
    process.exitCode = code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function vendor(name, folder) {
  const source = join(folder, "node_modules", name);
  cpSync(source, join(target, name), {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || isUsed(name, relative(source, path).split(sep).join("/")),
  });
  // Dependencies only of the script that fetches, and of builds that are left out.
  const kept = JSON.parse(read(source, "package.json"));
  for (const key of ["dependencies", "devDependencies", "scripts"]) delete kept[key];
  writeFileSync(join(target, name, "package.json"), `${JSON.stringify(kept, null, 2)}\n`);
  const licence = read(projectRoot, "LICENSE").replace(/^Copyright.*$/m, "Copyright (c) Microsoft Corporation");
  writeFileSync(join(target, name, "LICENSE"), licence);
}
