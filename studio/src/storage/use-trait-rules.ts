import { useMemo } from "react";
import type { TraitRule } from "../worker/rate/trait-rule.ts";
import { useRun } from "./current-run.tsx";
import { useRater } from "./rater.tsx";
import { useSetting } from "./setting.ts";

/** Rule with its model and rater. */
interface StoredRule extends TraitRule {
  readonly modelHash: string;
  readonly rater: string;
}

/** Rules of the current rater about traits of the current model. */
export interface TraitRules {
  readonly rules: readonly TraitRule[];
  /** Changes a rule: from none to more, to never, to none. */
  readonly cycle: (index: number, value: number) => void;
}

const noRules: readonly StoredRule[] = [];
const areRules = (value: unknown): value is readonly StoredRule[] =>
  Array.isArray(value) && value.every((one: Partial<StoredRule> | null) => typeof one?.index === "number");

/** See {@link TraitRules}. */
export function useTraitRules(): TraitRules {
  const { facts } = useRun();
  const { name: rater } = useRater();
  const modelHash = facts!.hash;
  const [stored, store] = useSetting("rate.traits", noRules, areRules);
  return useMemo(() => {
    const isOwn = (one: StoredRule): boolean => one.modelHash === modelHash && one.rater === rater;
    const rules = stored.filter(isOwn).map(({ index, value, rule }): TraitRule => ({ index, value, rule }));
    const cycle = (index: number, value: number): void => {
      const isSame = (one: StoredRule): boolean => isOwn(one) && one.index === index && one.value === value;
      const before = stored.find(isSame)?.rule;
      const rule: TraitRule["rule"] | undefined =
        before === undefined ? "more" : before === "more" ? "never" : undefined;
      store([...stored.filter((one) => !isSame(one)), ...(rule ? [{ index, value, rule, modelHash, rater }] : [])]);
    };
    return { rules, cycle };
  }, [stored, store, modelHash, rater]);
}
