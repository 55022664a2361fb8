import { useCallback, useEffect, useState } from "react";
import type { Recipe, RunInfo, Text } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import { addToGallery } from "../../storage/gallery.ts";
import { useRun } from "../../storage/current-run.tsx";
import { routeUrl, useRoute } from "../../app/route.ts";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

/** Loads recipes from a file or a link. */
export interface RecipeLoader {
  readonly open: (file: File) => void;
  /** Message about the last recipe. */
  readonly notice: Text | undefined;
  /** Available model of the recipe, if it is not the current one. */
  readonly otherModel: { readonly candidate: RunInfo; readonly change: () => void } | undefined;
  /** Unavailable model of the recipe. */
  readonly missingModel: Pick<Recipe, "run" | "modelHash"> | undefined;
  readonly error: unknown;
}

interface LoadOutcome {
  readonly notice?: Text;
  readonly otherModel?: RecipeLoader["otherModel"];
  readonly missingModel?: RecipeLoader["missingModel"];
  readonly error?: unknown;
}

/** Returns a recipe loader. See {@link RecipeLoader}. Opens the recipe of the address automatically. */
export function useRecipeLoader({
  facts,
  showPictures,
  applySettingsOf,
}: Pick<DrawState, "facts" | "showPictures" | "applySettingsOf">): RecipeLoader {
  const { infos: candidates, choose } = useRun();
  const [outcome, setOutcome] = useState<LoadOutcome>({});
  const { id, hash } = facts;

  const restore = useCallback(
    async (recipe: Recipe, name: string, isLink: boolean): Promise<LoadOutcome> => {
      if (recipe.modelHash !== hash) {
        const candidate = candidates.find((one) => one.hash === recipe.modelHash);
        if (!candidate) return { missingModel: recipe };
        const change = async (): Promise<void> => {
          if (!isLink) location.hash = routeUrl("draw", { recipe: await engine().draw.packRecipe(recipe) });
          choose(candidate.id);
        };
        if (!isLink) return { otherModel: { candidate, change: () => void change() } };
        await change(); // a link opens on its picture
        return {};
      }
      const { pictures, isEditable } = await engine().draw.restore(id, recipe, name);
      showPictures(pictures);
      if (isEditable) applySettingsOf(pictures[0]);
      await addToGallery(id, pictures, Date.now());
      return { notice: isEditable ? words.restored : words.restoredOnly };
    },
    [candidates, choose, hash, id, showPictures, applySettingsOf],
  );
  const finish = (work: Promise<LoadOutcome>): void => {
    void work.then(setOutcome, (error: unknown) => setOutcome({ error }));
  };

  const word = useRoute().parameters.get("recipe");
  const [opened, setOpened] = useState<string | null>(null);
  useEffect(() => {
    if (word === null || word === opened) return;
    setOpened(word);
    finish(
      engine()
        .draw.unpackRecipe(word)
        .then((recipe) => restore(recipe, "#", true)),
    );
  }, [word, opened, restore]);

  return {
    open: (file) =>
      finish(
        (async () => {
          const bytes = new Uint8Array(await file.arrayBuffer());
          return await restore(await engine().draw.readRecipe(bytes, file.name), file.name, false);
        })(),
      ),
    notice: outcome.notice,
    otherModel: outcome.otherModel,
    missingModel: outcome.missingModel,
    error: outcome.error,
  };
}
