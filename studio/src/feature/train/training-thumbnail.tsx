import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRun } from "../../storage/current-run.tsx";
import { ModelThumbnail, Thumbnail } from "../../component/thumbnail.tsx";
import { sheetQuery } from "./sample-history.tsx";
import { useSampleHistories, type PlacedTraining } from "./trainings.ts";

/** Shows the first picture of a training's newest samples; of a model without samples, one that it drew here. */
export function TrainingThumbnail({ training }: { readonly training: PlacedTraining }) {
  const { infos } = useRun();
  const canvas = useRef<HTMLCanvasElement>(null);
  const newest = useSampleHistories([training])[0]?.at(-1);
  const { data: sheet } = useQuery(sheetQuery(training, newest));
  useEffect(() => {
    if (!sheet || !canvas.current) return;
    const side = sheet.height;
    canvas.current.width = side;
    canvas.current.height = side;
    canvas.current.getContext("2d")!.drawImage(sheet, 0, 0, side, side, 0, 0, side, side);
  }, [sheet]);
  const info = infos.find(({ id }) => id === training.job.id);
  if (newest === undefined && info !== undefined) return <ModelThumbnail info={info} />;
  return (
    <Thumbnail>
      <canvas ref={canvas} width={1} height={1} aria-hidden />
    </Thumbnail>
  );
}
