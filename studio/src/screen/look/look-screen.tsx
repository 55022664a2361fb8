import { Tabs } from "@base-ui/react/tabs";
import { lazy, Suspense, useEffect, useState } from "react";
import { lookEngine } from "../../engine/client.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { EmptyNote } from "../../part/note.tsx";
import { addressOf, useRoute } from "../../shell/route.ts";
import { FreshProvider } from "./fresh.tsx";
import styles from "./look.module.css";
import { words } from "./words.ts";

const tabs = [
  { id: "map", name: words.map, View: lazy(() => import("./map-tab.tsx")) },
  { id: "arithmetic", name: words.arithmetic, View: lazy(() => import("./arithmetic-tab.tsx")) },
  { id: "direction", name: words.direction, View: lazy(() => import("./direction-tab.tsx")) },
  { id: "invert", name: words.invert, View: lazy(() => import("./invert-tab.tsx")) },
  { id: "outlier", name: words.outlier, View: lazy(() => import("./outlier-tab.tsx")) },
] as const;

/** What is inside of the model: each tab is one way to look at it. */
export default function LookScreen() {
  const { say } = useLanguage();
  const { facts } = useRun();
  const { values } = useRoute();
  const asked = values.get("tab");
  const open = tabs.find(({ id }) => id === asked)?.id ?? tabs[0].id;
  // A tab that was opened stays, so that what it shows is there again when one comes back.
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => setVisited((before) => new Set(before).add(open)), [open]);
  useForgetting(facts!.id, facts!.hash);
  return (
    <div className={styles.screen}>
      <h1>{say(words.title)}</h1>
      <FreshProvider key={facts!.hash} run={facts!.id}>
        <Tabs.Root value={open} onValueChange={(tab: string) => location.replace(addressOf("look", { tab }))}>
          <Tabs.List className={styles.tabs} aria-label={say(words.tabs)} activateOnFocus>
            {tabs.map(({ id, name }) => (
              <Tabs.Tab key={id} value={id} className={styles.tab}>
                {say(name)}
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
      </FreshProvider>
    </div>
  );
}

/** Tells the worker when there is a newer model of a name that it has opened. */
function useForgetting(id: string, hash: string): void {
  const [known] = useState(() => new Map<string, string>());
  useEffect(() => {
    if (known.has(id) && known.get(id) !== hash) void lookEngine().forget(id);
    known.set(id, hash);
  }, [known, id, hash]);
}
