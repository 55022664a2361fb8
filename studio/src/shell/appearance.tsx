import { useLanguage } from "../language/language.tsx";
import { Button } from "../part/button.tsx";
import { useTheme, type Theme } from "./theme.tsx";
import { words } from "./words.ts";

const icons = { system: "half", light: "sun", dark: "moon" } as const;
const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** Changes between light and dark. */
export function ThemeButton() {
  const { say } = useLanguage();
  const [theme, choose] = useTheme();
  return (
    <Button look="quiet" wordless icon={icons[theme]} onClick={() => choose(next[theme])}>
      {say(words[theme])}
    </Button>
  );
}

/** Changes between the languages; it is written in the other one. */
export function LanguageButton() {
  const { say, language, choose } = useLanguage();
  return (
    <Button
      look="quiet"
      lang={language === "ja" ? "en" : "ja"}
      title={say(words.languageName)}
      onClick={() => choose(language === "ja" ? "en" : "ja")}
    >
      {say(words.language)}
    </Button>
  );
}
