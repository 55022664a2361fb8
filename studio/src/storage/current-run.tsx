import { useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo, type ReactNode } from "react";
import type { RunInfo } from "omakase";
import { engine } from "../worker/client.ts";
import type { RunFacts } from "../worker/run-facts.ts";
import { useManifest } from "./manifest.ts";
import { useSetting } from "./setting.ts";

/** The model that the page works with. */
export interface CurrentRun {
  /** All that there are. */
  readonly infos: readonly RunInfo[];
  /** Those that the open screen is for. */
  readonly selectable: readonly RunInfo[];
  readonly info: RunInfo | undefined;
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
  const [sampler, chooseSampler] = useSetting("run", "", isText);
  const [translator, chooseTranslator] = useSetting("run-pix2pix", "", isText);
  const candidates = useMemo(() => manifest?.runs ?? [], [manifest]);
  const selectable = useMemo(
    () => candidates.filter(({ model }) => models === "any" || (model === "pix2pix") === (models === "pix2pix")),
    [candidates, models],
  );
  const chosen = models === "pix2pix" ? translator : sampler;
  const candidate = selectable.find(({ id }) => id === chosen) ?? selectable[0];
  const choose = useCallback(
    (id: string) => {
      const isTranslator = candidates.find((one) => one.id === id)?.model === "pix2pix";
      if (isTranslator) chooseTranslator(id);
      if (!isTranslator || models === "any") chooseSampler(id);
    },
    [candidates, models, chooseSampler, chooseTranslator],
  );
  const { data: facts, error } = useQuery({
    queryKey: ["run", candidate?.id, candidate?.hash],
    queryFn: () => engine().describe.facts(candidate!.id, candidate!.hash),
    enabled: candidate !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  const current = useMemo(
    (): CurrentRun => ({ infos: candidates, selectable, info: candidate, facts, error: noManifest ?? error, choose }),
    [candidates, selectable, candidate, facts, noManifest, error, choose],
  );
  return <RunContext value={current}>{children}</RunContext>;
}

/** The model that the page works with. */
export function useRun(): CurrentRun {
  return use(RunContext)!;
}
