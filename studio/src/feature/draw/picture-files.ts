import { engine } from "../../worker/client.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { routeUrl } from "../../app/route.ts";

/** Returns the address that draws a picture. */
export async function pictureLink({ recipe }: RenderedPicture): Promise<string> {
  return new URL(routeUrl("draw", { recipe: await engine().draw.packRecipe(recipe) }), location.href).href;
}

/** Encodes a picture as PNG with its recipe. */
export async function recipePng({ pixels, recipe }: RenderedPicture): Promise<Blob> {
  const bytes = await engine().draw.png({ pixels, recipe });
  return new Blob([bytes as BlobPart], { type: "image/png" });
}
