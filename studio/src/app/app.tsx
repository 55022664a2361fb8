import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";
import { modelChapters, type Manifest } from "omakase/studio";
import { useManifest } from "../storage/manifest.ts";
import { RaterProvider } from "../storage/rater.tsx";
import { RunProvider, useRun } from "../storage/current-run.tsx";
import { LanguageProvider, useLanguage } from "../language/language.tsx";
import { ChapterLink } from "../component/chapter-link.tsx";
import { Icon } from "../component/icon.tsx";
import { EmptyNote, ErrorNote } from "../component/note.tsx";
import styles from "./app.module.css";
import { LanguageButton, ThemeButton } from "./appearance-buttons.tsx";
import { isFramed, routeUrl, useRoute } from "./route.ts";
import { RaterButton } from "./rater-button.tsx";
import { RunPicker } from "./run-picker.tsx";
import { ScreenErrorBoundary } from "./screen-error-boundary.tsx";
import { screens, type Screen } from "./screens.ts";
import { TourLink } from "./tour-link.tsx";
import { words } from "./words.ts";

const Tour = lazy(() => import("./tour.tsx"));
const queryClient = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } });

/** Renders the whole page. */
export function App() {
  return (
    // the page's policy allows style sheets of its own only
    <CSPProvider disableStyleElements>
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <RaterProvider>
            <Models />
          </RaterProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </CSPProvider>
  );
}

/** Renders the page with a model for the open screen; a frame in another page has no model, so that it loads little. */
function Models() {
  const route = useRoute();
  const screen = screens.find(({ id }) => id === route.screen) ?? screens[0];
  useScreen(screen);
  if (isFramed(route) && screen.models === "any")
    return (
      <main className={styles.framed} data-view={route.parameters.get("view")}>
        <ScreenBody screen={screen} />
      </main>
    );
  return (
    <RunProvider models={screen.models}>
      <Shell screen={screen} tourStep={Number(route.parameters.get("tour"))} />
    </RunProvider>
  );
}

/** Loads a screen while its model loads, and names the page after it; the error boundary reports a failure. */
function useScreen(screen: Screen): void {
  const { t } = useLanguage();
  useEffect(() => void screen.load().catch(() => undefined), [screen]);
  useEffect(() => {
    document.title = `${t(screen.name)} · omakase`;
  }, [t, screen]);
}

function Shell({ screen, tourStep }: { readonly screen: Screen; readonly tourStep: number }) {
  const { t } = useLanguage();
  const { data: manifest } = useManifest();
  const shown = screens.filter((one) => one.id === screen.id || isOffered(one, manifest));
  const former = useRef(screen);
  useEffect(() => {
    if (former.current !== screen) scrollTo(0, 0); // the place of one screen means nothing on another
    former.current = screen;
  }, [screen]);
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#main" onClick={skip}>
        {t(words.skip)}
      </a>
      <header className={styles.head}>
        <a className={styles.brand} href={routeUrl("draw")} aria-label={t(words.brand)}>
          <img src="./icon.svg" alt="" width="30" height="30" />
          <span>{t(words.brand)}</span>
        </a>
        {screen.models === "any" ? <span /> : <RunPicker />}
        <div className={styles.tools}>
          {tourStep === 0 && <TourLink />}
          <RaterButton />
          <LanguageButton />
          <ThemeButton />
        </div>
      </header>
      <nav className={styles.menu} aria-label={t(words.menu)}>
        {shown.map(({ id, name, icon }) => (
          <a key={id} href={routeUrl(id)} aria-current={id === screen.id ? "page" : undefined}>
            <Icon name={icon} />
            <span>{t(name)}</span>
          </a>
        ))}
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Opened screen={screen}>
          <ScreenBody screen={screen} />
        </Opened>
        <ScreenChapter screen={screen} />
      </main>
      {tourStep > 0 && (
        <Suspense>
          <Tour step={tourStep} offered={shown} />
        </Suspense>
      )}
    </div>
  );
}

/** Renders a screen alone. */
function ScreenBody({ screen }: { readonly screen: Screen }) {
  const { t } = useLanguage();
  return (
    <ScreenErrorBoundary key={screen.id}>
      <Suspense fallback={<EmptyNote>{t(words.openingScreen)}</EmptyNote>}>
        <screen.View />
      </Suspense>
    </ScreenErrorBoundary>
  );
}

/** Renders the link to the chapter about a screen. */
function ScreenChapter({ screen: { chapter } }: { readonly screen: Screen }) {
  const { info } = useRun();
  const ofModel = info && info.model !== "custom" ? modelChapters[info.model] : undefined;
  const number = chapter === "model" ? ofModel : chapter;
  if (number === undefined) return undefined;
  return (
    <p className={styles.chapter}>
      <ChapterLink chapter={number} />
    </p>
  );
}

/** Returns whether a screen is in the menu: a static site has only the screens that its files support. */
function isOffered({ needsServer, models }: Screen, manifest: Manifest | undefined): boolean {
  if (manifest?.kind !== "site") return true;
  return !needsServer && (models !== "pix2pix" || manifest.runs.some(({ model }) => model === "pix2pix"));
}

/** Renders a screen once there is a model for it, otherwise the missing requirement. */
function Opened({ screen: { models }, children }: { readonly screen: Screen; readonly children: ReactNode }) {
  const { t } = useLanguage();
  const { data: manifest } = useManifest();
  const { info: candidate, facts, error } = useRun();
  if (models === "any") return children;
  if (error) return <ErrorNote error={error} />;
  if (facts) return children;
  if (candidate) return <EmptyNote>{t(words.opening)}</EmptyNote>;
  const [title, how] = models === "pix2pix" ? [words.noTranslator, words.noTranslatorHow] : [words.none, words.noneHow];
  if (manifest?.kind === "site")
    return (
      <EmptyNote>
        <h2>{t(title)}</h2>
      </EmptyNote>
    );
  return (
    <EmptyNote>
      <h2>{t(title)}</h2>
      <p>{t(how)}</p>
      <a className="button" data-look="main" href={routeUrl("train")}>
        {t(words.toTrain)}
      </a>
    </EmptyNote>
  );
}

/** Focuses the main content without the address: the hash of the address already names the open screen. */
function skip(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
