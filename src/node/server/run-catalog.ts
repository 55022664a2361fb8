import { realpath } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import { z } from "zod";
import { listCheckpoints, omakaseVersion } from "../../checkpoint/index.ts";
import { attributesSchema } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import type { Host } from "../../host.ts";
import { hashedRun, openRun, packRun, type OpenedRun } from "../../run/index.ts";
import { runInfo, runInfoSchema, runIds, type RunInfo } from "../../protocol/index.ts";
import { bundledModelIds, bundledModels } from "../bundled-models.ts";
import type { StoredModel } from "../database/rating-table.ts";
import { filesWithin } from "./files-within.ts";
import { nodeText } from "../../text/index.ts";

/** Run that the page can sample from. */
export interface CatalogRun {
  readonly info: RunInfo;
  /** Path of its folder, or of the file of an included model. */
  readonly path: string;
  /** Path of its packed form, a file. */
  readonly packedPath: string;
}

/**
 * Models of a studio. Named runs come first, then own conditional GANs and the included characters, which people begin
 * with, then other runs in `runs/` of the workspace and other included models. Runs that have not trained are last.
 */
export interface RunCatalog {
  /** Scans the folders again; unchanged runs are not read again. */
  refresh(): Promise<readonly CatalogRun[]>;
  find(id: string): Promise<CatalogRun | undefined>;
}

/** Options of {@link createRunCatalog}. */
export interface RunCatalogOptions {
  readonly host: Host;
  readonly workspace: string;
  /** Folders of named runs, anywhere; listed first. On the first scan they must be runs. */
  readonly namedRuns: readonly string[];
  /** Folder of packed forms. */
  readonly cache: string;
  /** Called for each model before it is listed. */
  readonly onModel: (model: StoredModel) => Promise<void>;
  /** Called when the list has changed. */
  readonly onChange: () => void;
  /** Called with a message for a person. */
  readonly onNotice: (text: Text) => void;
}

const cachedRunSchema = z.strictObject({
  stamp: z.string(),
  candidate: runInfoSchema,
  model: z.strictObject({ hash: z.string(), latent: z.int(), attributes: attributesSchema.optional() }),
});

