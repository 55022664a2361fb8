import { builtinNames, handedInSchema, openDataset, type HandedIn, type Host } from "omakase";

/** A file that was dropped, and where it stood in its folder. */
export interface Dropped {
  readonly path: string;
  readonly file: Blob;
}

/** What is known of a set, and what `openDataset` is told. */
interface Kept {
  readonly handedIn: HandedIn;
  readonly source: string;
}

/** Takes in pictures to learn from, into the browser's storage. */
export function pictureDesk(host: Host) {
  const { files } = host;
  const noteOf = (id: string): string => files.join("pictures", `${id}.json`);

  async function read(id: string): Promise<Kept | undefined> {
    if ((await files.size(noteOf(id))) === undefined) return undefined;
    const note = JSON.parse(new TextDecoder().decode(await files.read(noteOf(id)))) as Partial<Kept>;
    const handedIn = handedInSchema.safeParse(note.handedIn).data;
    return handedIn && typeof note.source === "string" ? { handedIn, source: note.source } : undefined;
  }

  async function freeId(name: string): Promise<string> {
    const plain = name.replace(/\.zip$/i, "").normalize("NFKD");
    const wanted = plain.replaceAll(/[^\w-]+/g, "-").replaceAll(/^[-_]+|[-_]+$/g, "").slice(0, 40).toLowerCase(); // prettier-ignore
    for (let number = 1; ; number++) {
      const id = `${wanted || "pictures"}${number === 1 ? "" : `-${number}`}`;
      if (builtinNames.some((builtin) => builtin === id)) continue;
      if ((await files.size(noteOf(id))) === undefined) return id;
    }
  }

  return {
    async list(): Promise<HandedIn[]> {
      const found: HandedIn[] = [];
      for (const name of await files.list("pictures")) {
        const kept = name.endsWith(".json") ? await read(name.slice(0, -".json".length)) : undefined;
        if (kept) found.push(kept.handedIn);
      }
      return found;
    },

    /**
     * Keeps files: pictures, or one archive of them.
     *
     * @param onProgress - told how many files are kept.
     * @throws OmakaseError `source` when there is no picture among them.
     */
    async take(name: string, dropped: readonly Dropped[], onProgress: (done: number) => void): Promise<HandedIn> {
      const id = await freeId(name);
      const folder = files.join("pictures", id);
      const archive = dropped.length === 1 && /\.zip$/i.test(dropped[0].path);
      const source = archive ? files.join(folder, `${id}.zip`) : folder;
      try {
        let bytes = 0;
        for (const [at, { path, file }] of dropped.entries()) {
          const content = new Uint8Array(await file.arrayBuffer());
          bytes += content.length;
          await files.write(archive ? source : files.join(folder, path), content);
          onProgress(at + 1);
        }
        await openDataset(source, host, { size: 64, count: 4 }); // is there something to learn from?
        const handedIn = { id, name, files: dropped.length, bytes };
        await files.write(noteOf(id), JSON.stringify({ handedIn, source } satisfies Kept));
        return handedIn;
      } catch (error) {
        await files.remove(folder);
        throw error;
      }
    },

    async remove(id: string): Promise<void> {
      await files.remove(noteOf(id));
      await files.remove(files.join("pictures", id));
    },

    /** What `openDataset` is told: the name of a built-in set, or where the pictures lie. */
    async sourceOf(id: string): Promise<string> {
      return (await read(id))?.source ?? id;
    },
  };
}
