import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import { OmakaseError } from "../../error.ts";
import type { Files } from "../../host.ts";
import { nodeText } from "../../text/index.ts";

/** Largest file of a run that is read at once, bytes. */
const mostBytes = 2 ** 30;

/**
 * Restricts reads to one folder. A link that leads out of the folder counts as missing, and so does a file that is not
 * regular or is larger than 1 GiB.
 *
 * @param folder - the folder, which may itself be reached through links.
 */
export function filesWithin(files: Files, folder: string): Files {
  const isInside = async (path: string): Promise<boolean> => {
    const [root, real] = await Promise.all([folder, path].map((one) => realpath(one).catch(() => undefined)));
    return root !== undefined && real !== undefined && (real === root || real.startsWith(root + sep));
  };
  const stat: Files["stat"] = async (path) => {
    const found = (await isInside(path)) ? await files.stat(path) : undefined;
    return found && found.bytes <= mostBytes ? found : undefined;
  };
  const required = async (path: string): Promise<string> => {
    if ((await stat(path)) === undefined) throw outside(path);
    return path;
  };
  return {
    ...files,
    stat,
    read: async (path) => await files.read(await required(path)),
    readRange: async (path, offset, length) => await files.readRange(await required(path), offset, length),
    list: async (path) => ((await isInside(path)) ? await files.list(path) : []),
    walk: async (path) => {
      const found = (await isInside(path)) ? await files.walk(path) : [];
      const kept = await Promise.all(found.map(async (one) => await stat(files.join(path, one.path))));
      return found.filter((_, at) => kept[at] !== undefined);
    },
    size: async (path) => {
      const found = await stat(path);
      return found?.kind === "file" ? found.bytes : undefined;
    },
  };
}

function outside(where: string): OmakaseError {
  return new OmakaseError("run", { where, ...nodeText.filesWithin.outside });
}
