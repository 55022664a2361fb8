import { useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo, type ReactNode } from "react";
import type { RunInfo } from "omakase/studio";
import { engine } from "../worker/client.ts";
import type { RunFacts } from "../worker/run-facts.ts";
import { useManifest } from "./manifest.ts";
import { useSetting } from "./setting.ts";

/** Model that the page works with. */
export interface CurrentRun {
  /** All available models. */
  readonly infos: readonly RunInfo[];
  /** Models that the open screen accepts. */
  readonly selectable: readonly RunInfo[];
  readonly info: RunInfo | undefined;
  /** Facts about the open model; undefined while it loads. */
  readonly facts: RunFacts | undefined;
  /** Error of opening the model. */
  readonly error: unknown;
  readonly choose: (id: string) => void;
}

const RunContext = createContext<CurrentRun | undefined>(undefined);
const isText = (value: unknown): value is string => typeof value === "string";

/** See {@link RunProvider}. */
export interface RunProviderProps {
  /** Models that the screen accepts: `pix2pix`, or any. Default: models with a latent space. */
  readonly models?: "pix2pix" | "any";
  readonly children: ReactNode;
}

/** Provides its children with a model that the open screen accepts: the last chosen, otherwise the first. */
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

/** Returns the model that the page works with. */
export function useRun(): CurrentRun {
  return use(RunContext)!;
}
