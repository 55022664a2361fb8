import {
  claimUploadId,
  isBuiltinDataset,
  uploadSchema,
  isPicturePath,
  openDataset,
  zipTree,
  type Upload,
  type Host,
} from "omakase/studio";

/** Dropped file and its path in its folder. */
export interface DroppedFile {
  readonly path: string;
  readonly file: Blob;
}

/** Record of an upload, with its source for `openDataset`. */
interface UploadRecord {
  readonly upload: Upload;
  readonly source: string;
}

/** Creates the store of uploaded data sets in the browser's storage. */
export function createBrowserUploadStore(host: Host) {
  const { files } = host;
  const recordPath = (id: string): string => files.join("pictures", `${id}.json`);

  async function read(id: string): Promise<UploadRecord | undefined> {
    if ((await files.size(recordPath(id))) === undefined) return undefined;
    const note = JSON.parse(new TextDecoder().decode(await files.read(recordPath(id)))) as Partial<UploadRecord>;
    const upload = uploadSchema.safeParse(note.upload).data;
    return upload && typeof note.source === "string" ? { upload, source: note.source } : undefined;
  }

  return {
    async list(): Promise<Upload[]> {
      const found: Upload[] = [];
      for (const name of await files.list("pictures")) {
        const kept = name.endsWith(".json") ? await read(name.slice(0, -".json".length)) : undefined;
        if (kept) found.push(kept.upload);
      }
      return found;
    },

    /**
     * Keeps files: pictures, or one archive of them.
     *
     * @param onProgress - told how many files are kept.
     * @throws OmakaseError `source` when there is no picture among them.
     */
    async add(name: string, dropped: readonly DroppedFile[], onProgress: (done: number) => void): Promise<Upload> {
      const id = await claimUploadId(name, async (wanted) => (await files.size(recordPath(wanted))) === undefined);
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
        await openDataset(source, host, { size: 64, count: 4 }); // fails if there is nothing to learn from
        const paths = archive
          ? (await zipTree((await files.stat(source))!, files)).files.map(({ path }) => path)
          : dropped.map(({ path }) => path);
        const upload = { id, name, files: paths.filter(isPicturePath).length, bytes };
        await files.write(recordPath(id), JSON.stringify({ upload, source } satisfies UploadRecord));
        return upload;
      } catch (error) {
        await files.remove(folder);
        throw error;
      }
    },

    async remove(id: string): Promise<void> {
      await files.remove(recordPath(id));
      await files.remove(files.join("pictures", id));
    },

    /** Returns the source for `openDataset`: the name of a built-in set, or the folder of an upload. */
    async sourceOf(id: string): Promise<string> {
      if (isBuiltinDataset(id)) return id;
      return (await read(id))?.source ?? id;
    },
  };
}
