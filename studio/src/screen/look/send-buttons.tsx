import { recipeText } from "omakase";
import type { Shown } from "../../engine/shown.ts";
import { keep, keyOf } from "../../kept/gallery.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { addressOf } from "../../shell/route.ts";
import { useOwnGallery } from "./fresh.tsx";
import { words } from "./words.ts";

/** What can be done with a picture: into the gallery, and from there to other screens. */
export function SendButtons({ shown }: { readonly shown: Shown }) {
  const { say } = useLanguage();
  const { card } = useRun();
  const key = keyOf(shown);
  const isKept = useOwnGallery().some((one) => one.key === key);
  const store = (): Promise<void> => keep(card!.id, [shown], Date.now()); // the page is a host
  const send = async (screen: string, values: Readonly<Record<string, string>>): Promise<void> => {
    await store();
    location.hash = addressOf(screen, values);
  };
  return (
    <div className="row">
      <Button icon={isKept ? "check" : "plus"} disabled={isKept} onClick={() => void store()}>
        {say(isKept ? words.isKept : words.keep)}
      </Button>
      <Button look="quiet" icon="draw" onClick={() => void send("draw", { recipe: recipeText(shown.recipe).omakase })}>
        {say(words.toDraw)}
      </Button>
      <Button look="quiet" icon="morph" onClick={() => void send("morph", { picture: key })}>
        {say(words.toMorph)}
      </Button>
      <Button look="quiet" icon="fuse" onClick={() => void send("fuse", { picture: key })}>
        {say(words.toFuse)}
      </Button>
    </div>
  );
}
