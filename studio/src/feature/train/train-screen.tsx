import { useEffect, useRef, useState } from "react";
import { useServerDisconnected } from "../../storage/server-events.ts";
import { useManifest } from "../../storage/manifest.ts";
import { useLanguage } from "../../language/language.tsx";
import { EmptyNote, ErrorNote } from "../../component/note.tsx";
import { announceTrainings } from "./announce-trainings.ts";
import { CompareView } from "./compare-view.tsx";
import { NewTraining } from "./new-training.tsx";
import styles from "./train.module.css";
import { TrainingList } from "./training-list.tsx";
import { TrainingView } from "./training-view.tsx";
import { useTrainingBackends, useTrainings } from "./trainings.ts";
import { words } from "./words.ts";

/** Renders the Train screen: trainings in the browser or on the server, and their progress. */
export default function TrainScreen() {
  const { t } = useLanguage();
  const { isPending } = useManifest(); // the manifest says whether there is a server
  return isPending ? <EmptyNote>{t(words.opening)}</EmptyNote> : <Trainings />;
}

function Trainings() {
  const { t } = useLanguage();
  const { trainings, error } = useTrainings();
  const backends = useTrainingBackends();
  useEffect(() => announceTrainings(backends), [backends]);
  const lost = useServerDisconnected();
  const [chosen, choose] = useState<string>();
  const [marked, mark] = useState<readonly string[]>([]);
  const [wantsNew, setWantsNew] = useState<boolean>();
  const busy = trainings.find(({ job }) => job.state === "training");
  const own = trainings.find(({ isExternal }) => !isExternal);
  const shown = trainings.find(({ key }) => key === chosen) ?? busy ?? own;
  const compared = trainings.filter(({ key }) => marked.includes(key));
  const isNewcomer = own === undefined;
  const isOpen = wantsNew ?? isNewcomer;
  const view = useRef<HTMLDivElement>(null);
  const show = (key: string): void => {
    choose(key);
    mark([]);
    // On a phone the view is below the list.
    if (view.current && view.current.getBoundingClientRect().top > innerHeight / 2) view.current.scrollIntoView();
  };
  const list = trainings.length > 0 && (
    <TrainingList
      key="list"
      trainings={trainings}
      shown={compared.length > 1 ? undefined : shown?.key}
      onShow={show}
      compared={marked}
      onCompare={mark}
    />
  );
  const form = (
    <details
      key="form"
      className={`panel ${styles.new}`}
      open={isOpen}
      onToggle={({ currentTarget }) => currentTarget.open !== isOpen && setWantsNew(currentTarget.open)}
    >
      <summary>
        <h2>{t(words.newOne)}</h2>
      </summary>
      <NewTraining
        onStart={(key) => {
          show(key);
          setWantsNew(false);
          scrollTo({ top: 0 });
        }}
      />
    </details>
  );
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t(words.title)}</h1>
        <p className="muted">{t(words.intro)}</p>
        <ErrorNote error={lost ? { failure: words.serverLost } : undefined} />
      </header>
      <div className={styles.side}>{isNewcomer ? [form, list] : [list, form]}</div>
      <div ref={view} className={styles.main}>
        <ErrorNote error={lost ? undefined : error} />
        {compared.length > 1 ? (
          <CompareView trainings={compared} />
        ) : shown ? (
          <TrainingView key={shown.key} training={shown} />
        ) : (
          <EmptyNote>
            <h2>{t(words.none)}</h2>
            <p>{t(words.noneHow)}</p>
          </EmptyNote>
        )}
      </div>
    </div>
  );
}
