import { and, asc, eq } from "drizzle-orm";
import type { Job } from "../../wire/index.ts";
import type { Database } from "./open-database.ts";
import { jobs } from "./schema.ts";

/** A training as it is kept. */
export interface KeptJob {
  readonly job: Job;
  /** The number of the process that trains, or trained when the server last heard of it. */
  readonly process?: number;
}

/** The trainings of a workspace. */
export interface JobTable {
  /** From the first to the last. */
  list(): Promise<KeptJob[]>;
  /** Keeps a training, a new one or one that has changed. */
  save(kept: KeptJob): Promise<void>;
  remove(id: string): Promise<void>;
}

/** See {@link JobTable}. */
export function jobTable(database: Database, workspace: string): JobTable {
  return {
    async list() {
      const found = await database.select().from(jobs).where(eq(jobs.workspace, workspace)).orderBy(asc(jobs.place));
      return found.map(({ verdict, error, process, ...row }) => {
        const { id, plan, state, done, step, picturesSeen, picturesPerSecond, secondsLeft } = row;
        const numbers = { done, step, picturesSeen, picturesPerSecond, secondsLeft };
        const said = { ...(verdict !== null && { verdict }), ...(error !== null && { error }) };
        return { job: { id, plan, state, ...numbers, ...said }, ...(process !== null && { process }) };
      });
    },

    async save({ job: { id, verdict = null, error = null, ...rest }, process = null }) {
      const row = { ...rest, verdict, error, process };
      const same = and(eq(jobs.workspace, workspace), eq(jobs.id, id));
      const changed = await database.update(jobs).set(row).where(same).returning({ id: jobs.id });
      if (changed.length === 0) await database.insert(jobs).values({ ...row, id, workspace });
    },

    async remove(id) {
      await database.delete(jobs).where(and(eq(jobs.workspace, workspace), eq(jobs.id, id)));
    },
  };
}
