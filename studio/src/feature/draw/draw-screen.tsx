import { useEffect, useRef, useState } from "react";
import type { RunFacts } from "../../worker/run-facts.ts";
import { deleteFromGallery, pictureKey } from "../../storage/gallery.ts";
import { useTaste } from "../../storage/use-taste.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { bringIntoView } from "../../component/bring-into-view.ts";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { Slider } from "../../component/slider.tsx";
import { fitsModel } from "../../component/fits-model.ts";
import { TasteButton } from "../../component/taste-button.tsx";
import { routeUrl, useRoute } from "../../app/route.ts";
import styles from "./draw.module.css";
import { BestPullButton } from "./best-pull-button.tsx";
import { Collection } from "./collection.tsx";
import { DailyButton } from "./daily-button.tsx";
import { RecipeDropZone, RecipeOutcome } from "./recipe-drop-zone.tsx";
import { DrawnBatch, drawnCount } from "./drawn-batch.tsx";
import { History, useHistory, type HistoryFilter } from "./history.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { DrawSettingsPanel } from "./draw-settings-panel.tsx";
import { poseAxes, rotatePose } from "./pose.ts";
import { isDeterministic, defaultNoiseAmount, keepsPicture } from "./draw-settings.ts";
import { PictureFacts } from "./picture-facts.tsx";
import { PictureStage } from "./picture-stage.tsx";
import { RestNote } from "./rest-note.tsx";
import { isSamePicture, useDrawState, type DrawState } from "./use-draw-state.ts";
import { TakeHome } from "./take-home.tsx";
import { useDrawKeys } from "./use-draw-keys.ts";
import { useRecipeLoader } from "./use-recipe-loader.ts";
import { usePictureActions } from "./use-picture-actions.ts";
import { words } from "./words.ts";

/** Draws pictures with random attributes, chosen attributes, or both. */
export default function DrawScreen() {
  const { facts } = useRun();
  return facts && <Drawing key={facts.hash} facts={facts} />;
}

/** Rotation of one key press, fraction of the learned pose range. */
const keyTurn = 0.06;

