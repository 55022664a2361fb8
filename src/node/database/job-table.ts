import { and, asc, eq } from "drizzle-orm";
import type { TrainingJob } from "../../protocol/index.ts";
import type { Database } from "./open-database.ts";
import { jobsTable } from "./schema.ts";

/** A training as it is kept. */
export interface StoredJob {
  readonly job: TrainingJob;
  /** The number of the process that trains, or trained when the server last heard of it. */
  readonly process?: number;
}

/** The trainings of a workspace. */
export interface JobTable {
  /** From the first to the last. */
  list(): Promise<StoredJob[]>;
  /** Keeps a training, a new one or one that has changed. */
  save(kept: StoredJob): Promise<void>;
  remove(id: string): Promise<void>;
}

/** See {@link JobTable}. */
export function createJobTable(database: Database, workspace: string): JobTable {
  return {
    async list() {
      const found = await database
        .select()
        .from(jobsTable)
        .where(eq(jobsTable.workspace, workspace))
        .orderBy(asc(jobsTable.place));
      return found.map(({ verdict, error, process, ...row }) => {
        const { id, plan, state, done, step, imagesSeen, imagesPerSecond, secondsLeft } = row;
        const numbers = { done, step, imagesSeen, imagesPerSecond, secondsLeft };
        const said = { ...(verdict !== null && { verdict }), ...(error !== null && { error }) };
        return { job: { id, plan, state, ...numbers, ...said }, ...(process !== null && { process }) };
      });
    },

    async save({ job: { id, verdict = null, error = null, ...rest }, process = null }) {
      const row = { ...rest, verdict, error, process };
      const same = and(eq(jobsTable.workspace, workspace), eq(jobsTable.id, id));
      const changed = await database.update(jobsTable).set(row).where(same).returning({ id: jobsTable.id });
      if (changed.length === 0) await database.insert(jobsTable).values({ ...row, id, workspace });
    },

    async remove(id) {
      await database.delete(jobsTable).where(and(eq(jobsTable.workspace, workspace), eq(jobsTable.id, id)));
    },
  };
}
