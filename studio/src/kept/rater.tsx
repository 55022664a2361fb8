import { useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo, type ReactNode } from "react";
import type { Text } from "omakase";
import { useManifest } from "./manifest.ts";
import { browserRatings, serverRatings } from "./ratings.ts";
import { useRun } from "./run.tsx";
import { useSetting } from "./setting.ts";

/** Who rates: several people may take turns at one browser. */
export interface Rater {
  readonly name: string;
  readonly rename: (name: string) => void;
  /** Names that were given at this browser. */
  readonly earlier: readonly string[];
}

/** Who has said no name. */
const nobody = "guest";

/** A rater's name as it is shown. */
export function raterText(name: string): Text {
  return { ja: name === nobody ? "ゲスト" : name, en: name };
}

const RaterContext = createContext<Rater | undefined>(undefined);
const isName = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= 60;

const areNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isName);

/** Gives everything in it a rater. */
export function RaterProvider({ children }: { readonly children: ReactNode }) {
  const [name, setName] = useSetting("rater", nobody, isName);
  const [earlier, setEarlier] = useSetting("raters", none, areNames);
  const rename = useCallback(
    (next: string) => {
      setEarlier([...new Set([next, name, ...earlier])].slice(0, most));
      setName(next);
    },
    [name, earlier, setName, setEarlier],
  );
  return (
    <RaterContext value={useMemo(() => ({ name, rename, earlier }), [name, rename, earlier])}>{children}</RaterContext>
  );
}

/** Who rates. */
export function useRater(): Rater {
  return use(RaterContext)!;
}

/** The others who rated: at this browser, or pictures of the current model. */
export function useKnownRaters(): readonly string[] {
  const { name, earlier } = useRater();
  const { data: manifest } = useManifest();
  const hash = useRun().card?.hash;
  const kind = manifest?.kind;
  const { data: ratings = [] } = useQuery({
    queryKey: ["raters", hash, kind],
    queryFn: async () => {
      return await (kind === "server" ? serverRatings : browserRatings).all(hash!);
    },
    enabled: hash !== undefined && kind !== undefined,
  });
  const all = new Set([...earlier, ...ratings.map(({ rater }) => rater)]);
  return [...all].filter((one) => one !== name).slice(0, most);
}

/** More are not offered. */
const most = 12;
const none: readonly string[] = [];
