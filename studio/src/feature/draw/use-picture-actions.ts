import { useState } from "react";
import type { Text } from "omakase/studio";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { updateGalleryPicture, addToGallery, pictureKey, useGallery } from "../../storage/gallery.ts";
import { useManifest } from "../../storage/manifest.ts";
import { useLanguage } from "../../language/language.tsx";
import { copyPicture } from "../../component/copy-picture.ts";
import { saveFile } from "../../component/save-file.ts";
import { pictureLink, recipePng } from "./picture-files.ts";
import { words } from "./words.ts";

/** Actions on a picture: save, copy, share. */
export interface PictureActions {
  readonly toggleFavourite: () => void;
  readonly save: () => void;
  readonly copy: () => void;
  readonly share: () => void;
  /** Shares a card with the picture, its name and rarity; saves it where the browser shares no files. */
  readonly shareCard: () => void;
  /** Message about the last action. */
  readonly notice: Text | undefined;
  /** Link to copy by hand, if the browser forbids access to the clipboard. */
  readonly link: string | undefined;
  readonly error: unknown;
}

/** See {@link PictureActions}. */
export function usePictureActions(run: string, shown: RenderedPicture | undefined): PictureActions {
  const gallery = useGallery();
  const { t } = useLanguage();
  const { data: manifest } = useManifest();
  const [done, setDone] = useState<{ key: string; said?: Text; link?: string; error?: unknown }>();
  const key = shown && pictureKey(shown);
  // a studio's own server is on one computer: its address says nothing to others
  const address = manifest?.kind === "site" ? `${location.host}${location.pathname}` : "";

  const runAction = (work: (shown: RenderedPicture) => Promise<{ said?: Text; link?: string }>) => (): void => {
    if (!shown || key === undefined) return;
    void work(shown).then(
      (answer) => setDone({ key, ...answer }),
      (error: unknown) => setDone({ key, error }),
    );
  };

  const current = done?.key === key ? done : undefined; // the message belongs to the previous picture
  return {
    toggleFavourite: runAction(async (shown) => {
      const kept = gallery.find((one) => one.key === key);
      if (!kept) await addToGallery(run, [shown], Date.now()); // a new picture may not be in the gallery yet
      await updateGalleryPicture(pictureKey(shown), { favourite: !kept?.favourite });
      return {};
    }),
    save: runAction(async (shown) => {
      saveFile(`omakase-${run}-${shown.candidate.id.slice(0, 8)}.png`, await recipePng(shown), "image/png");
      return { said: words.saved };
    }),
    copy: runAction(async (shown) => ({
      said: (await copyPicture(() => recipePng(shown))) ? words.copied : words.noCopy,
    })),
    shareCard: runAction(async (shown) => {
      const { shareCard } = await import("./share-card.ts");
      return { said: await shareCard(shown, address, t) };
    }),
    share: runAction(async (shown) => {
      const link = await pictureLink(shown);
      try {
        await navigator.clipboard.writeText(link);
      } catch {
        return { said: words.noClipboard, link };
      }
      return { said: manifest?.kind === "server" ? words.linkedHere : words.linked };
    }),
    notice: current?.said,
    link: current?.link,
    error: current?.error,
  };
}
