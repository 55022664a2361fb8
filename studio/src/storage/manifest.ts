import { useQuery } from "@tanstack/react-query";
import type { Manifest, RunInfo } from "omakase/studio";
import { engine, pageUrl } from "../worker/client.ts";

/** Queries the available models, and whether a server is behind the page. */
export function useManifest() {
  return useQuery({ queryKey: ["manifest"], queryFn: readManifest, staleTime: Infinity });
}

async function readManifest(): Promise<Manifest> {
  const [answer, kept] = await Promise.all([fetch(new URL("studio.json", pageUrl)), readBrowserRuns()]);
  if (!answer.ok) throw new Error(`studio.json: ${answer.status}`);
  const manifest = await engine().describe.manifest(await answer.text());
  return { ...manifest, runs: [...manifest.runs, ...kept] };
}

/** Reads the models trained in this browser; asks the worker only if there may be some. */
async function readBrowserRuns(): Promise<readonly RunInfo[]> {
  try {
    const storage = await navigator.storage.getDirectory();
    await storage.getDirectoryHandle("runs");
  } catch {
    return []; // none, or a private window
  }
  return await engine().describe.browserRuns();
}
