import { engine } from "../../worker/client.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { addToGallery, pictureKey } from "../../storage/gallery.ts";
import { useRun } from "../../storage/current-run.tsx";
import { appendToSetting } from "../../storage/setting.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { routeUrl } from "../../app/route.ts";
import { useCurrentGallery } from "./random-pictures.tsx";
import { words } from "./words.ts";

/** Renders buttons that add a picture to the gallery or send it to another screen. */
export function SendButtons({ picture }: { readonly picture: RenderedPicture }) {
  const { t } = useLanguage();
  const { info: candidate, facts } = useRun();
  const key = pictureKey(picture);
  const isKept = useCurrentGallery().some((one) => one.key === key);
  const store = (): Promise<void> => addToGallery(candidate!.id, [picture], Date.now()); // the page is a host
  const toDraw = async (): Promise<void> => {
    await store();
    location.hash = routeUrl("draw", { recipe: await engine().draw.packRecipe(picture.recipe) });
  };
  const toMorph = async (): Promise<void> => {
    await store();
    appendToSetting(`morph.${facts!.hash}`, key); // setting in which that screen stores its pictures
    location.hash = routeUrl("morph");
  };
  const toFuse = async (): Promise<void> => {
    await store(); // that screen lists it first
    location.hash = routeUrl("fuse");
  };
  return (
    <div className="row">
      <Button icon={isKept ? "check" : "plus"} disabled={isKept} onClick={() => void store()}>
        {t(isKept ? words.isKept : words.keep)}
      </Button>
      <Button variant="quiet" icon="draw" onClick={() => void toDraw()}>
        {t(words.toDraw)}
      </Button>
      <Button variant="quiet" icon="morph" onClick={() => void toMorph()}>
        {t(words.toMorph)}
      </Button>
      <Button variant="quiet" icon="fuse" onClick={() => void toFuse()}>
        {t(words.toFuse)}
      </Button>
    </div>
  );
}
