import { join } from "node:path";
import { exportOnnx } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { painter, type Trained } from "../generate/index.ts";
import { verb, whole, type Verb } from "./command.ts";
import { openTrained } from "./open-artist.ts";
import type { Session } from "./session.ts";
import { writeResults } from "./write-results.ts";

interface ExportOptions {
  readonly out?: string;
  readonly batch?: number;
  readonly overwrite?: boolean;
}

/** `omakase export <run>`: the part of a model that draws, for other programs. */
export const exportVerb: Verb = (program, say, language) => {
  const about = {
    ja: "絵を描く部分を ONNX ファイルに書き出す（Python やブラウザーで使える）",
    en: "write the part that draws as an ONNX file, for Python, a page, or anything else that reads ONNX",
  };
  const examples = ["omakase export runs/gan-sushi", "omakase export runs/gan-sushi --out model.onnx"];
  const option = (ja: string, en: string) => say({ ja, en });
  verb(program, { name: "export", about, examples, language }, writeModel)
    .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
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
      whole(1, 1024),
    )
    .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace a file of the same name"));
};

async function writeModel(session: Session, path: string, { out, batch, overwrite }: ExportOptions): Promise<void> {
  if (out !== undefined && !/\.onnx$/i.test(out)) throw notOnnx(out);
  const { run, trained } = await openTrained(session, path, { verb: "export" });
  const { model, picture, weights } = trained;
  const bytes = await exportOnnx(model, picture, weights, { batch, run: run.name });
  const [{ path: file }] = await writeResults(
    session,
    (ending) => [{ path: out ?? join(run.path, `${run.name}${ending}.onnx`), bytes }],
    { chosen: out !== undefined, overwrite },
  );
  const { channels, size } = picture;
  const entry = entryOf(trained);
  const input = [batch ?? "batch", ...entry.shape];
  const output = [batch ?? "batch", channels, size, size];
  session.emit({
    type: "model",
    file,
    bytes: bytes.length,
    input: { [entry.name]: input },
    output: { picture: output },
  });
  session.print({
    ja: `書き出しました: ${file}（${megabytes(bytes)} MB）\n  入力 ${entry.name} [${input.join(", ")}]: ${entry.what.ja}\n  出力 picture [${output.join(", ")}]: -1（黒）〜 1（白）`,
    en: `Wrote ${file} (${megabytes(bytes)} MB)\n  input ${entry.name} [${input.join(", ")}]: ${entry.what.en}\n  output picture [${output.join(", ")}]: -1 (black) to 1 (white)`,
  });
}

/** What a file of this model is fed, a picture at a time. */
function entryOf(trained: Trained) {
  const { model, picture } = trained;
  if (model.kind === "pix2pix")
    return {
      name: "input",
      shape: [model.inputChannels, picture.size, picture.size],
      what: { ja: "変える絵。-1（黒）〜 1（白）", en: "the picture to translate, -1 (black) to 1 (white)" },
    };
  const { latent, random } = painter(trained);
  const what = { ja: "正規乱数 N(0, 1)", en: "random numbers from N(0, 1)" };
  const told = {
    ja: `はじめの ${random} 個は正規乱数 N(0, 1)、あとは属性（書きかたはファイルの howToDraw と attributes にあります）`,
    en: `${random} random numbers from N(0, 1), then the attributes (howToDraw and attributes in the file say how)`,
  };
  return { name: "z", shape: [latent], what: latent > random ? told : what };
}

function megabytes(bytes: Uint8Array): string {
  return (bytes.length / 1e6).toFixed(1);
}

function notOnnx(out: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--out",
    expected: { ja: ".onnx で終わる名前", en: "a name that ends in .onnx" },
    got: { ja: `「${out}」`, en: `"${out}"` },
    remedy: { ja: "たとえば model.onnx としてください", en: "Call it model.onnx, for example" },
  });
}
