import { bundledModelIds } from "../../node/index.ts";

const bundled = bundledModelIds.join(", ");

/** Help of the argument that names a model; see `openModel`. */
export const modelText = {
  ja: `モデル: 学習した実行フォルダ、.omakase ファイル、または付属のモデル（${bundled}。結果は omakase-名前 に書く）`,
  en: `the folder of a run, a .omakase file, or a model that comes along (${bundled}; results go to omakase-NAME)`,
};
