/**
 * Decides which files of ONNX Runtime's packages are of use: they carry the engines of all systems, a dozen builds for
 * pages, and source maps, five times as much as one machine runs.
 */

/** Libraries of graphics cards, which only engines that are never asked for load; a second copy of another file. */
const unused = /^(DirectML|dxcompiler|dxil)\.dll$|^libonnxruntime\.\d+\.\d+\.\d+\.dylib$/;

/** Builds for Node, for bundlers, and for pages without one, each with the engine that has no graphics card. */
const builds =
  /^ort(\.node\.min|\.wasm\.min|\.wasm\.bundle\.min|-wasm-simd-threaded)\.mjs$|^ort-wasm-simd-threaded\.wasm$/;

/** Packages with parts that are of no use. */
export const partlyUsed = ["onnxruntime-node", "onnxruntime-web", "webgpu"];

/**
 * Gives whether a file of a package is of use. Its path is relative to the package, with slashes. A system is
 * `linux/x64`, as in Node's `process.platform` and `process.arch`; without one, every system counts.
 */
export function isUsed(name, path, system) {
  const parts = path.split("/");
  const file = parts.at(-1);
  if (file.endsWith(".map")) return false;
  if (name === "webgpu") return parts[0] !== "dist" || onSystem(parts[1].replace("-", "/"), system);
  if (parts[0] === "bin") return !unused.test(file) && onSystem(`${parts[2]}/${parts[3]}`, system);
  if (name === "onnxruntime-web" && parts[0] === "dist") return builds.test(file);
  return !["docs", "lib"].includes(parts[0]) || name === "onnxruntime-common";
}

function onSystem(own, system) {
  if (system === undefined || own === system) return true;
  return own === "darwin/universal" && system.startsWith("darwin/");
}
