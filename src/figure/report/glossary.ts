import { reportText, type Text } from "../../text/index.ts";

/** Term and its meaning, for beginners. */
export interface GlossaryEntry {
  readonly term: Text;
  readonly meaning: Text;
}

/** Terms of the report, in the order of their first use. */
export const glossary: readonly GlossaryEntry[] = Object.values(reportText.glossary);
