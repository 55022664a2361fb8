import { join } from "node:path";
import { exportOnnx } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import { createSampler, type TrainedModel } from "../../sample/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { exportSite } from "./export-site.ts";
import { openTrainedModel } from "../input/open-model.ts";
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

interface ExportOptions {
  readonly out?: string;
  readonly batch?: number;
  readonly overwrite?: boolean;
  readonly site?: string;
}

/** `omakase export <runs…>`: the part of a model that draws, for other programs, or a site that draws with it. */
export const addExportCommand: AddCommand = (program, t, language) => {
  const about = cliText.export.about;
  const examples = [
    "omakase export faces",
    "omakase export runs/gan-sushi",
    "omakase export runs/gan-sushi --out model.onnx",
    "omakase export characters runs/gan-sushi --site out",
  ];
  defineCommand(program, { name: "export", about, examples, language }, exportRuns)
    .argument("<models...>", t(modelArgumentText))
    .option("--site <folder>", t(cliText.export.site))
    .option("--out <file>", t(cliText.export.out))
    .option("--batch <n>", t(cliText.export.batch), wholeNumber(1, 1024))
    .option("--overwrite", t(cliText.export.overwrite));
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
  session.print(
    cliText.export.done({
      file,
      bytes: formatMegabytes(bytes),
      name: onnxInput.name,
      input: input.join(", "),
      what: onnxInput.what,
      output: output.join(", "),
    }),
  );
}

/** Returns the ONNX input of a model: name, shape per image and description. */
function onnxInputOf(trained: TrainedModel) {
  const { model, picture } = trained;
  if (model.kind === "pix2pix")
    return {
      name: "input",
      shape: [model.inputChannels, picture.size, picture.size],
      what: cliText.export.inputPicture,
    };
  const { latent, noiseSize } = createSampler(trained);
  const what = cliText.export.randomNumbers;
  const conditionalText = cliText.export.conditionalText({ noiseSize });
  return { name: "z", shape: [latent], what: latent > noiseSize ? conditionalText : what };
}

function formatMegabytes(bytes: Uint8Array): string {
  return (bytes.length / 1e6).toFixed(1);
}

function exclusiveOptionError(other: string): OmakaseError {
  return new OmakaseError("option", { where: other, ...cliText.export.exclusiveOption({ other }) });
}

function singleRunError(count: number): OmakaseError {
  return new OmakaseError("option", { where: "<models...>", ...cliText.export.singleModel({ count }) });
}

function onnxNameError(out: string): OmakaseError {
  return new OmakaseError("option", { where: "--out", ...cliText.export.onnxName({ out }) });
}
