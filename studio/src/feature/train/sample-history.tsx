import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { SampleSheetName, Text } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Slider } from "../../component/slider.tsx";
import styles from "./sample-history.module.css";
import { trainingBackends } from "./training-backend.ts";
import { useSampleHistories, type PlacedTraining, type TrainedKind } from "./trainings.ts";
import { words } from "./words.ts";

/** Names of the pictures on a sheet, for models that do not draw from noise. */
const sheetKind: Readonly<Partial<Record<TrainedKind, Text>>> = {
  ae: words.sheetUnfolded,
  pix2pix: words.sheetTranslated,
};

/** Duration of each sample sheet in playback, milliseconds. */
const frameDuration = 350;

/** See {@link SampleHistory}. */
export interface SampleHistoryProps {
  readonly trainings: readonly PlacedTraining[];
  /** Help text below the samples. */
  readonly help?: string;
}

/** Shows the samples of trainings over time, side by side, with one slider for all. */
export function SampleHistory({ trainings, help }: SampleHistoryProps) {
  const { t } = useLanguage();
  const sampleHistory = useSampleHistories(trainings);
  const steps = [...new Set(sampleHistory.flatMap((ours) => ours ?? []))].sort((a, b) => a - b);
  /** Chosen position; undefined follows the newest. */
  const [chosen, choose] = useState<number>();
  const [playing, setPlaying] = useState(false);
  const at = chosen === undefined ? steps.length - 1 : Math.min(chosen, steps.length - 1);
  const last = steps.length - 1;
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (at < last) choose(at + 1);
      else {
        setPlaying(false);
        choose(undefined);
      }
    }, frameDuration);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  const shown = sampleHistory.map((ours) => ours?.findLast((seen) => seen <= steps[at]) ?? ours?.[0]);
  const sheets = useQueries({
    queries: trainings.map((training, one) => sheetQuery(training, shown[one])),
  });
  const originals = useQueries({
    queries: trainings.map((training, one) => {
      const hasOriginals = shown[one] !== undefined && training.job.plan.model in sheetKind;
      return sheetQuery(training, hasOriginals ? "originals" : undefined);
    }),
  });
  /** Returns whether a finished training has no samples, as the models that come with omakase. */
  const isUnrecorded = (one: number): boolean =>
    trainings[one].job.state === "done" && sampleHistory[one]?.length === 0;
  const isCompared = trainings.length > 1;
  const kinds = trainings.map(({ job }) => sheetKind[job.plan.model] ?? words.sheetDrawn);
  const say1 = (seen: number): string => t(words.momentAt, { pictures: seen });
  return (
    <section className={styles.sampleHistory}>
      <div className={styles.sheets} data-several={isCompared || undefined}>
        {trainings.map(({ key, job }, one) => (
          <div key={key} className={styles.pair}>
            {originals[one].data && (
              <figure className={styles.sheet}>
                <Sheet
                  bitmap={originals[one].data}
                  label={`${isCompared ? `${job.id}: ` : ""}${t(words.sheetOriginals)}`}
                />
                <figcaption className="muted">
                  {isCompared && <b>{job.id}</b>} {t(words.sheetOriginals)}
                </figcaption>
              </figure>
            )}
            <figure className={styles.sheet}>
              {!isUnrecorded(one) && (
                <Sheet
                  bitmap={sheets[one].data}
                  label={`${job.id}: ${t(words.sampleHistory)}${shown[one] === undefined ? "" : `, ${say1(shown[one])}`}`}
                />
              )}
              <figcaption className="muted">
                {isCompared && (
                  <>
                    <b>{job.id}</b> {t(kinds[one])},
                  </>
                )}{" "}
                {shown[one] !== undefined
                  ? say1(shown[one])
                  : t(isUnrecorded(one) ? words.unrecorded : words.noMoments)}
              </figcaption>
            </figure>
          </div>
        ))}
      </div>
      {steps.length > 1 && (
        <div className={styles.scrub}>
          <Button
            icon={playing ? "pause" : "play"}
            iconOnly
            onClick={() => {
              if (!playing && at === last) choose(0);
              setPlaying(!playing);
            }}
          >
            {t(playing ? words.pause : words.play)}
          </Button>
          <div className={styles.slider}>
            <Slider
              label={t(words.sampleHistory)}
              hideLabel
              min={0}
              max={last}
              step={1}
              value={at}
              onChange={(next) => {
                setPlaying(false);
                choose(next === last ? undefined : next);
              }}
              format={(value) => say1(steps[value])}
              ends={[t(words.momentBegin), t(words.momentNow)]}
            />
          </div>
        </div>
      )}
      {new Set(kinds).size > 1 && <p className="muted">{t(words.unlikeSheets)}</p>}
      {help && steps.length > 0 && <p className="muted">{help}</p>}
    </section>
  );
}

/** Describes the query of a sample sheet of a training; with no name, it asks nothing. */
export function sheetQuery({ backend, job: { id, plan } }: PlacedTraining, name: SampleSheetName | undefined) {
  return {
    queryKey: ["sheet", backend, id, plan.seed, name],
    queryFn: async () => createImageBitmap(await trainingBackends[backend].sampleSheet(id, name!)),
    enabled: name !== undefined,
    ...(name === "originals" && { retry: false }), // a run of before has none
    staleTime: Infinity,
    gcTime: 60_000,
  };
}

const columns = 4;
/** Minimum side of a drawn sheet, px: small pictures are scaled up and stay sharp. */
const smallest = 192;

/** Renders a row of eight pictures as two rows of four. */
function Sheet({ bitmap, label }: { readonly bitmap: ImageBitmap | undefined; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // The last sheet stays visible until the next is decoded.
  useEffect(() => {
    if (!bitmap || !canvas.current) return;
    const side = bitmap.height;
    const count = Math.round(bitmap.width / side);
    const tile = Math.max(side, smallest);
    const gap = Math.round(tile / 32);
    canvas.current.width = columns * tile + (columns - 1) * gap;
    canvas.current.height = Math.ceil(count / columns) * (tile + gap) - gap;
    const context = canvas.current.getContext("2d")!;
    for (let at = 0; at < count; at++) {
      const [x, y] = [(at % columns) * (tile + gap), Math.floor(at / columns) * (tile + gap)];
      context.drawImage(bitmap, at * side, 0, side, side, x, y, tile, tile);
    }
  }, [bitmap]);
  return <canvas ref={canvas} className={styles.canvas} width={400} height={198} role="img" aria-label={label} />;
}
