/**
 * Files of a page that was opened from a folder (`file://`): no browser lets it fetch them, but script elements load.
 * Each file that the page needs lies beside it once more, as a script (`omakase class` writes them) that calls
 * `omakaseFile` with its path and its bytes in base64.
 */
import { pageUrl } from "./client.ts";

declare global {
  /** Takes the bytes of a file from its script. */
  var omakaseFile: (path: string, base64: string) => void;
}

const files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
const received = new Map<string, Uint8Array<ArrayBuffer>>();

globalThis.omakaseFile = (path, base64) => {
  received.set(
    path,
    Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
  );
};

/** Reads a file by its address below the page's folder; each is loaded once. */
export function readSiteFile(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = address.slice(pageUrl.length);
  const file = files.get(path) ?? loadScript(path);
  files.set(path, file);
  file.catch(() => files.delete(path));
  return file;
}

function loadScript(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(`file/${path}.js`, pageUrl).href;
    script.addEventListener("load", () => {
      const bytes = received.get(path);
      received.delete(path);
      script.remove();
      if (bytes) resolve(bytes);
      else reject(new TypeError(`file/${path}.js`));
    });
    script.addEventListener("error", () => reject(new TypeError(`file/${path}.js`)));
    document.head.append(script);
  });
}
