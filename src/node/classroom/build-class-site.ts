import type { Files } from "../../host.ts";
import { siteOfModels, type SiteFile } from "../build-site.ts";
import { bundledModels } from "../bundled-models.ts";
import { addOfflinePage } from "./offline-files.ts";

/**
 * Builds the site of a class: the studio's page with the models that come along, begun at the course, which also opens
 * from a folder by a double click.
 *
 * @throws OmakaseError `option` when the page was not built.
 */
export async function buildClassSite(files: Files): Promise<SiteFile[]> {
  const models = await bundledModels();
  const packed = await Promise.all(models.map(async ({ run, path }) => ({ run, bytes: await files.read(path) })));
  return addOfflinePage(files, await siteOfModels(files, packed));
}