/** Creates a {@link RunCatalog}. */
export function createRunCatalog(options: RunCatalogOptions): RunCatalog {
  const { host, workspace, cache, onModel, onChange, onNotice } = options;
  const { files } = host;
  const namedRuns = options.namedRuns.map((path) => resolve(path));
  const knownRuns = new Map<string, { readonly stamp: string; readonly run?: CatalogRun }>();
  let publishedState = "";
  let pendingRefresh: Promise<readonly CatalogRun[]> | undefined;

  /** Lists the folders that may be runs, by id. */
  async function folders(): Promise<Map<string, string>> {
    const found = [...namedRuns];
    const runsFolder = join(workspace, "runs");
    const inside = await realpath(runsFolder).catch(() => runsFolder);
    for (const name of await files.list(runsFolder)) {
      if (!name.endsWith("/") || name.startsWith(".")) continue;
      const path = join(runsFolder, name.slice(0, -1));
      const real = await realpath(path).catch(() => "");
      if (real.startsWith(inside + sep) && !found.includes(path)) found.push(path); // no link may lead out
    }
    const along = (await builtInRuns()).map(({ info: candidate }) => candidate.id);
    const ids = runIds([...along, ...found.map((path) => basename(path))]).slice(along.length);
    return new Map(ids.map((id, at) => [id, found[at]]));
  }

  /**
   * Describes a run, from the cache if it has not changed; undefined when the folder is not a run.
   *
   * @throws OmakaseError when it is not a run, and `required`.
   */
  async function readRun(id: string, path: string, required: boolean): Promise<CatalogRun | undefined> {
    const inside = filesWithin(files, path);
    const newest = (await listCheckpoints(inside, path)).filter(({ at }) => at !== "best").at(-1);
    const config = await inside.stat(join(path, "config.json"));
    const entry = newest && (await inside.stat(newest.path));
    if (!entry || !config) {
      if (required) await openRun({ ...host, files: inside }, path); // for its error message
      if (knownRuns.has(id)) await forget(id);
      return undefined;
    }
    const stamp = JSON.stringify([omakaseVersion, entry.path, entry.bytes, entry.modified, config.modified]);
    const before = knownRuns.get(id);
    if (before?.stamp === stamp) return before.run;
    try {
      const run = (await fromCache(id, path, stamp)) ?? (await pack(id, path, stamp));
      knownRuns.set(id, { stamp, run });
      return run;
    } catch (error) {
      if (required || !(error instanceof OmakaseError)) throw error;
      if (error.code !== "checkpoint" && error.code !== "run") return before?.run; // it is being written
      knownRuns.set(id, { stamp });
      if (error.code === "checkpoint") onNotice(skippedRunNotice(error));
      return undefined;
    }
  }

  /** Included models. */
  const builtInRuns = memoize(async () => {
    const models: CatalogRun[] = [];
    for (const { id, run, path, bytes } of await bundledModels()) {
      const candidate = await runInfo(id, run, bytes);
      await onModel(storedModelOf(candidate, run));
      models.push({ info: candidate, path, packedPath: path });
    }
    return models;
  });

  function cachePaths(id: string) {
    return { candidate: join(cache, `${id}.json`), packed: join(cache, `${id}.safetensors`) };
  }

  async function fromCache(id: string, path: string, stamp: string): Promise<CatalogRun | undefined> {
    const place = cachePaths(id);
    try {
      const kept = cachedRunSchema.parse(JSON.parse(new TextDecoder().decode(await files.read(place.candidate))));
      if (kept.stamp !== stamp || (await files.size(place.packed)) !== kept.candidate.bytes) return undefined;
      await onModel(kept.model);
      return { info: kept.candidate, path, packedPath: place.packed };
    } catch {
      return undefined; // missing, or of another version
    }
  }

  async function pack(id: string, path: string, stamp: string): Promise<CatalogRun> {
    const opened = await hashedRun(await openRun({ ...host, files: filesWithin(files, path) }, path));
    for (const { error } of opened.loaded.skipped) onNotice(skippedRunNotice(error));
    const bytes = await packRun(opened);
    const candidate = await runInfo(id, opened, bytes.length);
    const place = cachePaths(id);
    const model = storedModelOf(candidate, opened);
    await onModel(model);
    await files.write(place.packed, bytes);
    await files.write(
      place.candidate,
      JSON.stringify({ stamp, candidate, model } satisfies z.infer<typeof cachedRunSchema>),
    );
    return { info: candidate, path, packedPath: place.packed };
  }

  /** Removes the packed form of a run that is gone or being removed. */
  async function forget(id: string): Promise<void> {
    knownRuns.delete(id);
    for (const path of Object.values(cachePaths(id))) await files.remove(path);
  }

  async function readAll(): Promise<readonly CatalogRun[]> {
    const runs: CatalogRun[] = [];
    const first = publishedState === "";
    const found = await folders();
    for (const [id, path] of found) {
      const run = await readRun(id, path, first && namedRuns.includes(path));
      if (run) runs.push(run);
    }
    for (const id of [...knownRuns.keys()].filter((one) => !found.has(one))) await forget(id);
    runs.push(...(await builtInRuns()));
    const rank = ({ info: candidate, path }: CatalogRun) => {
      if (namedRuns.includes(path)) return 0;
      if (candidate.imagesSeen === 0) return 3;
      return candidate.model === "cgan" || candidate.id === bundledModelIds[0] ? 1 : 2;
    };
    const sorted = runs.map((run, at) => ({ run, at })).sort((a, b) => rank(a.run) - rank(b.run) || a.at - b.at);
    const now = sorted.map(({ run }) => run);
    const text = JSON.stringify(now.map(({ info: candidate }) => candidate));
    if (publishedState !== "" && text !== publishedState) onChange();
    publishedState = text;
    return now;
  }

  const catalog: RunCatalog = {
    refresh: () => (pendingRefresh ??= readAll().finally(() => (pendingRefresh = undefined))),
    find: async (id) => (await catalog.refresh()).find(({ info: candidate }) => candidate.id === id),
  };
  return catalog;
}

/** Returns the latent size and attributes that ratings of a run's images need. */
function storedModelOf({ hash }: RunInfo, { config: { latent, attributes } }: OpenedRun): StoredModel {
  return { hash, latent, ...(attributes && { attributes }) };
}

/** Wraps a function so that it runs once, on the first call. */
function memoize<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}

function skippedRunNotice({ errorParts: { where, got } }: OmakaseError): Text {
  return nodeText.runCatalog.unusableRun({ where, got });
}
