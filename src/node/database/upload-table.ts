import { and, asc, eq } from "drizzle-orm";
import type { Upload } from "../../protocol/index.ts";
import type { Database } from "./open-database.ts";
import { uploadsTable } from "./schema.ts";

/** Uploads to a workspace; the images themselves are files. */
export interface UploadTable {
  /** Lists the uploads in order of creation. */
  list(): Promise<Upload[]>;
  add(upload: Upload): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Creates an {@link UploadTable}. */
export function createUploadTable(database: Database, workspace: string): UploadTable {
  return {
    async list() {
      const here = database.select().from(uploadsTable).where(eq(uploadsTable.workspace, workspace));
      return (await here.orderBy(asc(uploadsTable.place))).map(({ id, name, files, bytes }) => ({
        id,
        name,
        files,
        bytes,
      }));
    },

    async add(upload) {
      await database.insert(uploadsTable).values({ ...upload, workspace });
    },

    async remove(id) {
      await database.delete(uploadsTable).where(and(eq(uploadsTable.workspace, workspace), eq(uploadsTable.id, id)));
    },
  };
}
