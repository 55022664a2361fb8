import { useEffect } from "react";
import { useSetting } from "../storage/setting.ts";

const themes = ["system", "light", "dark"] as const;
/** Colour theme: the system's, light or dark. */
export type Theme = (typeof themes)[number];

const isTheme = (value: unknown): value is Theme => themes.includes(value as Theme);

/** Returns the stored colour theme and its setter; writes the theme onto the document. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, choose] = useSetting<Theme>("theme", "system", isTheme);
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const show = (): void => {
      document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    };
    show();
    dark.addEventListener("change", show);
    return () => dark.removeEventListener("change", show);
  }, [theme]);
  return [theme, choose];
}
