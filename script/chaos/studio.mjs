import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Starts `omakase studio` in a workspace, and waits until it answers.
 *
 * @param around - words of a program that starts it, such as `nsenter …`. Default: none.
 * @returns `{ request, json, rawPort, end(signal), kill }`.
 */
export async function startStudio(context, workspace, { env = {}, around = [] } = {}) {
  const words = ["studio", "--json", "--lang", "en", "--no-open", "--workspace", workspace, "--port", "0"];
  let found;
  const address = new Promise((done) => (found = done));
  const onLine = (line) => {
    const { type, port } = JSON.parse(line);
    if (type === "studio") found(port);
  };
  const options = { folder: context.folder, env: { OMAKASE_CACHE: context.cache, ...env }, onLine };
  const child = context.omakase(words, options, around);
  const port = await Promise.race([address, child.ended]);
  if (typeof port !== "number") throw new Error(`the studio ended with ${port.code ?? port.signal}: ${port.stderr}`);
  const origin = `http://127.0.0.1:${port}`;
  const request = (path, init = {}) =>
    fetch(`${origin}${path}`, { ...init, headers: { Origin: origin, ...init.headers } });
  return {
    port,
    origin,
    request,
    ended: child.ended,
    kill: (signal) => child.kill(signal),
    async json(path) {
      const answer = await request(path);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return await answer.json();
    },
    postJson: (path, value) =>
      request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) }),
    /** Ends it by Ctrl-C; a studio that does not end within 30 s is an error. */
    async close() {
      child.kill("SIGINT");
      const late = new Promise((done) => setTimeout(done, 30_000, undefined).unref());
      const end = await Promise.race([child.ended, late]);
      if (end === undefined) throw new Error("the studio did not end within 30 s of SIGINT");
      return end;
    },
  };
}

/** Returns a workspace with an empty database. The database is made once by a studio, and copied. */
export async function prepareWorkspace(context, path) {
  const template = await context.once("workspace", async (folder) => {
    const studio = await startStudio(context, folder);
    await studio.close();
  });
  await mkdir(path, { recursive: true });
  if (!existsSync(join(path, ".omakase")))
    await cp(join(template, ".omakase"), join(path, ".omakase"), { recursive: true });
  return path;
}
