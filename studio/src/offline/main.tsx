/** The course as a page that opens from a folder, by a double click: the same screen as in the studio, without a server. */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import styles from "../app/app.module.css";
import { LanguageButton, ThemeButton } from "../app/appearance-buttons.tsx";
import { routeUrl } from "../app/route.ts";
import { words } from "../app/words.ts";
import LearnScreen from "../feature/learn/learn-screen.tsx";
import { words as learnWords } from "../feature/learn/words.ts";
import { LanguageProvider, useLanguage } from "../language/language.tsx";
import "../style/base.css";
import "../style/tokens.css";
import { readSiteFile } from "./site-files.ts";

globalThis.fetch = async (address) =>
  new Response(await readSiteFile(address instanceof Request ? address.url : String(address)));

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <LanguageProvider>
        <Page />
      </LanguageProvider>
    </CSPProvider>
  </StrictMode>,
);

function Page() {
  const { t } = useLanguage();
  useEffect(() => {
    document.title = `${t(learnWords.title)} · omakase`;
  }, [t]);
  return (
    <>
      <header className={styles.head}>
        <a className={styles.brand} href={routeUrl("learn")} aria-label={t(words.brand)}>
          <img src="./icon.svg" alt="" width="30" height="30" />
          <span>{t(words.brand)}</span>
        </a>
        <div className={styles.tools}>
          <LanguageButton />
          <ThemeButton />
        </div>
      </header>
      <main id="main" className={styles.main}>
        <LearnScreen />
      </main>
    </>
  );
}
