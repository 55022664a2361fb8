import { useQueries, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { TrainingJob, LogRecord, Manifest, RunInfo, Text, Upload } from "omakase/studio";
import { browserPrefix } from "../../worker/browser-prefix.ts";
import type { TrainingUpdate } from "../../worker/train/training-update.ts";
import { useManifest } from "../../storage/manifest.ts";
import { trainingBackends, type TrainingBackendName } from "./training-backend.ts";

/** Kind of the model of a training; `custom`: from a person's own file. */
export type TrainedKind = RunInfo["model"];

/** Training and its backend. */
export interface PlacedTraining {
  /** Unique key among all backends. */
  readonly key: string;
  readonly backend: TrainingBackendName;
  readonly job: Omit<TrainingJob, "plan"> & {
    readonly plan: Omit<TrainingJob["plan"], "model"> & { readonly model: TrainedKind };
  };
  /** Whether it was trained outside the studio, such as by the command line: it is read-only. */
  readonly isExternal?: boolean;
}

/** Returns the available training backends: the server if there is one, and the browser. */
export function useTrainingBackends(): readonly TrainingBackendName[] {
  const { data } = useManifest();
  return data?.kind === "server" ? bothBackends : browserAlone;
}

const bothBackends = ["server", "browser"] as const;
const browserAlone = ["browser"] as const;

/** Returns all trainings, newest first, with live updates. */
export function useTrainings(): { readonly trainings: readonly PlacedTraining[]; readonly error: unknown } {
  const queries = useQueryClient();
  const names = useTrainingBackends();
  useEffect(() => {
    // Updates that came while another screen was open are lost.
    void queries.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === "log" || what === "samples" });
    const ends = names.map((name) =>
      trainingBackends[name].listen(
        (news) => applyTrainingUpdate(queries, name, news),
        () =>
          void queries.invalidateQueries({
            predicate: ({ queryKey: [what, of] }) => of === name || what === "manifest",
          }),
      ),
    );
    return () => ends.forEach((end) => end());
  }, [queries, names]);
  const found = useQueries({
    queries: names.map((name) => ({
      queryKey: ["jobs", name],
      queryFn: () => trainingBackends[name].list(),
      retry: false,
    })),
  });
  const lists = found.map(({ data = noJobs }) => data);
  const { data: manifest } = useManifest();
  const trainings = useMemo(
    () => [
      ...lists.flatMap((jobs, at) => jobs.map((job) => placedTraining(names[at], job)).toReversed()),
      ...earlierRuns(manifest, lists[names.indexOf("server")] ?? []),
    ],
    [...lists, names, manifest], // oxlint-disable-line react/exhaustive-deps -- what the lists hold decides
  );
  return { trainings, error: found[0]?.error };
}

function placedTraining(backend: TrainingBackendName, job: PlacedTraining["job"]): PlacedTraining {
  return { key: `${backend}:${job.id}`, backend, job };
}

/** Returns runs on the server that none of its trainings made; they have a log and a sample history too. */
function earlierRuns(manifest: Manifest | undefined, jobs: readonly TrainingJob[]): PlacedTraining[] {
  if (manifest?.kind !== "server") return [];
  const runs = manifest.runs.filter(({ id }) => !id.startsWith(browserPrefix) && !jobs.some((job) => job.id === id));
  return runs.map(({ id, model, source, step, imagesSeen }) => {
    const plan = { model, source, minutes: 1 };
    const over = { state: "done", done: 1, imagesPerSecond: 0, secondsLeft: 0 } as const;
    return { ...placedTraining("server", { id, plan, step, imagesSeen, ...over }), isExternal: true };
  });
}

/** Returns the logs of trainings. */
export function useLogs(trainings: readonly PlacedTraining[]): readonly (readonly LogRecord[])[] {
  const found = useQueries({
    queries: trainings.map(({ backend, job }) => ({
      queryKey: ["log", backend, job.id],
      queryFn: () => trainingBackends[backend].log(job.id),
      staleTime: Infinity,
    })),
  });
  return found.map(({ data }) => data ?? noRecords);
}

/** Returns the log of a training. */
export function useLog(training: PlacedTraining): readonly LogRecord[] {
  return useLogs([training])[0];
}

/** Returns the images-seen counts of the stored sample sheets; undefined before they are read. */
export function useSampleHistories(trainings: readonly PlacedTraining[]): readonly (readonly number[] | undefined)[] {
  const found = useQueries({
    queries: trainings.map(({ backend, job }) => ({
      queryKey: ["samples", backend, job.id],
      queryFn: () => trainingBackends[backend].sampleHistory(job.id),
      staleTime: Infinity,
    })),
  });
  return found.map(({ data, isError }) => data ?? (isError ? [] : undefined));
}

