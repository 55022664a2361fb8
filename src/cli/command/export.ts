import { join } from "node:path";
import { exportOnnx } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import { createSampler, type TrainedModel } from "../../sample/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { exportSite } from "./export-site.ts";
import { openTrainedModel } from "../input/open-model.ts";
import { modelText } from "../option/model-text.ts";
import type { Session } from "../session.ts";
import { writeResults } from "../output/write-results.ts";

interface ExportOptions {
  readonly out?: string;
  readonly batch?: number;
  readonly overwrite?: boolean;
  readonly site?: string;
}

/** `omakase export <runs…>`: the part of a model that draws, for other programs, or a site that draws with it. */
export const addExportCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "絵を描く部分を ONNX ファイル（Python などで使える）か、だれでも遊べる Web サイトに書き出す",
    en: "write the part that draws as an ONNX file, for anything that reads ONNX, or as a web site for anybody to play with",
  };
  const examples = [
    "omakase export faces",
    "omakase export runs/gan-sushi",
    "omakase export runs/gan-sushi --out model.onnx",
    "omakase export characters runs/gan-sushi --site out",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  defineCommand(program, { name: "export", about, examples, language }, exportRuns)
    .argument("<models...>", t(modelText))
    .option(
      "--site <folder>",
      option(
        "スタジオのページを、サーバーのいらない Web サイトとしてこのフォルダに書き出す（はじめのモデルから見せる）",
        "write the studio's page into this folder, as a web site that needs no server; it begins with the first run",
      ),
    )
    .option(
      "--out <file>",
      option("書きこむファイル（省くと実行フォルダの中）", "the file; default: one in the run's folder"),
    )
    .option(
      "--batch <n>",
      option(
        "一度に描く枚数を決めておく（省くと何枚でも）",
        "fixes how many pictures are drawn at a time; default: any",
      ),
      wholeNumber(1, 1024),
    )
    .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace a file of the same name"));
};

async function exportRuns(session: Session, paths: readonly string[], options: ExportOptions): Promise<void> {
  const { out, batch, overwrite, site } = options;
  if (site !== undefined) {
    const conflicting = out === undefined ? batch !== undefined && "--batch" : "--out";
    if (conflicting) throw exclusiveOptionError(conflicting);
    return exportSite(session, paths, site, overwrite);
  }
  if (paths.length > 1) throw singleRunError(paths.length);
  return writeModel(session, paths[0], options);
}

async function writeModel(session: Session, path: string, { out, batch, overwrite }: ExportOptions): Promise<void> {
  if (out !== undefined && !/\.onnx$/i.test(out)) throw onnxNameError(out);
  const { run, trained } = await openTrainedModel(session, path, { commandName: "export" });
  const { model, picture, weights } = trained;
  const bytes = await exportOnnx(model, picture, weights, { batch, run: run.name });
  const [{ path: file }] = await writeResults(
    session,
    (ending) => [{ path: out ?? join(run.path, `${run.name}${ending}.onnx`), bytes }],
    { isExplicit: out !== undefined, overwrite },
  );
  const { channels, size } = picture;
  const onnxInput = onnxInputOf(trained);
  const input = [batch ?? "batch", ...onnxInput.shape];
  const output = [batch ?? "batch", channels, size, size];
  session.emit({
    type: "model",
    file,
    bytes: bytes.length,
    input: { [onnxInput.name]: input },
    output: { picture: output },
  });
  session.print({
    ja: `書き出しました: ${file}（${formatMegabytes(bytes)} MB）\n  入力 ${onnxInput.name} [${input.join(", ")}]: ${onnxInput.what.ja}\n  出力 picture [${output.join(", ")}]: -1（黒）〜 1（白）`,
    en: `Wrote ${file} (${formatMegabytes(bytes)} MB)\n  input ${onnxInput.name} [${input.join(", ")}]: ${onnxInput.what.en}\n  output picture [${output.join(", ")}]: -1 (black) to 1 (white)`,
  });
}

/** Returns the ONNX input of a model: name, shape per image and description. */
function onnxInputOf(trained: TrainedModel) {
  const { model, picture } = trained;
  if (model.kind === "pix2pix")
    return {
      name: "input",
      shape: [model.inputChannels, picture.size, picture.size],
      what: { ja: "変える絵。-1（黒）〜 1（白）", en: "the picture to translate, -1 (black) to 1 (white)" },
    };
  const { latent, noiseSize } = createSampler(trained);
  const what = { ja: "正規乱数 N(0, 1)", en: "random numbers from N(0, 1)" };
  const conditionalText = {
    ja: `はじめの ${noiseSize} 個は正規乱数 N(0, 1)、あとは属性（書きかたはファイルの howToDraw と attributes にあります）`,
    en: `${noiseSize} random numbers from N(0, 1), then the attributes (howToDraw and attributes in the file say how)`,
  };
  return { name: "z", shape: [latent], what: latent > noiseSize ? conditionalText : what };
}

function formatMegabytes(bytes: Uint8Array): string {
  return (bytes.length / 1e6).toFixed(1);
}

function exclusiveOptionError(other: string): OmakaseError {
  return new OmakaseError("option", {
    where: other,
    expected: { ja: "--site なしの書き出し", en: "an export without --site" },
    got: { ja: `--site と ${other} の両方`, en: `both --site and ${other}` },
    remedy: { ja: "どちらかを消してください", en: "Leave one of them out" },
  });
}

function singleRunError(count: number): OmakaseError {
  return new OmakaseError("option", {
    where: "<models...>",
    expected: { ja: "ひとつのモデル", en: "one model for one ONNX file" },
    got: { ja: `${count} 個`, en: String(count) },
    remedy: {
      ja: "ひとつずつ書き出すか、--site を付けてひとつのサイトにしてください",
      en: "Export them one by one, or give --site to have one site with all of them",
    },
  });
}

function onnxNameError(out: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--out",
    expected: { ja: ".onnx で終わる名前", en: "a name that ends in .onnx" },
    got: { ja: `「${out}」`, en: `"${out}"` },
    remedy: { ja: "たとえば model.onnx としてください", en: "Call it model.onnx, for example" },
  });
}
