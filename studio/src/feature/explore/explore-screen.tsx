import { Tabs } from "@base-ui/react/tabs";
import { lazy, Suspense, useEffect, useState } from "react";
import { exploreEngine } from "../../worker/client.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { EmptyNote } from "../../component/note.tsx";
import { routeUrl, useRoute } from "../../app/route.ts";
import { RandomPicturesProvider } from "./random-pictures.tsx";
import styles from "./explore.module.css";
import { words } from "./words.ts";

const tabs = [
  { id: "map", name: words.map, View: lazy(() => import("./map-tab.tsx")) },
  { id: "arithmetic", name: words.arithmetic, View: lazy(() => import("./arithmetic-tab.tsx")) },
  { id: "direction", name: words.direction, View: lazy(() => import("./direction-tab.tsx")) },
  { id: "invert", name: words.invert, View: lazy(() => import("./invert-tab.tsx")) },
  { id: "outlier", name: words.outlier, View: lazy(() => import("./anomaly-tab.tsx")) },
] as const;

/** Renders the Look inside screen: each tab is one analysis of the model. */
export default function LookScreen() {
  const { t } = useLanguage();
  const { facts } = useRun();
  const { parameters } = useRoute();
  const asked = parameters.get("tab");
  const open = tabs.find(({ id }) => id === asked)?.id ?? tabs[0].id;
  // An opened tab stays mounted and keeps its results.
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => setVisited((before) => new Set(before).add(open)), [open]);
  useEvictOldModel(facts!.id, facts!.hash);
  return (
    <div className={styles.screen}>
      <h1>{t(words.title)}</h1>
      <RandomPicturesProvider key={facts!.hash} run={facts!.id}>
        <Tabs.Root value={open} onValueChange={(tab: string) => location.replace(routeUrl("look", { tab }))}>
          <Tabs.List className={styles.tabs} aria-label={t(words.tabs)} activateOnFocus>
            {tabs.map(({ id, name }) => (
              <Tabs.Tab key={id} value={id} className={styles.tab}>
                {t(name)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map(({ id, View }) => (
            <Tabs.Panel key={id} value={id} className={styles.panel} keepMounted>
              {(id === open || visited.has(id)) && (
                <Suspense fallback={<EmptyNote>…</EmptyNote>}>
                  <View />
                </Suspense>
              )}
            </Tabs.Panel>
          ))}
        </Tabs.Root>
      </RandomPicturesProvider>
    </div>
  );
}

/** Evicts the outdated model from the worker after a model of the same name is replaced. */
function useEvictOldModel(id: string, hash: string): void {
  const [known] = useState(() => new Map<string, string>());
  useEffect(() => {
    if (known.has(id) && known.get(id) !== hash) void exploreEngine().forget(id);
    known.set(id, hash);
  }, [known, id, hash]);
}
