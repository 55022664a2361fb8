import { and, asc, eq } from "drizzle-orm";
import type { TrainingJob } from "../../protocol/index.ts";
import type { Database } from "./open-database.ts";
import { jobsTable } from "./schema.ts";

/** Training, as stored. */
export interface StoredJob {
  readonly job: TrainingJob;
  /** Number of the training process, as of the last update. */
  readonly process?: number;
}

/** Trainings of a workspace. */
export interface JobTable {
  /** Lists the trainings in order of creation. */
  list(): Promise<StoredJob[]>;
  /** Inserts a training or updates it. */
  save(kept: StoredJob): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Creates a {@link JobTable}. */
export function createJobTable(database: Database, workspace: string): JobTable {
  return {
    async list() {
      const found = await database
        .select()
        .from(jobsTable)
        .where(eq(jobsTable.workspace, workspace))
        .orderBy(asc(jobsTable.place));
      return found.map(({ verdict, keptBest, unfinished, finishing, error, process, ...row }) => {
        const { id, plan, state, done, step, imagesSeen, imagesPerSecond, secondsLeft } = row;
        const numbers = { done, step, imagesSeen, imagesPerSecond, secondsLeft };
        const outcome = {
          ...(verdict !== null && { verdict }),
          ...(keptBest !== null && { keptBest }),
          ...(unfinished !== null && { unfinished }),
          ...(finishing !== null && { finishing }),
          ...(error !== null && { error }),
        };
        return { job: { id, plan, state, ...numbers, ...outcome }, ...(process !== null && { process }) };
      });
    },

    async save({ job: { id, ...job }, process = null }) {
      const absent = { verdict: null, keptBest: null, unfinished: null, finishing: null, error: null };
      const given = Object.fromEntries(Object.entries(job).filter(([, value]) => value !== undefined)) as typeof job;
      const row = { ...absent, ...given, process };
      const same = and(eq(jobsTable.workspace, workspace), eq(jobsTable.id, id));
      const changed = await database.update(jobsTable).set(row).where(same).returning({ id: jobsTable.id });
      if (changed.length === 0) await database.insert(jobsTable).values({ ...row, id, workspace });
    },

    async remove(id) {
      await database.delete(jobsTable).where(and(eq(jobsTable.workspace, workspace), eq(jobsTable.id, id)));
    },
  };
}
