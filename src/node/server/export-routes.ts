import { Hono } from "hono";
import { zipSync, type Zippable } from "fflate";
import { OmakaseError } from "../../error.ts";
import type { Files } from "../../host.ts";
import { openPackedRun, packRun, type OpenedRun } from "../../run/index.ts";
import { nodeText } from "../../text/index.ts";
import { buildSite, type SiteFile } from "../build-site.ts";
import { elementFolder } from "../element-folder.ts";
import { notFoundError } from "./http-error.ts";
import type { RunCatalog } from "./run-catalog.ts";

/**
 * Creates the routes that make a folder to take home of a model, as a ZIP: `export/<id>/site.zip`, a whole site, and
 * `export/<id>/page.zip`, a page with the element `<omakase-picture>`.
 */
export function exportRoutes(catalog: RunCatalog, files: Files): Hono {
  const app = new Hono();
  app.get("/:id/:kind{(?:site|page)\\.zip}", async (context) => {
    const { id, kind } = context.req.param();
    const found = await catalog.find(id);
    if (!found) throw notFoundError("run", nodeText.runRoutes.model);
    const run = await openPackedRun(await files.read(found.packedPath), id);
    const query = context.req.query();
    const made = kind === "site.zip" ? await buildSite(files, [run]) : await pageWithElement(files, id, run, query);
    return context.body(zip(made), 200, { "Content-Type": "application/zip" });
  });
  return app;
}

/** Returns the files of a page that draws with the element: page, element, model. */
async function pageWithElement(
  files: Files,
  id: string,
  run: OpenedRun,
  { attributes = "", seed = "7" }: Readonly<Record<string, string>>,
): Promise<SiteFile[]> {
  const element: SiteFile[] = [];
  for (const { path, kind } of await files.walk(elementFolder))
    if (kind === "file")
      element.push({ path: `element/${path}`, bytes: await files.read(files.join(elementFolder, path)) });
  if (element.length === 0)
    throw new OmakaseError("option", { where: elementFolder, ...nodeText.studioPageFolder.pageNotBuilt });
  const requested = attributes === "" ? "" : ` attributes="${escapeHtml(attributes)}"`;
  const page = `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${escapeHtml(run.name)}</title>
    <script type="module" src="element/omakase-picture.js"></script>
  </head>
  <body>
    <omakase-picture model="${escapeHtml(id)}.omakase"${requested} seed="${escapeHtml(seed)}"></omakase-picture>
  </body>
</html>
`;
  const model = await packRun(run, { float16: true, gzipped: true });
  return [
    { path: "index.html", bytes: new TextEncoder().encode(page) },
    { path: `${id}.omakase`, bytes: model },
    ...element,
  ];
}

/** Packs files; what is compressed is stored as it is. */
function zip(made: readonly SiteFile[]): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const { path, bytes } of made) entries[path] = [bytes, { level: /\.(gz|omakase|wasm)$/.test(path) ? 0 : 6 }];
  return zipSync(entries) as Uint8Array<ArrayBuffer>;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
