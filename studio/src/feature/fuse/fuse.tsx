import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { GeneShares } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import type { Individual, OffspringOptions } from "../../worker/fuse/fuse-service.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { lineageOf, type StoredFamily } from "../../storage/families.ts";
import { addToGallery, useModelGallery } from "../../storage/gallery.ts";
import { useTaste } from "../../storage/use-taste.ts";
import { useLanguage } from "../../language/language.tsx";
import { randomSeed } from "../../component/random-seed.ts";
import { useExample } from "../../app/use-example.ts";
import { useSentPicture } from "../../app/use-sent-picture.ts";
import { Button } from "../../component/button.tsx";
import { EmptyNote, ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { PictureTray } from "../../component/picture-tray.tsx";
import { TasteButton } from "../../component/taste-button.tsx";
import { useLatest } from "../../component/use-latest.ts";
import { OffspringPanel } from "./offspring-panel.tsx";
import { ParentsPanel } from "./parents-panel.tsx";
import { FamilyPanel } from "./family-panel.tsx";
import styles from "./fuse.module.css";
import { GeneSliders } from "./gene-sliders.tsx";
import { InheritancePanel } from "./inheritance-panel.tsx";
import { saveIndividualPng } from "./save-png.ts";
import { maxFamilyMembers, useFamily } from "./use-family.ts";
import { words } from "./words.ts";

/** See {@link Fuse}. */
export interface FuseProps {
  readonly facts: RunFacts;
  readonly families: readonly StoredFamily[];
}

/** Renders the parents, the inheritance settings, the offspring, and the family. */
export function Fuse({ facts, families }: FuseProps) {
  const { t } = useLanguage();
  const { id, hash } = facts;
  const taste = useTaste();
  const tools = useFamily(hash, families);
  const { family } = tools;
  const gallery = useModelGallery(hash);
  const { data: inheritanceOptions, error: noHeredities } = useQuery({
    queryKey: ["heredities", id, hash],
    queryFn: () => engine().fuse.inheritanceOptions(id),
    staleTime: Infinity,
  });
  const [by, setBy] = useState<OffspringOptions["by"]>();
  const inheritanceOption = inheritanceOptions?.find((one) => one.by === by) ?? inheritanceOptions?.[0];
  const [shares, setShares] = useState<GeneShares>({});
  const [mutation, setMutation] = useState(0);
  const [count, setCount] = useState(6);
  const [seed, setSeed] = useState(1);
  const [side, setSide] = useState<0 | 1>(0);
  const [offspring, setOffspring] = useState<readonly Individual[]>([]);
  const [busy, setBusy] = useState(false);
  const [isCreating, setIsCreating] = useState(false);
  const [error, setError] = useState<unknown>();
  const [announcement, setAnnouncement] = useState("");

  const [left, right] = family.parents.map((line) => line?.at(-1));
  const isEqualToken = left !== undefined && left.key === right?.key;
  const couple = left && right && !isEqualToken ? ([left, right] as const) : undefined;
  const condition = inheritanceOption && { by: inheritanceOption.by, shares, mutation, seed, count: 1 };
  const preview = useLatest(
    async (asked: { couple: readonly [Individual, Individual]; condition: OffspringOptions }) => {
      const recipes = asked.couple.map((one) => one.picture.recipe) as [
        RenderedPicture["recipe"],
        RenderedPicture["recipe"],
      ];
      const [child] = await engine().fuse.offspring(id, recipes, asked.condition);
      return { child, keys: asked.couple.map(({ key }) => key).join() };
    },
  );
  const { ask } = preview;
  const asked = JSON.stringify([left?.key, right?.key, condition]);
  useEffect(() => {
    if (couple && condition) ask({ couple, condition });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the request itself is the dependency
  }, [ask, asked]);
  const expected =
    couple && preview.answer?.keys === `${couple[0].key},${couple[1].key}` ? preview.answer.child : undefined;

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
      setError(undefined);
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  const choose = (place: 0 | 1, shown: RenderedPicture): Promise<void> =>
    attempt(async () => {
      tools.setParent(place, await engine().fuse.lineage(id, { recipe: shown.recipe, candidate: shown.candidate }));
      setSide(place === 0 ? 1 : 0);
    });
  useSentPicture(hash, true, (picture) => void choose(left && !right ? 1 : side, picture));
  const chooseParents = (places: readonly (0 | 1)[], liked = false): Promise<void> =>
    attempt(async () => {
      const shown = liked
        ? await taste.draw(randomSeed(), places.length)
        : await engine().draw.randomPictures(id, randomSeed(), places.length);
      await addToGallery(id, shown, Date.now());
      for (const [at, place] of places.entries())
        tools.setParent(
          place,
          await engine().fuse.lineage(id, { recipe: shown[at].recipe, candidate: shown[at].candidate }),
        );
    });
  useExample(inheritanceOption !== undefined, !left && !right, () => void chooseParents([0, 1]));
  const createOffspring = (): Promise<void> =>
    attempt(async () => {
      const recipes = [couple![0].picture.recipe, couple![1].picture.recipe] as const;
      setIsCreating(true);
      const children = await engine()
        .fuse.offspring(id, recipes, { ...condition!, seed: randomSeed(), count })
        .finally(() => setIsCreating(false));
      setOffspring(children);
      setAnnouncement(t(words.born, { count: children.length }));
      await addToGallery(
        id,
        children.map(({ picture }) => picture),
        Date.now(),
      );
    });
  const join = (child: Individual): void => {
    const lines = family.parents.map((line) => line ?? []).flat();
    const parents = child.origin?.parents ?? [];
    const lineage = parents.every((key) => lines.some((one) => one.key === key)) ? lines : [];
    const name = tools.add([...lineage, child]);
    setAnnouncement(name === undefined ? t(words.tooMany, { most: maxFamilyMembers }) : t(words.joinedNow, { name }));
    void addToGallery(id, [child.picture], Date.now());
  };
  /** Makes a child a parent; a parent joins the family. */
  const promote = (place: 0 | 1, child: Individual): void => {
    const lines = family.parents.flatMap((line) => line ?? []);
    if (!family.members.some(({ key }) => key === child.key)) join(child);
    const known = [...family.members, ...lines.map((one) => ({ ...one, name: "" })), { ...child, name: "" }];
    tools.setParent(place, lineageOf([...new Map(known.map((one) => [one.key, one])).values()], child.key));
    setSide(place === 0 ? 1 : 0);
  };
  const save = (person: Individual, name: string): Promise<void> => attempt(() => saveIndividualPng(id, person, name));

  if (inheritanceOptions?.length === 0) return <EmptyNote>{t(words.indivisible)}</EmptyNote>;
  const isInFamily = (one: Individual): boolean => family.members.some(({ key }) => key === one.key);
  return (
    <div className={styles.screen}>
      <div className={styles.intro}>
        <h1>{t(words.title)}</h1>
        <p className="muted">{t(words.intro)}</p>
        {!facts.attributes && <p className={styles.note}>{t(words.noAttributes)}</p>}
      </div>
      <ErrorNote error={noHeredities ?? error ?? tools.error ?? preview.error} />
      <p className="unseen" role="status">
        {announcement}
      </p>
      <div className={styles.table} data-couple={couple ? true : undefined}>
        <div className={styles.parents}>
          {!left && !right ? (
            <EmptyNote>
              <p>{t(words.beginWhy)}</p>
              <Button
                variant="main"
                icon="dice"
                disabled={busy || !inheritanceOption}
                onClick={() => void chooseParents([0, 1])}
              >
                {t(words.begin)}
              </Button>
              <TasteButton disabled={busy || !inheritanceOption} onClick={() => void chooseParents([0, 1], true)} />
            </EmptyNote>
          ) : (
            <ParentsPanel
              parents={[left, right]}
              active={side}
              busy={busy}
              onActive={setSide}
              onRandom={(place, liked) => void chooseParents([place], liked)}
              child={expected}
              isJoined={expected !== undefined && isInFamily(expected)}
              onReroll={() => setSeed(seed + 1)}
              onJoin={() => join(expected!)}
            />
          )}
          {isEqualToken && <p className={styles.note}>{t(words.same)}</p>}
          <section className="panel" aria-labelledby="fuse-tray">
            <h2 id="fuse-tray">{t(words.tray, { who: t(side === 0 ? words.left : words.right) })}</h2>
            {gallery.length > 0 ? (
              <PictureTray
                label={t(words.tray, { who: t(side === 0 ? words.left : words.right) })}
                pictures={gallery}
                onPick={(picture) => void choose(side, picture)}
              />
            ) : (
              <p className="muted">{t(words.trayEmpty)}</p>
            )}
          </section>
        </div>
        {couple && inheritanceOption && (
          <section className="panel" aria-labelledby="fuse-genes">
            <div className={styles.conditionHeading}>
              <h2 id="fuse-genes">{t(words.genes)}</h2>
              <div className={styles.glance}>
                <PictureCanvas pixels={expected?.picture.pixels} label="" />
              </div>
            </div>
            <p className="muted">{t(words.genesWhy)}</p>
            <GeneSliders genes={inheritanceOption.genes} parents={couple} shares={shares} onChange={setShares} />
            <InheritancePanel
              inheritanceOptions={inheritanceOptions!}
              chosen={inheritanceOption.by}
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
              <Button variant="main" icon="fuse" disabled={busy} onClick={() => void createOffspring()}>
                {t(count === 1 ? words.bearOne : words.bear, { count })}
              </Button>
            </div>
          </section>
        )}
      </div>
      {offspring.length > 0 && (
        <OffspringPanel
          children={offspring}
          isReplacing={isCreating}
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
