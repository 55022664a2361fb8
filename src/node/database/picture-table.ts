import { and, asc, eq } from "drizzle-orm";
import type { HandedIn } from "../../wire/index.ts";
import type { Database } from "./open-database.ts";
import { pictures } from "./schema.ts";

/** Pictures that were handed in to a workspace; the pictures themselves lie in files. */
export interface PictureTable {
  /** From the first to the last. */
  list(): Promise<HandedIn[]>;
  add(handedIn: HandedIn): Promise<void>;
  remove(id: string): Promise<void>;
}

/** See {@link PictureTable}. */
export function pictureTable(database: Database, workspace: string): PictureTable {
  return {
    async list() {
      const here = database.select().from(pictures).where(eq(pictures.workspace, workspace));
      return (await here.orderBy(asc(pictures.place))).map(({ id, name, files, bytes }) => ({
        id,
        name,
        files,
        bytes,
      }));
    },

    async add(handedIn) {
      await database.insert(pictures).values({ ...handedIn, workspace });
    },

    async remove(id) {
      await database.delete(pictures).where(and(eq(pictures.workspace, workspace), eq(pictures.id, id)));
    },
  };
}
