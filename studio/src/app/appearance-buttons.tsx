import { useLanguage } from "../language/language.tsx";
import { Button } from "../component/button.tsx";
import { useTheme, type Theme } from "./theme.tsx";
import { words } from "./words.ts";

const icons = { system: "half", light: "sun", dark: "moon" } as const;
const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** Changes between light and dark. */
export function ThemeButton() {
  const { t } = useLanguage();
  const [theme, choose] = useTheme();
  return (
    <Button variant="quiet" iconOnly icon={icons[theme]} onClick={() => choose(next[theme])}>
      {t(words[theme])}
    </Button>
  );
}

/** Changes between the languages; it is written in the other one. */
export function LanguageButton() {
  const { t, language, choose } = useLanguage();
  return (
    <Button
      variant="quiet"
      lang={language === "ja" ? "en" : "ja"}
      title={t(words.languageName)}
      onClick={() => choose(language === "ja" ? "en" : "ja")}
    >
      {t(words.language)}
    </Button>
  );
}
