import { omakaseVersion } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import { hashedRun, packRun, type OpenedRun } from "../run/index.ts";
import { manifestSchema, runInfo, runIds, type Manifest } from "../protocol/index.ts";
import { nodeAsset } from "./assets.ts";
import { studioPageFolder, pageNotBuilt } from "./studio-page-folder.ts";

/** File of a site. */
export interface SiteFile {
  /** Path relative to the site's folder, separated by `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Options of {@link buildSite}. */
export interface BuildSiteOptions {
  /** Folder of the built page. Default: in the package. */
  readonly page?: string;
  /** Called after each run: `done` of `total` are packed. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Aborts the build. */
  readonly signal?: AbortSignal;
}

/** Assets that the page loads without a server: the feature network, the upscaler, and what lessons need (the conditional GAN, faces). */
const siteAssets = ["features.safetensors", "upscaler.safetensors", "cgan-characters.omakase", "resvg.wasm"] as const;

/**
 * Builds a static site that samples: the studio's page without a server, with some models in half precision. Any web
 * host can serve it from any folder; computation and storage happen in the visitors' browsers.
 *
 * @param runs - models of the site; the first is the default.
 * @returns the files of the site.
 * @throws OmakaseError `option` when the page was not built.
 */
export async function buildSite(
  files: Files,
  runs: readonly OpenedRun[],
  options: BuildSiteOptions = {},
): Promise<SiteFile[]> {
  const { page, onProgress, signal } = options;
  const models: SiteModel[] = [];
  for (const openedRun of runs) {
    signal?.throwIfAborted();
    const run = await hashedRun(openedRun);
    models.push({ run, bytes: await packRun(run, { float16: true, gzipped: true }) });
    onProgress?.({ done: models.length, total: runs.length });
  }
  return siteOfModels(files, models, page);
}

/** Model of a site. */
export interface SiteModel {
  readonly run: OpenedRun;
  /** The run, packed. */
  readonly bytes: Uint8Array;
}

/**
 * Builds a site of models that are packed.
 *
 * @param page - folder of the built page. Default: in the package.
 */
export async function siteOfModels(
  files: Files,
  models: readonly SiteModel[],
  page: string = studioPageFolder,
): Promise<SiteFile[]> {
  const site: SiteFile[] = [];
  for (const { path, kind } of await files.walk(page))
    if (kind === "file") site.push({ path, bytes: await files.read(files.join(page, path)) });
  if (!site.some(({ path }) => path === "index.html")) throw new OmakaseError("option", pageNotBuilt(page));
  for (const name of siteAssets) site.push({ path: `asset/${name}`, bytes: await nodeAsset(name) });
  const ids = runIds(models.map(({ run }) => run.name));
  const infos: Manifest["runs"] = [];
  for (const [at, { run, bytes }] of models.entries()) {
    site.push({ path: `run/${ids[at]}.omakase`, bytes });
    infos.push(await runInfo(ids[at], run, bytes.length));
  }
  const manifest = manifestSchema.parse({ formatVersion: 1, omakase: omakaseVersion, kind: "site", runs: infos });
  site.push({ path: "studio.json", bytes: new TextEncoder().encode(`${JSON.stringify(manifest)}\n`) });
  return site;
}
