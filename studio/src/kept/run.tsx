import { useQuery } from "@tanstack/react-query";
import { createContext, use, useEffect, useMemo, type ReactNode } from "react";
import type { RunCard } from "omakase";
import { engine } from "../engine/client.ts";
import type { RunFacts } from "../engine/describe.ts";
import { useManifest } from "./manifest.ts";
import { useSetting } from "./setting.ts";

/** The model that the page works with. */
export interface CurrentRun {
  readonly cards: readonly RunCard[];
  readonly card: RunCard | undefined;
  /** Once it is open. */
  readonly facts: RunFacts | undefined;
  /** Why it could not be opened. */
  readonly error: unknown;
  readonly choose: (id: string) => void;
}

const RunContext = createContext<CurrentRun | undefined>(undefined);
const isText = (value: unknown): value is string => typeof value === "string";

/** Gives everything in it a model: the one chosen last, else the first that draws. */
export function RunProvider({ children }: { readonly children: ReactNode }) {
  const { data: manifest, error: noManifest } = useManifest();
  const [chosen, choose] = useSetting("run", "", isText);
  const cards = useMemo(() => manifest?.runs ?? [], [manifest]);
  const card = cards.find(({ id }) => id === chosen) ?? cards.find(({ model }) => model !== "pix2pix") ?? cards[0];
  const { data: facts, error } = useQuery({
    queryKey: ["run", card?.id, card?.hash],
    queryFn: () => engine().describe.facts(card!.id),
    enabled: card !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  // A run that went on learning is another model under the same name.
  const [hash, wanted] = [facts?.hash, card?.hash];
  useEffect(() => {
    if (hash !== undefined && wanted !== undefined && hash !== wanted) void engine().describe.forget(card!.id);
  }, [hash, wanted, card]);
  const current = useMemo(
    (): CurrentRun => ({ cards, card, facts, error: noManifest ?? error, choose }),
    [cards, card, facts, noManifest, error, choose],
  );
  return <RunContext value={current}>{children}</RunContext>;
}

/** The model that the page works with. */
export function useRun(): CurrentRun {
  return use(RunContext)!;
}
