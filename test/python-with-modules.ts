import { spawnSync } from "node:child_process";

/**
 * The command of a Python that has these modules (comparisons with PyTorch, onnxruntime and safetensors only), or
 * undefined where there is none: the tests that need it are then skipped. `OMAKASE_PYTHON` names another one.
 */
export function pythonWithModules(...modules: string[]): string | undefined {
  const candidates = [process.env.OMAKASE_PYTHON, "python3", "/usr/bin/python3", "python"];
  const code = modules.map((name) => `import ${name}`).join("\n");
  return candidates.find(
    (command) => command !== undefined && spawnSync(command, ["-c", code], { stdio: "ignore" }).status === 0,
  );
}
