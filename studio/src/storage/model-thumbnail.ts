import { useQuery } from "@tanstack/react-query";
import { createSerialQueue, type RunInfo } from "omakase/studio";
import { engine } from "../worker/client.ts";
import type { Pixels } from "../worker/rendered-picture.ts";
import { studioDatabaseIfAvailable } from "./database.ts";

const ready = import.meta.glob<string>("../../../asset/model/thumbnail/*.webp", {
  eager: true,
  query: "?url&no-inline",
  import: "default",
});

/** Returns the address of the picture that a model brings along; undefined for other models. */
export function bundledThumbnail({ hash }: RunInfo): string | undefined {
  return Object.entries(ready).find(([path]) => path.endsWith(`-${hash.slice(0, 8)}.webp`))?.[1];
}

/** One after the other, so that what a person asks of the engine comes between them. */
const drawing = createSerialQueue();

/**
 * Returns a small picture by a model, which the model draws once and the browser keeps; undefined until then, and where
 * data are to be saved: the model has to be fetched.
 *
 * @param isWanted - whether there is no better picture.
 */
export function useModelThumbnail({ id, hash, imagesSeen }: RunInfo, isWanted: boolean): Pixels | undefined {
  const { data } = useQuery({
    queryKey: ["thumbnail", hash],
    queryFn: async () => (await storedThumbnail(hash)) ?? (await drawing.run(() => drawThumbnail(id, hash))),
    enabled: isWanted && imagesSeen > 0 && !savesData(),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  });
  return data;
}

function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

async function drawThumbnail(id: string, hash: string): Promise<Pixels> {
  const pixels = await engine().thumbnail.draw(id);
  await (await studioDatabaseIfAvailable())?.put("thumbnails", pixels, hash);
  return pixels;
}

async function storedThumbnail(hash: string): Promise<Pixels | undefined> {
  return await (await studioDatabaseIfAvailable())?.get("thumbnails", hash);
}
