import { useQueries, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { TrainingJob, LogRecord, Manifest, Text } from "omakase";
import { browserPrefix } from "../../worker/browser-prefix.ts";
import type { TrainingUpdate } from "../../worker/train/training-update.ts";
import { useManifest } from "../../storage/manifest.ts";
import { trainingBackends, type TrainingBackendName } from "./training-backend.ts";

/** A training, and where it runs. */
export interface PlacedTraining {
  /** Names it among those of all places. */
  readonly key: string;
  readonly backend: TrainingBackendName;
  readonly job: TrainingJob;
  /** Whether it was trained elsewhere, such as by the command line: nothing can be done with it but to look. */
  readonly isExternal?: boolean;
}

/** Where one can train: on the server where there is one, and in the browser. */
export function useTrainingBackends(): readonly TrainingBackendName[] {
  const { data } = useManifest();
  return data?.kind === "server" ? ["server", "browser"] : ["browser"];
}

/** All trainings, the newest first, as they go. */
export function useTrainings(): { readonly trainings: readonly PlacedTraining[]; readonly error: unknown } {
  const queries = useQueryClient();
  const names = useTrainingBackends();
  useEffect(() => {
    // What was told while another screen was shown was missed.
    void queries.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === "log" || what === "samples" });
    const ends = names.map((name) =>
      trainingBackends[name].listen(
        (news) => applyTrainingUpdate(queries, name, news),
        () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === name }),
      ),
    );
    return () => ends.forEach((end) => end());
  }, [queries, names.join()]); // oxlint-disable-line react/exhaustive-deps -- the names decide
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
    [...lists, names.join(), manifest], // oxlint-disable-line react/exhaustive-deps -- what the lists hold decides
  );
  return { trainings, error: found[0]?.error };
}

function placedTraining(backend: TrainingBackendName, job: TrainingJob): PlacedTraining {
  return { key: `${backend}:${job.id}`, backend, job };
}

/** Runs of the server that no training of its made: they have a log and moments as well. */
function earlierRuns(manifest: Manifest | undefined, jobs: readonly TrainingJob[]): PlacedTraining[] {
  if (manifest?.kind !== "server") return [];
  const runs = manifest.runs.filter(({ id }) => !id.startsWith(browserPrefix) && !jobs.some((job) => job.id === id));
  return runs.flatMap(({ id, model, source, step, imagesSeen }) => {
    if (model === "custom") return []; // its terms have no charts of their own here
    const plan = { model, source, minutes: 1 };
    const over = { state: "done", done: 1, imagesPerSecond: 0, secondsLeft: 0 } as const;
    return { ...placedTraining("server", { id, plan, step, imagesSeen, ...over }), isExternal: true };
  });
}

/** What trainings have logged so far. */
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

/** What a training has logged so far. */
export function useLog(training: PlacedTraining): readonly LogRecord[] {
  return useLogs([training])[0];
}

/** After how many pictures seen trainings kept what they draw; undefined before that is known. */
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

/** Of a training that has not begun to learn: how many of its pictures are ready. */
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

/** What was said about a training and its pictures. */
export function useNotices({ backend, job }: PlacedTraining): readonly Text[] {
  const { data } = useQuery<readonly Text[]>({
    queryKey: ["notices", backend, job.id],
    queryFn: () => [],
    staleTime: Infinity,
  });
  return data ?? [];
}

const noRecords: readonly LogRecord[] = [];
const noJobs: readonly TrainingJob[] = [];

function applyTrainingUpdate(queries: QueryClient, place: TrainingBackendName, news: TrainingUpdate): void {
  switch (news.type) {
    case "job": {
      const { job } = news;
      queries.setQueryData<TrainingJob[]>(["jobs", place], (jobs = []) =>
        jobs.some(({ id }) => id === job.id) ? jobs.map((one) => (one.id === job.id ? job : one)) : [...jobs, job],
      );
      break;
    }
    case "removed": {
      const { id } = news;
      const run = place === "browser" ? `${browserPrefix}${id}` : id;
      queries.setQueryData<TrainingJob[]>(["jobs", place], (jobs = []) => jobs.filter((job) => job.id !== id));
      // Else it would be shown as an earlier run for a moment; it comes back where its run stays.
      queries.setQueryData<Manifest>(
        ["manifest"],
        (manifest) => manifest && { ...manifest, runs: manifest.runs.filter((candidate) => candidate.id !== run) },
      );
      void queries.invalidateQueries({ queryKey: ["manifest"] });
      // Another one may be called the same later.
      for (const kind of ["log", "samples", "sheet", "notices", "preparing"])
        queries.removeQueries({ queryKey: [kind, place, id] });
      break;
    }
    case "metrics": {
      const { id, step, imagesSeen, metrics } = news;
      queries.setQueryData<LogRecord[]>(["log", place, id], (log) => {
        if (!log) return log; // it will be read whole
        const known = log.filter((record) => record.step < step || (record.step === step && isHealthRecord(record) !== isHealthRecord(news))); // prettier-ignore
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
      void queries.invalidateQueries({ queryKey: ["log", place, news.id] });
      break;
    case "runs":
      void queries.invalidateQueries({ queryKey: ["manifest"] });
      break;
    case "ratings":
      break;
  }
}

/** Whether it tells of a look at what the model draws: such a record has a step of its own beside the others. */
function isHealthRecord({ metrics }: Pick<LogRecord, "metrics">): boolean {
  return "distance" in metrics;
}
