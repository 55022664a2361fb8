import { useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo, type ReactNode } from "react";
import type { Text } from "omakase";
import { useManifest } from "./manifest.ts";
import { browserRatings, serverRatings } from "./rating-backend.ts";
import { useRun } from "./current-run.tsx";
import { useSetting } from "./setting.ts";

/** Who rates: several people may take turns at one browser. */
export interface Rater {
  readonly name: string;
  readonly rename: (name: string) => void;
  /** Names that were given at this browser. */
  readonly previousNames: readonly string[];
}

/** Who has said no name. */
const guestName = "guest";

/** A rater's name as it is shown. */
export function raterText(name: string): Text {
  return { ja: name === guestName ? "ゲスト" : name, en: name };
}

const RaterContext = createContext<Rater | undefined>(undefined);
const isName = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= 60;

const areNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isName);

/** Gives everything in it a rater. */
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

/** Who rates. */
export function useRater(): Rater {
  return use(RaterContext)!;
}

/** The others who rated: at this browser, or pictures of the current model. */
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

/** More are not offered. */
const maxNames = 12;
const noNames: readonly string[] = [];
