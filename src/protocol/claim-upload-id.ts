import { isBuiltinDataset } from "../dataset/index.ts";

/**
 * Returns a free, readable id of an upload: its name in ASCII letters, digits, `-` and `_`, at most 40 of them, with a
 * number when there is such an upload or a built-in data set of that name.
 *
 * @param name - name of the uploaded file or folder.
 * @param claim - reserves an id; false when it is taken.
 */
export async function claimUploadId(name: string, claim: (id: string) => Promise<boolean>): Promise<string> {
  const plain = name.replace(/\.zip$/i, "").normalize("NFKD");
  const words = plain.replace(/[^\w-]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");
  const wanted = words.slice(0, 40).toLowerCase() || "pictures";
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!isBuiltinDataset(id) && (await claim(id))) return id;
  }
}