/** Returns the uploaded data sets of a backend. */
export function useUploads(backend: TrainingBackendName): readonly Upload[] {
  const { data } = useQuery({ queryKey: ["sets", backend], queryFn: () => trainingBackends[backend].uploads() });
  return data ?? noUploads;
}

/** Returns the number of pictures that a training learns from, if they were uploaded and still are. */
export function useUploadCount({ backend, job: { plan } }: PlacedTraining): number | undefined {
  const upload = useUploads(backend).find(({ id }) => id === plan.source);
  return upload && Math.min(upload.files, plan.count ?? Infinity);
}

/** Returns how many pictures are prepared, for a training before its first step. */
export function usePreparing({
  backend,
  job,
}: PlacedTraining): { readonly done: number; readonly total: number } | undefined {
  const { data } = useQuery<{ done: number; total: number } | null>({
    queryKey: ["preparing", backend, job.id],
    queryFn: () => null,
    staleTime: Infinity,
  });
  return data && job.state === "training" && data.done < data.total ? data : undefined;
}

/** Returns the notices of a training. */
export function useNotices({ backend, job }: PlacedTraining): readonly Text[] {
  const { data } = useQuery<readonly Text[]>({
    queryKey: ["notices", backend, job.id],
    queryFn: () => [],
    staleTime: Infinity,
  });
  return data ?? [];
}

const noRecords: readonly LogRecord[] = [];
const noUploads: readonly Upload[] = [];
const noJobs: readonly TrainingJob[] = [];

function applyTrainingUpdate(queries: QueryClient, place: TrainingBackendName, news: TrainingUpdate): void {
  switch (news.type) {
    case "job": {
      const { job } = news;
      const before = queries.getQueryData<TrainingJob[]>(["jobs", place])?.find(({ id }) => id === job.id);
      if (job.keptBest && !before?.keptBest) rereadRecord(queries, place, job.id);
      queries.setQueryData<TrainingJob[]>(["jobs", place], (jobs = []) =>
        jobs.some(({ id }) => id === job.id) ? jobs.map((one) => (one.id === job.id ? job : one)) : [...jobs, job],
      );
      break;
    }
    case "removed": {
      const { id } = news;
      const run = place === "browser" ? `${browserPrefix}${id}` : id;
      queries.setQueryData<TrainingJob[]>(["jobs", place], (jobs = []) => jobs.filter((job) => job.id !== id));
      // Otherwise the list shows it briefly as an earlier run; it returns if its run stays.
      queries.setQueryData<Manifest>(
        ["manifest"],
        (manifest) => manifest && { ...manifest, runs: manifest.runs.filter((candidate) => candidate.id !== run) },
      );
      void queries.invalidateQueries({ queryKey: ["manifest"] });
      // A later training may have the same id.
      for (const kind of ["log", "layers", "samples", "sheet", "notices", "preparing"])
        queries.removeQueries({ queryKey: [kind, place, id] });
      break;
    }
    case "metrics": {
      const { id, step, imagesSeen, metrics } = news;
      queries.setQueryData<LogRecord[]>(["log", place, id], (log) => {
        if (!log) return log; // the next read covers all of it
        const known = log.filter((record) => record.step < step || (record.step === step && isHealthRecord(record) !== isHealthRecord(news))); // oxfmt-ignore
        return [...known, { step, imagesSeen, metrics }];
      });
      break;
    }
    case "samples":
      queries.setQueryData<number[]>(
        ["samples", place, news.id],
        (sampleHistory) => sampleHistory && [...new Set([...sampleHistory, news.imagesSeen])].sort((a, b) => a - b),
      );
      break;
    case "preparing":
      queries.setQueryData(["preparing", place, news.id], { done: news.done, total: news.total });
      break;
    case "notice":
      queries.setQueryData<readonly Text[]>(["notices", place, news.id], (notices = []) =>
        notices.some(({ en }) => en === news.text.en) ? notices : [...notices, news.text],
      );
      break;
    case "rewound":
      rereadRecord(queries, place, news.id);
      break;
    case "runs":
      void queries.invalidateQueries({ queryKey: ["manifest"] });
      break;
    case "ratings":
      break;
  }
}

/** Reads the log and the samples of a training again: it went back to its best model, and later ones are gone. */
function rereadRecord(queries: QueryClient, place: TrainingBackendName, id: string): void {
  for (const kind of ["log", "samples"]) void queries.invalidateQueries({ queryKey: [kind, place, id] });
}

/** Returns whether a record belongs to a health check, which has a step of its own. */
function isHealthRecord({ metrics }: Pick<LogRecord, "metrics">): boolean {
  return "distance" in metrics;
}
