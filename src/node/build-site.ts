import { omakaseVersion } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import { hashedRun, packRun, type OpenedRun } from "../run/index.ts";
import { manifestSchema, runInfo, runIds, type Manifest } from "../protocol/index.ts";
import { nodeAsset } from "./assets.ts";
import { studioPageFolder, pageNotBuilt } from "./studio-page-folder.ts";

/** A file of a site. */
export interface SiteFile {
  /** Relative to the site's folder, parts separated by `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** See {@link buildSite}. */
export interface BuildSiteOptions {
  /** Where the built page lies. Default: in the package. */
  readonly page?: string;
  /** Told after every run: `done` of `total` are packed. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** The parts that come along which the page asks for when there is no server: the network that sees what is broken. */
const siteAssets = ["features.safetensors"] as const;

/**
 * A site that draws: the studio's page without a server, with some models in half precision. Any web host or file
 * server can offer it from any folder; all that is computed and kept, is so in the browsers of its visitors.
 *
 * @param runs - the one to begin with first.
 * @throws OmakaseError `option` when the page was not built.
 */
export async function buildSite(
  files: Files,
  runs: readonly OpenedRun[],
  options: BuildSiteOptions = {},
): Promise<SiteFile[]> {
  const { page = studioPageFolder, onProgress, signal } = options;
  const site: SiteFile[] = [];
  for (const { path, kind } of await files.walk(page))
    if (kind === "file") site.push({ path, bytes: await files.read(files.join(page, path)) });
  if (!site.some(({ path }) => path === "index.html")) throw new OmakaseError("option", pageNotBuilt(page));
  for (const name of siteAssets) site.push({ path: `asset/${name}`, bytes: await nodeAsset(name) });
  const ids = runIds(runs.map(({ name }) => name));
  const infos: Manifest["runs"] = [];
  for (const [at, openedRun] of runs.entries()) {
    signal?.throwIfAborted();
    const run = await hashedRun(openedRun);
    const bytes = await packRun(run, { float16: true, gzipped: true });
    site.push({ path: `run/${ids[at]}.omakase`, bytes });
    infos.push(await runInfo(ids[at], run, bytes.length));
    onProgress?.({ done: infos.length, total: runs.length });
  }
  const manifest = manifestSchema.parse({ formatVersion: 1, omakase: omakaseVersion, kind: "site", runs: infos });
  site.push({ path: "studio.json", bytes: new TextEncoder().encode(`${JSON.stringify(manifest)}\n`) });
  return site;
}
