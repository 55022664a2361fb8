import { createContext, use, useMemo, type ReactNode } from "react";
import type { Text } from "omakase";
import { useSetting } from "./setting.ts";

/** Who rates: several people may take turns at one browser. */
export interface Rater {
  readonly name: string;
  readonly rename: (name: string) => void;
}

/** Who has said no name. */
const nobody = "guest";

/** A rater's name as it is shown. */
export function raterText(name: string): Text {
  return { ja: name === nobody ? "ゲスト" : name, en: name };
}

const RaterContext = createContext<Rater | undefined>(undefined);
const isName = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= 60;

/** Gives everything in it a rater. */
export function RaterProvider({ children }: { readonly children: ReactNode }) {
  const [name, rename] = useSetting("rater", nobody, isName);
  return <RaterContext value={useMemo(() => ({ name, rename }), [name, rename])}>{children}</RaterContext>;
}

/** Who rates. */
export function useRater(): Rater {
  return use(RaterContext)!;
}
