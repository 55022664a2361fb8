import { useRef, type PointerEvent, type ReactNode, type Ref } from "react";
import { pictureKey, useDeleted } from "../../storage/gallery.ts";
import { useSetting } from "../../storage/setting.ts";
import { useLanguage } from "../../language/language.tsx";
import { EmptyNote } from "../../component/note.tsx";
import { useMediaQuery } from "../../component/use-media-query.ts";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { attributeSummary } from "../../component/attribute-text.ts";
import { fitsModel } from "../../component/fits-model.ts";
import { poseAxes, rotatePose } from "./pose.ts";
import { PictureActionButtons } from "./picture-action-buttons.tsx";
import { PictureRating } from "./picture-rating.tsx";
import styles from "./picture-stage.module.css";
import type { DrawState } from "./use-draw-state.ts";
import { useEnlargedPicture } from "./use-enlarged-picture.ts";
import type { PictureActions } from "./use-picture-actions.ts";
import { words } from "./words.ts";

/** See {@link PictureStage}. */
export interface PictureStageProps {
  /** Receives the frame of the picture. */
  readonly ref: Ref<HTMLDivElement>;
  readonly state: DrawState;
  readonly pictureActions: PictureActions;
  /** Receives the rotated attribute values. */
  readonly onTurn: (values: readonly number[]) => void;
}

/** Shows the chosen picture large; dragging rotates it, buttons save, copy or share it. */
export function PictureStage({ ref, state, pictureActions, onTurn }: PictureStageProps) {
  const { t } = useLanguage();
  const { facts, chosen, batch, drawCount } = state;
  const enlarged = useEnlargedPicture(chosen);
  const isDeleted = useDeleted().some(({ key }) => chosen && key === pictureKey(chosen));
  const spoken = t(attributeSummary(facts.attributes, chosen?.candidate.values ?? []));
  if (!chosen && state.error) return <EmptyNote>{t(words.picture)}</EmptyNote>;
  return (
    <section className={styles.stage} aria-label={t(words.picture)}>
      <PoseHandle state={state} onTurn={onTurn}>
        <div
          ref={ref}
          key={batch.length > 1 ? 0 : drawCount}
          className={styles.frame}
          data-deleted={isDeleted || undefined}
          data-reveal={batch.length === 1 || undefined}
        >
          <PictureCanvas
            pixels={chosen?.pixels}
            label={spoken === "" ? t(words.picture) : t(words.pictureShowing, { traits: spoken })}
          />
          {enlarged && (
            <div className={styles.enlarged}>
              <PictureCanvas pixels={enlarged} label="" />
            </div>
          )}
        </div>
      </PoseHandle>
      {chosen && <PictureActionButtons chosen={chosen} pictureActions={pictureActions} />}
      {chosen && fitsModel(chosen, facts) && <PictureRating run={facts.id} picture={chosen} />}
    </section>
  );
}

function PoseHandle({
  state: { facts, chosen },
  onTurn,
  children,
}: Pick<PictureStageProps, "state" | "onTurn"> & { readonly children: ReactNode }) {
  const { t } = useLanguage();
  const pose = poseAxes(facts);
  const isTouch = useMediaQuery("(hover: none)");
  const [hasTurned, setHasTurned] = useSetting("turned", false, isYes);
  const from = useRef<{ readonly x: number; readonly y: number; readonly values: readonly number[] }>(undefined);
  if (!pose || !chosen || chosen.candidate.values.length === 0) return children;
  const start = (event: PointerEvent): void => {
    if (!event.isPrimary) return; // a second finger turns nothing
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, y: event.clientY, values: chosen.candidate.values };
  };
  const move = ({ currentTarget, clientX, clientY, isPrimary }: PointerEvent): void => {
    if (!from.current || !isPrimary) return;
    const { x, y, values } = from.current;
    const width = currentTarget.clientWidth;
    if (!hasTurned) setHasTurned(true);
    onTurn(rotatePose(pose, values, (clientX - x) / width, (clientY - y) / width));
  };
  const end = ({ isPrimary }: PointerEvent): void => {
    if (isPrimary) from.current = undefined;
  };
  return (
    <div className={styles.turning} onPointerDown={start} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
      {children}
      {!hasTurned && <p className={styles.hint}>{t(isTouch ? words.poseHintTouch : words.poseHint)}</p>}
    </div>
  );
}

const isYes = (value: unknown): value is boolean => typeof value === "boolean";
