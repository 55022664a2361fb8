import { useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo, type ReactNode } from "react";
import type { Text } from "omakase/studio";
import { useManifest } from "./manifest.ts";
import { browserRatings, serverRatings } from "./rating-backend.ts";
import { useRun } from "./current-run.tsx";
import { useSetting } from "./setting.ts";

/** Current rater; several people may take turns in one browser. */
export interface Rater {
  readonly name: string;
  readonly rename: (name: string) => void;
  /** Names used in this browser. */
  readonly previousNames: readonly string[];
}

/** Name of a rater without a name. */
const guestName = "guest";

/** Returns the display name of a rater. */
export function raterText(name: string): Text {
  return { ja: name === guestName ? "ゲスト" : name, en: name };
}

const RaterContext = createContext<Rater | undefined>(undefined);
const isName = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= 60;

const areNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isName);

/** Provides its children with the rater. */
export function RaterProvider({ children }: { readonly children: ReactNode }) {
  const [name, setName] = useSetting("rater", guestName, isName);
  const [previousNames, setEarlier] = useSetting("raters", noNames, areNames);
  const rename = useCallback(
    (next: string) => {
      setEarlier([...new Set([next, name, ...previousNames])].slice(0, maxNames));
      setName(next);
    },
    [name, previousNames, setName, setEarlier],
  );
  return (
    <RaterContext value={useMemo(() => ({ name, rename, previousNames }), [name, rename, previousNames])}>
      {children}
    </RaterContext>
  );
}

/** Returns the current rater. */
export function useRater(): Rater {
  return use(RaterContext)!;
}

/** Returns the other raters: of this browser, or of the current model's pictures. */
export function useKnownRaters(): readonly string[] {
  const { name, previousNames } = useRater();
  const { data: manifest } = useManifest();
  const hash = useRun().info?.hash;
  const kind = manifest?.kind;
  const { data: ratings = [] } = useQuery({
    queryKey: ["raters", hash, kind],
    queryFn: async () => {
      return await (kind === "server" ? serverRatings : browserRatings).all(hash!);
    },
    enabled: hash !== undefined && kind !== undefined,
  });
  const all = new Set([...previousNames, ...ratings.map(({ rater }) => rater)]);
  return [...all].filter((one) => one !== name).slice(0, maxNames);
}

/** Maximum number of offered names. */
const maxNames = 12;
const noNames: readonly string[] = [];
