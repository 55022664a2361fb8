import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Attributes } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { locateInUserCode, runUserCode, type ImageShape, type Model } from "../../model/index.ts";
import { findSyntaxError } from "../../find-syntax-error.ts";
import { registerHooks } from "./register-hooks.ts";
import { nodeText, verbatim } from "../../text/index.ts";

/** Sizes and attributes of the images that a model file makes its model for. */
export interface ModelFileOptions extends ImageShape {
  /** Attributes of the data set; undefined for one without attributes. */
  readonly attributes?: Attributes;
}

/** File with a person's own model. */
export interface ModelFile {
  readonly path: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly sha256: string;
  create(options: ModelFileOptions): Model;
}

/**
 * Loads a model from a TypeScript or JavaScript file whose default export is what `defineModel` returns, or a function of
 * the sizes and attributes of the images that returns it. The file's code is executed.
 *
 * @throws OmakaseError `option` when the file is missing, cannot be loaded, or exports something else.
 */
export async function loadModelFile(path: string): Promise<ModelFile> {
  const full = resolve(path);
  const bytes = await readFile(full).catch(() => undefined);
  if (!bytes || !isModelFile(full))
    throw invalid(path, nodeText.loadModelFile.notAScript({ isFile: bytes !== undefined }));
  registerHooks();
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  let module: { readonly default?: unknown };
  try {
    module = await import(`${pathToFileURL(full).href}?${sha256.slice(0, 16)}`);
  } catch (error) {
    const located = isSyntaxError(error) ? locateSyntaxError(path, bytes, error) : locateInUserCode(error);
    if (located instanceof OmakaseError) throw located;
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw invalid(path, verbatim(reason), { cause: error });
  }
  const { default: made } = module;
  if (typeof made !== "function" && !isModel(made))
    throw invalid(path, nodeText.loadModelFile.otherExport({ isNothing: made === undefined }), { isOther: true });
  return {
    path,
    sha256,
    create(options) {
      const model = typeof made === "function" ? runUserCode(() => made(options) as unknown) : made;
      if (isModel(model)) return model;
      throw invalid(path, nodeText.loadModelFile.otherResult({ isNothing: model === undefined }));
    },
  };
}

/** Returns whether a command line argument is a file and not the name of a built-in model. */
export function isModelFile(word: string): boolean {
  return /\.[cm]?[jt]s$/.test(word);
}

/** Returns whether a file could not be parsed: by the remover of types, which throws a plain error, or by Node. */
function isSyntaxError(error: unknown): error is Error {
  return error instanceof Error && (error instanceof SyntaxError || error.message.startsWith("Error transforming "));
}

/** Names the line where a file cannot be parsed. */
function locateSyntaxError(path: string, bytes: Uint8Array, error: Error): OmakaseError {
  const message = error.message.split("\n")[0];
  const [, reason, place] = /^(?:Error transforming .*?: )?(.*?)(?: \((\d+):\d+\))?$/.exec(message) ?? [];
  const [, frame] = /^file:.*?:(\d+)\n/.exec(error.stack ?? "") ?? [];
  const line = findSyntaxError(new TextDecoder().decode(bytes)) ?? place ?? frame;
  const where = line === undefined ? path : `${basename(path)}:${line}`;
  return new OmakaseError("option", { where, ...nodeText.loadModelFile.syntax({ reason }) }, { cause: error });
}

function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && "networks" in value && "stages" in value && "settings" in value;
}

/** @param options - what the import threw; whether the file has a default export that is no model, or none. */
function invalid(path: string, got: Text, options: { cause?: unknown; isOther?: boolean } = {}): OmakaseError {
  const { cause, isOther = false } = options;
  return new OmakaseError("option", { where: path, ...nodeText.loadModelFile.invalid({ got, isOther }) }, { cause });
}
