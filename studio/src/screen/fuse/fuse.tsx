import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Shares } from "omakase";
import { engine } from "../../engine/client.ts";
import type { RunFacts } from "../../engine/describe.ts";
import type { Person, Wish } from "../../engine/fuse.ts";
import type { Shown } from "../../engine/shown.ts";
import { lineOf, type KeptFamily } from "../../kept/families.ts";
import { keep, useGalleryOf } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { anySeed } from "../../part/any-seed.ts";
import { Button } from "../../part/button.tsx";
import { EmptyNote, ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { Tray } from "../../part/tray.tsx";
import { useLatest } from "../../part/use-latest.ts";
import { Brood } from "./brood.tsx";
import { Couple } from "./couple.tsx";
import { FamilyPanel } from "./family-panel.tsx";
import styles from "./fuse.module.css";
import { GeneSliders } from "./gene-sliders.tsx";
import { Heredities } from "./heredities.tsx";
import { savePng } from "./save-png.ts";
import { mostMembers, useFamily } from "./use-family.ts";
import { words } from "./words.ts";

/** See {@link Fuse}. */
export interface FuseProps {
  readonly facts: RunFacts;
  readonly families: readonly KeptFamily[];
}

/** Parents, what their children are to be like, the children, and the family. */
export function Fuse({ facts, families }: FuseProps) {
  const { say } = useLanguage();
  const { id, hash } = facts;
  const tools = useFamily(hash, families);
  const { family } = tools;
  const own = useGalleryOf(hash);
  const { data: heredities, error: noHeredities } = useQuery({
    queryKey: ["heredities", id, hash],
    queryFn: () => engine().fuse.heredities(id),
    staleTime: Infinity,
  });
  const [by, setBy] = useState<Wish["by"]>();
  const heredity = heredities?.find((one) => one.by === by) ?? heredities?.[0];
  const [shares, setShares] = useState<Shares>({});
  const [mutation, setMutation] = useState(0);
  const [count, setCount] = useState(6);
  const [seed, setSeed] = useState(1);
  const [side, setSide] = useState<0 | 1>(0);
  const [brood, setBrood] = useState<readonly Person[]>([]);
  const [busy, setBusy] = useState(false);
  const [bearing, setBearing] = useState(false);
  const [error, setError] = useState<unknown>();
  const [told, setTold] = useState("");

  const [left, right] = family.couple.map((line) => line?.at(-1));
  const isSame = left !== undefined && left.key === right?.key;
  const couple = left && right && !isSame ? ([left, right] as const) : undefined;
  const wish = heredity && { by: heredity.by, shares, mutation, seed, count: 1 };
  const preview = useLatest(async (asked: { couple: readonly [Person, Person]; wish: Wish }) => {
    const recipes = asked.couple.map((one) => one.shown.recipe) as [Shown["recipe"], Shown["recipe"]];
    const [child] = await engine().fuse.children(id, recipes, asked.wish);
    return { child, keys: asked.couple.map(({ key }) => key).join() };
  });
  const { ask } = preview;
  const asked = JSON.stringify([left?.key, right?.key, wish]);
  useEffect(() => {
    if (couple && wish) ask({ couple, wish });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is asked for says when to ask anew
  }, [ask, asked]);
  const expected =
    couple && preview.answer?.keys === `${couple[0].key},${couple[1].key}` ? preview.answer.child : undefined;

  const trying = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
      setError(undefined);
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  const choose = (place: 0 | 1, shown: Shown): Promise<void> =>
    trying(async () => {
      tools.choose(place, await engine().fuse.kin(id, { recipe: shown.recipe, card: shown.card }));
      setSide(place === 0 ? 1 : 0);
    });
  const fresh = (places: readonly (0 | 1)[]): Promise<void> =>
    trying(async () => {
      const shown = await engine().draw.lots(id, anySeed(), places.length);
      await keep(id, shown, Date.now());
      for (const [at, place] of places.entries())
        tools.choose(place, await engine().fuse.kin(id, { recipe: shown[at].recipe, card: shown[at].card }));
    });
  const bear = (): Promise<void> =>
    trying(async () => {
      const recipes = [couple![0].shown.recipe, couple![1].shown.recipe] as const;
      setBearing(true);
      const children = await engine()
        .fuse.children(id, recipes, { ...wish!, seed: anySeed(), count })
        .finally(() => setBearing(false));
      setBrood(children);
      setTold(say(words.born, { count: children.length }));
      await keep(
        id,
        children.map(({ shown }) => shown),
        Date.now(),
      );
    });
  const join = (child: Person): void => {
    const lines = family.couple.map((line) => line ?? []).flat();
    const parents = child.origin?.parents ?? [];
    const kin = parents.every((key) => lines.some((one) => one.key === key)) ? lines : [];
    const name = tools.join([...kin, child]);
    setTold(name === undefined ? say(words.tooMany, { most: mostMembers }) : say(words.joinedNow, { name }));
    void keep(id, [child.shown], Date.now());
  };
  /** Whoever becomes a parent belongs to the family. */
  const promote = (place: 0 | 1, child: Person): void => {
    const lines = family.couple.flatMap((line) => line ?? []);
    if (!family.members.some(({ key }) => key === child.key)) join(child);
    const known = [...family.members, ...lines.map((one) => ({ ...one, name: "" })), { ...child, name: "" }];
    tools.choose(place, lineOf([...new Map(known.map((one) => [one.key, one])).values()], child.key));
    setSide(place === 0 ? 1 : 0);
  };
  const save = (person: Person, name: string): Promise<void> => trying(() => savePng(id, person, name));

  if (heredities?.length === 0) return <EmptyNote>{say(words.indivisible)}</EmptyNote>;
  const isInFamily = (one: Person): boolean => family.members.some(({ key }) => key === one.key);
  return (
    <div className={styles.screen}>
      <div className={styles.intro}>
        <h1>{say(words.title)}</h1>
        <p className="muted">{say(words.intro)}</p>
        {!facts.attributes && <p className={styles.note}>{say(words.noAttributes)}</p>}
      </div>
      <ErrorNote error={noHeredities ?? error ?? tools.error ?? preview.error} />
      <p className="unseen" role="status">
        {told}
      </p>
      <div className={styles.table} data-couple={couple ? true : undefined}>
        <div className={styles.parents}>
          {!left && !right ? (
            <EmptyNote>
              <p>{say(words.beginWhy)}</p>
              <Button look="main" icon="dice" disabled={busy || !heredity} onClick={() => void fresh([0, 1])}>
                {say(words.begin)}
              </Button>
            </EmptyNote>
          ) : (
            <Couple
              parents={[left, right]}
              active={side}
              busy={busy}
              onActive={setSide}
              onFresh={(place) => void fresh([place])}
              child={expected}
              isJoined={expected !== undefined && isInFamily(expected)}
              onReroll={() => setSeed(seed + 1)}
              onJoin={() => join(expected!)}
            />
          )}
          {isSame && <p className={styles.note}>{say(words.same)}</p>}
          <section className="panel" aria-labelledby="fuse-tray">
            <h2 id="fuse-tray">{say(words.tray, { who: say(side === 0 ? words.left : words.right) })}</h2>
            {own.length > 0 ? (
              <Tray
                label={say(words.tray, { who: say(side === 0 ? words.left : words.right) })}
                pictures={own}
                onPick={(picture) => void choose(side, picture)}
              />
            ) : (
              <p className="muted">{say(words.trayEmpty)}</p>
            )}
          </section>
        </div>
        {couple && heredity && (
          <section className="panel" aria-labelledby="fuse-genes">
            <div className={styles.wishHead}>
              <h2 id="fuse-genes">{say(words.genes)}</h2>
              <div className={styles.glance}>
                <PictureCanvas pixels={expected?.shown.pixels} label="" />
              </div>
            </div>
            <p className="muted">{say(words.genesWhy)}</p>
            <GeneSliders genes={heredity.genes} parents={couple} shares={shares} onChange={setShares} />
            <Heredities
              heredities={heredities!}
              chosen={heredity.by}
              onChoose={(next) => {
                setBy(next);
                setShares({});
              }}
              mutation={mutation}
              onMutation={setMutation}
              count={count}
              onCount={setCount}
            />
            <div className={styles.bear}>
              <Button look="main" icon="fuse" disabled={busy} onClick={() => void bear()}>
                {say(count === 1 ? words.bearOne : words.bear, { count })}
              </Button>
            </div>
          </section>
        )}
      </div>
      {brood.length > 0 && (
        <Brood
          children={brood}
          isLeaving={bearing}
          isInFamily={isInFamily}
          onJoin={join}
          onParent={promote}
          onSave={(person, name) => void save(person, name)}
        />
      )}
      <FamilyPanel
        facts={facts}
        tools={tools}
        families={families}
        onParent={promote}
        onSave={(person, name) => void save(person, name)}
      />
    </div>
  );
}
