import { OmakaseError, type Text } from "../error.ts";

/** Converts a storage error of the browser to an OmakaseError with advice; an OmakaseError stays as it is. */
export function storageError(error: unknown, path: string, action: "read" | "write"): unknown {
  if (error instanceof OmakaseError || !(error instanceof Error)) return error;
  const { got, remedy } = causesByName[error.name] ?? {
    got: { ja: `エラー ${error.name}`, en: `the error ${error.name}` },
    remedy: { ja: "ページを読み込み直して、もう一度お試しください", en: "Reload the page and try again" },
  };
  const expected: Text =
    action === "read"
      ? { ja: "読み込めるファイル", en: "a file that can be read" }
      : { ja: "書き込める場所", en: "a place that can be written to" };
  return new OmakaseError(
    action === "read" ? "source" : "run",
    { where: path, expected, got, remedy },
    { cause: error },
  );
}

const isFolderCause = {
  got: { ja: "フォルダ", en: "a folder" },
  remedy: { ja: "ファイルのパスを指定してください", en: "Give the path of a file" },
};

const storageUnavailable = {
  got: { ja: "使えないブラウザの保存場所", en: "a browser that keeps no files for this page" },
  remedy: {
    ja: "プライベートウィンドウではない普通のウィンドウで、https のページを開いてください",
    en: "Open the page over https in a window that is not private",
  },
};

/** Causes and remedies by the names of DOM exceptions. */
const causesByName: Readonly<Record<string, { got: Text; remedy: Text }>> = {
  NotFoundError: {
    got: { ja: "何もない場所", en: "nothing at this path" },
    remedy: { ja: "パスのつづりを確かめてください", en: "Check the spelling of the path" },
  },
  TypeMismatchError: isFolderCause,
  InvalidModificationError: isFolderCause,
  TypeError: {
    got: { ja: "ファイルの名前にできない文字", en: "a name that no file can have" },
    remedy: { ja: "別の名前を指定してください", en: "Give another name" },
  },
  QuotaExceededError: {
    got: { ja: "空きのない保存場所", en: "full storage" },
    remedy: {
      ja: "ブラウザの設定で、このサイトの不要なデータを消してください",
      en: "Delete something, or what this site keeps, in the browser's settings",
    },
  },
  NoModificationAllowedError: {
    got: { ja: "ほかのタブが使っているファイル", en: "a file that another tab is using" },
    remedy: { ja: "ほかのタブを閉じてから、もう一度お試しください", en: "Close the other tabs and try again" },
  },
  SecurityError: storageUnavailable,
  NotAllowedError: storageUnavailable,
};