function Drawing({ facts }: { readonly facts: RunFacts }) {
  const { t } = useLanguage();
  const state = useDrawState(facts);
  const {
    settings,
    change,
    batch,
    chosen,
    select,
    applySettingsOf,
    draw,
    drawLiked,
    busy,
    renderWithValues,
    undo,
    redo,
  } = state;
  const { noise } = settings;
  const loader = useRecipeLoader(state);
  const [filter, setFilter] = useState<HistoryFilter>("all");
  const [isOrdering, setOrdering] = useState(false); // on a phone, where the settings are a sheet
  const history = useHistory(facts.hash, filter);
  const pictureActions = usePictureActions(facts.id, chosen);
  const pose = poseAxes(facts);
  const stage = useRef<HTMLDivElement>(null);
  /** Makes an action that draws also show where its pictures appear. */
  const inSight =
    (start: () => void): (() => void) =>
    () => {
      setOrdering(false);
      bringIntoView(stage.current);
      start();
    };

  /** Rotates the picture; a fixed pose or fixed noise follows in the settings, unless they keep another picture. */
  const turn = (values: readonly number[]): void => {
    const tags = [pose?.yaw, pose?.pitch].flatMap((axis) => axis?.tag ?? []);
    const isKept = chosen !== undefined && keepsPicture(settings, chosen);
    if (!isKept && settings.noise?.noiseAmount === 0) return renderWithValues(values);
    const conditions = settings.attributeSettings.map((condition, at) =>
      tags.includes(at) && (isKept || typeof condition === "number") ? values[at] : condition,
    );
    if (conditions.some((condition, at) => condition !== settings.attributeSettings[at]))
      change({ ...settings, attributeSettings: conditions }, "turn");
    if (!isKept) renderWithValues(values);
  };
  const step = (by: number): void => {
    const inHand = batch.findIndex((one) => isSamePicture(one, chosen));
    if (inHand >= 0 && batch.length > 1) return select(batch[Math.min(batch.length - 1, Math.max(0, inHand + by))]);
    const at = history.findIndex((one) => isSamePicture(one, chosen));
    const next = history[at + by] as (typeof history)[number] | undefined;
    if (next) pick(next);
  };
  const pick = (shown: (typeof history)[number]): void =>
    fitsModel(shown, facts) ? applySettingsOf(shown) : select(shown);

  useDrawKeys({
    ...{
      draw: inSight(draw),
      drawLiked: inSight(drawLiked),
      toggleFavourite: pictureActions.toggleFavourite,
      save: pictureActions.save,
    },
    move: step,
    turn: (right, down) => {
      if (pose && chosen) turn(rotatePose(pose, chosen.candidate.values, right * keyTurn, down * keyTurn));
    },
    delete: () => chosen && void deleteFromGallery(pictureKey(chosen)),
    undo: () => undo?.(),
    redo: () => redo?.(),
  });

  const { parameters } = useRoute();
  const isLinked = parameters.has("recipe") && !loader.error && !loader.missingModel;
  useFirstDraw(state, isLinked, Number(parameters.get("taste")));

  return (
    <div className={styles.screen}>
      <h1 className="unseen">{t(words.title)}</h1>
      <div className={styles.main}>
        <div className={styles.bar}>
          <Button
            variant="main"
            icon="draw"
            className={`button ${styles.draw}`}
            onClick={inSight(draw)}
            aria-busy={busy !== undefined}
          >
            {t(busy ? words.drawing : words.draw)}
          </Button>
          <TasteButton canInvite onClick={inSight(drawLiked)} />
          <DailyButton
            modelHash={facts.hash}
            onApproach={state.prepareDay}
            onDraw={(day) => inSight(() => state.drawDay(day))()}
          />
          <div className={styles.count}>
            <Slider
              label={t(words.count)}
              value={settings.count}
              onChange={(count) => change({ ...settings, count }, "count")}
              min={1}
              max={20}
              step={1}
              format={(count) => t(words.countValue, { count })}
            />
          </div>
          <BestPullButton modelHash={facts.hash} onPick={select} />
          <p className={busy?.isChoosy ? "muted" : "unseen"} role="status">
            {busy && <Busy busy={busy} />}
          </p>
        </div>
        <RestNote />
        <ErrorNote error={state.error} />
        <RecipeOutcome loader={loader} />
        {noise && isDeterministic(settings) && (
          <div className={styles.certain}>
            <p className="muted">{t(words.certain)}</p>
            <Button icon="dice" onClick={() => change({ ...settings, noise: undefined })}>
              {t(words.reroll)}
            </Button>
            <Button onClick={() => change({ ...settings, noise: { ...noise, noiseAmount: defaultNoiseAmount } })}>
              {t(words.noiseNear)}
            </Button>
          </div>
        )}
        <div className={styles.table} data-alone={drawnCount(state) < 2 || undefined}>
          <PictureStage ref={stage} state={state} pictureActions={pictureActions} onTurn={turn} />
          <DrawnBatch state={state} />
          <PictureFacts state={state} />
        </div>
        <div className={styles.after}>
          <History
            pictures={history}
            filter={filter}
            onFilter={setFilter}
            chosen={chosen && pictureKey(chosen)}
            onPick={pick}
          />
          <Collection state={state} />
          <TakeHome state={state} />
          <RecipeDropZone open={loader.open} />
          <KeysHelp facts={facts} />
        </div>
      </div>
      <Button
        className={`button ${styles.order}`}
        aria-expanded={isOrdering}
        aria-controls="draw-order"
        onClick={() => setOrdering(!isOrdering)}
      >
        {t(words.order)}
      </Button>
      <div
        id="draw-order"
        className={styles.panel}
        data-open={isOrdering || undefined}
        onKeyDown={({ key }) => key === "Escape" && setOrdering(false)}
      >
        <DrawSettingsPanel state={state} />
      </div>
    </div>
  );
}

/**
 * Draws when the screen opens without a picture, unless a link brings one.
 *
 * @param likedCount - number of pictures to draw to the rater's taste instead; 0 for none.
 */
function useFirstDraw({ chosen, draw, drawAllLiked }: DrawState, isLinked: boolean, likedCount: number): void {
  const { isLoaded, isReady } = useTaste();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || isLinked) return;
    if (likedCount > 0 && !isLoaded) return;
    begun.current = true;
    if (likedCount > 0) history.replaceState(null, "", routeUrl("draw")); // once: a reload draws by chance
    if (likedCount > 0 && isReady) drawAllLiked(Math.min(20, likedCount));
    else if (chosen === undefined) draw();
  }, [isLinked, likedCount, isLoaded, isReady, chosen, draw, drawAllLiked]);
}

function Busy({ busy }: { readonly busy: NonNullable<DrawState["busy"]> }) {
  const { t } = useLanguage();
  if (!busy.isChoosy) return t(words.drawing);
  return busy.attempts === 0
    ? t(words.preparing)
    : t(words.searching, { attempts: busy.attempts, found: busy.pictures.length });
}
