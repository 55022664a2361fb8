import { useCallback, useEffect, useState } from "react";
import type { Recipe, RunCard, Text } from "omakase";
import { engine } from "../../engine/client.ts";
import { keep } from "../../kept/gallery.ts";
import { useRun } from "../../kept/run.tsx";
import { addressOf, useRoute } from "../../shell/route.ts";
import type { Desk } from "./use-desk.ts";
import { words } from "./words.ts";

/** Pictures that come with a recipe: from a file or a link. */
export interface Recipes {
  readonly open: (file: File) => void;
  /** What came of the last one. */
  readonly said: Text | undefined;
  /** A model that is here and drew it, but is not the one at hand. */
  readonly other: { readonly card: RunCard; readonly change: () => void } | undefined;
  /** A model that drew it and is not here. */
  readonly missing: Pick<Recipe, "run" | "modelHash"> | undefined;
  readonly error: unknown;
}

interface Outcome {
  readonly said?: Text;
  readonly other?: Recipes["other"];
  readonly missing?: Recipes["missing"];
  readonly error?: unknown;
}

/** See {@link Recipes}. Opens that of the address by itself. */
export function useRecipes({ facts, layOut, load }: Pick<Desk, "facts" | "layOut" | "load">): Recipes {
  const { cards, choose } = useRun();
  const [outcome, setOutcome] = useState<Outcome>({});
  const { id, hash } = facts;

  const restore = useCallback(
    async (recipe: Recipe, name: string, isLink: boolean): Promise<Outcome> => {
      if (recipe.modelHash !== hash) {
        const card = cards.find((one) => one.hash === recipe.modelHash);
        if (!card) return { missing: recipe };
        const change = async (): Promise<void> => {
          if (!isLink) location.hash = addressOf("draw", { recipe: await engine().draw.pack(recipe) });
          choose(card.id);
        };
        if (!isLink) return { other: { card, change: () => void change() } };
        await change(); // who opens a link wants to see its picture
        return {};
      }
      const { pictures, isCard } = await engine().draw.restore(id, recipe, name);
      layOut(pictures);
      if (isCard) load(pictures[0]);
      await keep(id, pictures, Date.now());
      return { said: isCard ? words.restored : words.restoredOnly };
    },
    [cards, choose, hash, id, layOut, load],
  );
  const finish = (work: Promise<Outcome>): void => {
    void work.then(setOutcome, (error: unknown) => setOutcome({ error }));
  };

  const word = useRoute().values.get("recipe");
  const [opened, setOpened] = useState<string | null>(null);
  useEffect(() => {
    if (word === null || word === opened) return;
    setOpened(word);
    finish(
      engine()
        .draw.unpack(word)
        .then((recipe) => restore(recipe, "#", true)),
    );
  }, [word, opened, restore]);

  return {
    open: (file) =>
      finish(
        (async () => {
          const bytes = new Uint8Array(await file.arrayBuffer());
          return await restore(await engine().draw.recipeIn(bytes, file.name), file.name, false);
        })(),
      ),
    said: outcome.said,
    other: outcome.other,
    missing: outcome.missing,
    error: outcome.error,
  };
}
