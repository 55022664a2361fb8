import { fileURLToPath } from "node:url";
import { OmakaseError } from "../../error.ts";
import type { Files } from "../../host.ts";
import { nodeText } from "../../text/index.ts";
import type { SiteFile } from "../build-site.ts";

/** Folder of the page that opens from a folder, in the package. */
const offlineFolder = fileURLToPath(new URL("../../../dist/offline", import.meta.url));

/** Files that the course fetches: the library, ONNX Runtime, and parts of the library. */
const fetched = /^(?:lesson-library\.js|assets\/ort-wasm-.*\.wasm\.gz|asset\/.*)$/;

/**
 * Makes a site open by a double click, too. A browser loads neither modules nor data from `file://`; so the first page
 * gets a small script that takes the course as one plain script there, and each file that the course fetches lies
 * in `file/` once more, as a script that holds its bytes.
 */
export async function addOfflinePage(files: Files, site: readonly SiteFile[]): Promise<SiteFile[]> {
  const added: SiteFile[] = [];
  for (const { path, kind } of await files.walk(offlineFolder).catch(() => []))
    if (kind === "file") added.push({ path, bytes: await files.read(files.join(offlineFolder, path)) });
  if (added.length === 0)
    throw new OmakaseError("option", { where: "dist/offline", ...nodeText.studioPageFolder.pageNotBuilt });
  const rest = site.map((file) => (file.path === "index.html" ? { ...file, bytes: openingPage(file.bytes) } : file));
  const scripts = site.filter(({ path }) => fetched.test(path)).map(fileScript);
  return [...rest, ...added, ...scripts];
}

/** Returns the page with a script that loads the rest in the place of its module. */
function openingPage(bytes: Uint8Array): Uint8Array {
  const html = new TextDecoder()
    .decode(bytes)
    .replace(
      /<script type="module" crossorigin src="([^"]+)"><\/script>/,
      '<script src="./open.js" data-page="$1"></script>',
    )
    .replaceAll(/\s*<link rel="modulepreload"[^>]*>/g, "")
    .replaceAll('<link rel="stylesheet" crossorigin ', '<link rel="stylesheet" ');
  return new TextEncoder().encode(html);
}

function fileScript({ path, bytes }: SiteFile): SiteFile {
  const text = `omakaseFile(${JSON.stringify(path)}, "${Buffer.from(bytes).toString("base64")}");\n`;
  return { path: `file/${path}.js`, bytes: new TextEncoder().encode(text) };
}
