import { engine } from "../../engine/client.ts";
import type { Shown } from "../../engine/shown.ts";
import { keep, keyOf } from "../../kept/gallery.ts";
import { useRun } from "../../kept/run.tsx";
import { appendSetting } from "../../kept/setting.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { addressOf } from "../../shell/route.ts";
import { useOwnGallery } from "./fresh.tsx";
import { words } from "./words.ts";

/** What can be done with a picture: into the gallery, and from there to other screens. */
export function SendButtons({ shown }: { readonly shown: Shown }) {
  const { say } = useLanguage();
  const { card, facts } = useRun();
  const key = keyOf(shown);
  const isKept = useOwnGallery().some((one) => one.key === key);
  const store = (): Promise<void> => keep(card!.id, [shown], Date.now()); // the page is a host
  const toDraw = async (): Promise<void> => {
    await store();
    location.hash = addressOf("draw", { recipe: await engine().draw.pack(shown.recipe) });
  };
  const toMorph = async (): Promise<void> => {
    await store();
    appendSetting(`morph.${facts!.hash}`, key); // where that screen keeps its pictures
    location.hash = addressOf("morph");
  };
  const toFuse = async (): Promise<void> => {
    await store(); // there it is the first to choose
    location.hash = addressOf("fuse");
  };
  return (
    <div className="row">
      <Button icon={isKept ? "check" : "plus"} disabled={isKept} onClick={() => void store()}>
        {say(isKept ? words.isKept : words.keep)}
      </Button>
      <Button look="quiet" icon="draw" onClick={() => void toDraw()}>
        {say(words.toDraw)}
      </Button>
      <Button look="quiet" icon="morph" onClick={() => void toMorph()}>
        {say(words.toMorph)}
      </Button>
      <Button look="quiet" icon="fuse" onClick={() => void toFuse()}>
        {say(words.toFuse)}
      </Button>
    </div>
  );
}
