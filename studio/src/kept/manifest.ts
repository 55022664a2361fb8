import { useQuery } from "@tanstack/react-query";
import { manifestSchema, type Manifest } from "omakase";
import { pageFolder } from "../engine/client.ts";

/** What there is: models, and whether a server stands behind the page. */
export function useManifest() {
  return useQuery({ queryKey: ["manifest"], queryFn: readManifest, staleTime: Infinity });
}

async function readManifest(): Promise<Manifest> {
  const answer = await fetch(new URL("studio.json", pageFolder));
  if (!answer.ok) throw new Error(`studio.json: ${answer.status}`);
  return manifestSchema.parse(await answer.json());
}
