import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { openInBrowser } from "../output/open-in-browser.ts";
import { launchStudio, waitUntilStopped } from "./launch-studio.ts";
import type { Session } from "../session.ts";

interface StudioCommandOptions {
  readonly port?: number;
  readonly host?: string;
  readonly origin?: readonly string[];
  readonly workspace?: string;
  readonly open: boolean;
}

/** `omakase studio [runs…]`: the page in which people draw, rate and train. */
export const addStudioCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "スタジオを開く: ブラウザで描く、評価する、学習させる",
    en: "open the studio: draw, rate and train in the browser",
  };
  const examples = [
    "omakase studio",
    "omakase studio runs/cgan-characters runs/gan-sushi",
    "omakase studio --workspace ./atelier --port 8080",
    "omakase studio --host 0.0.0.0 --no-open",
    "omakase studio --origin https://studio.example.org --no-open",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  defineCommand(program, { name: "studio", about, examples, language }, runStudio)
    .argument(
      "[runs...]",
      option(
        "はじめに見せる実行フォルダ（作業フォルダの runs/ はいつも見せる）",
        "runs to show first; those in runs/ of the workspace are always there",
      ),
    )
    .option(
      "--workspace <folder>",
      option("作業フォルダ（省くと今のフォルダ）", "the folder to work in; default: the current one"),
    )
    .option(
      "--port <n>",
      option("ポート番号（省くと 4649 から空いているもの）", "default: the first free one from 4649 on"),
      wholeNumber(0, 65535),
    )
    .option(
      "--host <address>",
      option(
        "待ち受けるアドレス（省くと 127.0.0.1 で、このコンピューターだけ。0.0.0.0 ならほかからも合言葉つきで）",
        "where to listen; default 127.0.0.1, this computer alone; with 0.0.0.0 others can come in, with a token",
      ),
    )
    .option(
      "--origin <address>",
      option(
        "HTTPS のプロキシを通して開くときの、そのアドレス（くり返せる。開くには合言葉が要る）",
        "the address of an HTTPS proxy that visitors come through; may be repeated; they need the token",
      ),
      (address: string, others: readonly string[] = []) => [...others, address],
    )
    .option("--no-open", option("ブラウザを開かない", "do not open the browser"));
};

async function runStudio(session: Session, runs: readonly string[], options: StudioCommandOptions): Promise<void> {
  const { language } = session;
  const { workspace, host, port, origin: origins } = options;
  const studio = await launchStudio(session, { workspace, runs, host, port, origins, language });
  if (options.open) openInBrowser(studio.address);
  await waitUntilStopped(session, studio);
}
