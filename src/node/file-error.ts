import { OmakaseError, type Text } from "../error.ts";

/**
 * Converts an error of the operating system into a message that a person can act on. An `OmakaseError` stays as it is.
 */
export function fileError(error: unknown, path: string, action: "read" | "list" | "write"): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof OmakaseError || typeof code !== "string") return error;
  const { got, remedy } = causesByCode[code] ?? {
    got: { ja: `エラー ${code}`, en: `the error ${code}` },
    remedy: { ja: "ディスクとパスを確かめてください", en: "Check the disk and the path" },
  };
  const errorParts = { where: path, expected: expectations[action], got, remedy };
  return new OmakaseError(action === "write" ? "run" : "source", errorParts, { cause: error });
}

const expectations: Readonly<Record<"read" | "list" | "write", Text>> = {
  read: { ja: "読み込めるファイル", en: "a file that can be read" },
  list: { ja: "読み込めるフォルダ", en: "a folder that can be read" },
  write: { ja: "書き込める場所", en: "a place that can be written to" },
};

const missingPath = {
  got: { ja: "何もない場所", en: "nothing at this path" },
  remedy: { ja: "パスのつづりを確かめてください", en: "Check the spelling of the path" },
};
const noPermission = {
  got: { ja: "アクセスできない場所", en: "no permission" },
  remedy: {
    ja: "ファイルの権限を変えるか、別の場所を指定してください",
    en: "Change the permissions or choose another place",
  },
};

const causesByCode: Readonly<Record<string, { got: Text; remedy: Text }>> = {
  ENOENT: missingPath,
  ENOTDIR: missingPath,
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: noPermission,
  EEXIST: {
    got: { ja: "ファイル", en: "a file" },
    remedy: { ja: "フォルダのパスを指定してください", en: "Give the path of a folder" },
  },
  EISDIR: {
    got: { ja: "フォルダ", en: "a folder" },
    remedy: { ja: "ファイルのパスを指定してください", en: "Give the path of a file" },
  },
  ENOSPC: {
    got: { ja: "空きのないディスク", en: "a full disk" },
    remedy: { ja: "不要なファイルを消して空きを作ってください", en: "Delete something to make room" },
  },
  ENXIO: {
    got: { ja: "デバイスかソケット", en: "a device or a socket" },
    remedy: { ja: "ファイルのパスを指定してください", en: "Give the path of a file" },
  },
  EMFILE: {
    got: { ja: "開きすぎたファイル", en: "too many open files" },
    remedy: { ja: "ほかのプログラムを閉じてから、もう一度お試しください", en: "Close other programs and try again" },
  },
};
