import { useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo, type ReactNode } from "react";
import type { RunCard } from "omakase";
import { engine } from "../engine/client.ts";
import type { RunFacts } from "../engine/describe.ts";
import { useManifest } from "./manifest.ts";
import { useSetting } from "./setting.ts";

/** The model that the page works with. */
export interface CurrentRun {
  /** All that there are. */
  readonly cards: readonly RunCard[];
  /** Those that the open screen is for. */
  readonly fitting: readonly RunCard[];
  readonly card: RunCard | undefined;
  /** Once it is open. */
  readonly facts: RunFacts | undefined;
  /** Why it could not be opened. */
  readonly error: unknown;
  readonly choose: (id: string) => void;
}

const RunContext = createContext<CurrentRun | undefined>(undefined);
const isText = (value: unknown): value is string => typeof value === "string";

/** See {@link RunProvider}. */
export interface RunProviderProps {
  /** What the open screen is for: models that draw from random numbers, those that translate, or any. Default: drawing. */
  readonly models?: "pix2pix" | "any";
  readonly children: ReactNode;
}

/** Gives everything in it a model that the open screen is for: the one chosen last, else the first. */
export function RunProvider({ models, children }: RunProviderProps) {
  const { data: manifest, error: noManifest } = useManifest();
  const [artist, chooseArtist] = useSetting("run", "", isText);
  const [translator, chooseTranslator] = useSetting("run-pix2pix", "", isText);
  const cards = useMemo(() => manifest?.runs ?? [], [manifest]);
  const fitting = useMemo(
    () => cards.filter(({ model }) => models === "any" || (model === "pix2pix") === (models === "pix2pix")),
    [cards, models],
  );
  const chosen = models === "pix2pix" ? translator : artist;
  const card = fitting.find(({ id }) => id === chosen) ?? fitting[0];
  const choose = useCallback(
    (id: string) => {
      const isTranslator = cards.find((one) => one.id === id)?.model === "pix2pix";
      if (isTranslator) chooseTranslator(id);
      if (!isTranslator || models === "any") chooseArtist(id);
    },
    [cards, models, chooseArtist, chooseTranslator],
  );
  const { data: facts, error } = useQuery({
    queryKey: ["run", card?.id, card?.hash],
    queryFn: () => engine().describe.facts(card!.id, card!.hash),
    enabled: card !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  const current = useMemo(
    (): CurrentRun => ({ cards, fitting, card, facts, error: noManifest ?? error, choose }),
    [cards, fitting, card, facts, noManifest, error, choose],
  );
  return <RunContext value={current}>{children}</RunContext>;
}

/** The model that the page works with. */
export function useRun(): CurrentRun {
  return use(RunContext)!;
}
