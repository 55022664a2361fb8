import { useState } from "react";
import type { Text } from "omakase";
import { engine } from "../../engine/client.ts";
import type { Shown } from "../../engine/shown.ts";
import { change, keep, keyOf, useGallery } from "../../kept/gallery.ts";
import { useManifest } from "../../kept/manifest.ts";
import { copyPicture } from "../../part/copy-picture.ts";
import { saveFile } from "../../part/save-file.ts";
import { addressOf } from "../../shell/route.ts";
import { words } from "./words.ts";

/** What can be taken along of a picture. */
export interface Taking {
  readonly heart: () => void;
  readonly save: () => void;
  readonly copy: () => void;
  readonly share: () => void;
  /** What was done. */
  readonly said: Text | undefined;
  /** A link to be copied by hand, where the browser does not let pages copy. */
  readonly link: string | undefined;
  readonly error: unknown;
}

/** See {@link Taking}. */
export function useTaking(run: string, shown: Shown | undefined): Taking {
  const gallery = useGallery();
  const { data: manifest } = useManifest();
  const [done, setDone] = useState<{ key: string; said?: Text; link?: string; error?: unknown }>();
  const key = shown && keyOf(shown);

  const doing = (work: (shown: Shown) => Promise<{ said?: Text; link?: string }>) => (): void => {
    if (!shown || key === undefined) return;
    void work(shown).then(
      (answer) => setDone({ key, ...answer }),
      (error: unknown) => setDone({ key, error }),
    );
  };

  const current = done?.key === key ? done : undefined; // what was said is of that picture
  return {
    heart: doing(async (shown) => {
      const kept = gallery.find((one) => one.key === key);
      if (!kept) await keep(run, [shown], Date.now()); // it may be so new that it is not kept yet
      await change(keyOf(shown), { favourite: !kept?.favourite });
      return {};
    }),
    save: doing(async (shown) => {
      saveFile(`omakase-${run}-${shown.card.id.slice(0, 8)}.png`, await pngOf(shown), "image/png");
      return { said: words.saved };
    }),
    copy: doing(async (shown) => ({ said: (await copyPicture(() => pngOf(shown))) ? words.copied : words.noCopy })),
    share: doing(async (shown) => {
      const link = new URL(addressOf("draw", { recipe: await engine().draw.pack(shown.recipe) }), location.href).href;
      try {
        await navigator.clipboard.writeText(link);
      } catch {
        return { said: words.noClipboard, link };
      }
      return { said: manifest?.kind === "server" ? words.linkedHere : words.linked };
    }),
    said: current?.said,
    link: current?.link,
    error: current?.error,
  };
}

async function pngOf({ pixels, recipe }: Shown): Promise<Blob> {
  const bytes = await engine().draw.png({ pixels, recipe });
  return new Blob([bytes as BlobPart], { type: "image/png" });
}
