import { useRef, type PointerEvent, type ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { engine } from "../../engine/client.ts";
import type { Dealt } from "../../engine/deal.ts";
import { useSetting } from "../../kept/setting.ts";
import { useLanguage } from "../../language/language.tsx";
import { EmptyNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { RarityBadge } from "../../part/rarity-badge.tsx";
import { spokenTraits, traitTexts } from "../../part/trait-text.ts";
import { poseOf, turned } from "./pose.ts";
import { fits } from "./settings.ts";
import { StageActions } from "./stage-actions.tsx";
import { StageRating } from "./stage-rating.tsx";
import styles from "./stage.module.css";
import type { Desk } from "./use-desk.ts";
import type { Taking } from "./use-taking.ts";
import { words } from "./words.ts";

/** See {@link Stage}. */
export interface StageProps {
  readonly desk: Desk;
  readonly taking: Taking;
  /** Told the values that the picture is to have. */
  readonly onTurn: (values: readonly number[]) => void;
}

/** The picture that is looked at, large: it can be turned by dragging, and kept, copied or shared. */
export function Stage({ desk, taking, onTurn }: StageProps) {
  const { say } = useLanguage();
  const { facts, chosen, hand, draws } = desk;
  const spoken = say(spokenTraits(facts.attributes, chosen?.card.values ?? []));
  if (!chosen && desk.error) return <EmptyNote>{say(words.picture)}</EmptyNote>;
  return (
    <section className={styles.stage} aria-label={say(words.picture)}>
      <Turning desk={desk} onTurn={onTurn}>
        <div key={hand.length > 1 ? 0 : draws} className={styles.frame} data-reveal={hand.length === 1 || undefined}>
          <PictureCanvas
            pixels={chosen?.pixels}
            label={spoken === "" ? say(words.picture) : say(words.pictureShowing, { traits: spoken })}
          />
        </div>
      </Turning>
      {chosen && <StageActions desk={desk} chosen={chosen} taking={taking} />}
      {chosen && fits(chosen, facts) && <StageRating run={facts.id} shown={chosen} />}
    </section>
  );
}

/** What the picture shows, and how rare that is. */
export function StageFacts({ desk }: Pick<StageProps, "desk">) {
  const { say } = useLanguage();
  const traits = traitTexts(desk.facts.attributes, desk.chosen?.card.values ?? []);
  if (!desk.chosen) return undefined;
  return (
    <div className={styles.facts}>
      <Rarities desk={desk} />
      {traits.length > 0 && (
        <dl className={styles.traits}>
          {traits.map(({ name, label, value }) => (
            <div key={name}>
              <dt>{say(label)}</dt>
              <dd>{say(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function Turning({
  desk: { facts, chosen },
  onTurn,
  children,
}: Pick<StageProps, "desk" | "onTurn"> & { readonly children: ReactNode }) {
  const { say } = useLanguage();
  const pose = poseOf(facts);
  const [hasTurned, setHasTurned] = useSetting("turned", false, isYes);
  const from = useRef<{ readonly x: number; readonly y: number; readonly values: readonly number[] }>(undefined);
  if (!pose || !chosen || chosen.card.values.length === 0) return children;
  const start = (event: PointerEvent): void => {
    if (!event.isPrimary) return; // a second finger turns nothing
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, y: event.clientY, values: chosen.card.values };
  };
  const move = ({ currentTarget, clientX, clientY, isPrimary }: PointerEvent): void => {
    if (!from.current || !isPrimary) return;
    const { x, y, values } = from.current;
    const width = currentTarget.clientWidth;
    if (!hasTurned) setHasTurned(true);
    onTurn(turned(pose, values, (clientX - x) / width, (clientY - y) / width));
  };
  const end = ({ isPrimary }: PointerEvent): void => {
    if (isPrimary) from.current = undefined;
  };
  return (
    <div className={styles.turning} onPointerDown={start} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
      {children}
      {!hasTurned && <p className={styles.hint}>{say(words.poseHint)}</p>}
    </div>
  );
}

const isYes = (value: unknown): value is boolean => typeof value === "boolean";

function Rarities({ desk: { facts, chosen, hand } }: { readonly desk: Desk }) {
  const { say, number } = useLanguage();
  const card = chosen?.card;
  const { data: rarity } = useQuery({
    queryKey: ["rarity", facts.hash, card?.id],
    queryFn: async () => (await engine().draw.rarity(facts.id, [card!]))[0] ?? null,
    enabled: card !== undefined && facts.attributes !== undefined && card.values.length > 0,
    placeholderData: (before) => before,
    staleTime: Infinity,
    networkMode: "always",
  });
  const { oddness } = hand.find((one): one is Dealt => one.card.id === card?.id) ?? {};
  if (!rarity && oddness === undefined) return undefined;
  const percent = { style: "percent", maximumSignificantDigits: 2 } as const;
  return (
    <div className={styles.rarity}>
      {rarity && <RarityBadge rarity={rarity} />}
      {rarity && rarity.word !== "common" && (
        <span className="muted">{say(words.rarityWhy, { share: number(rarity.asRare, percent) })}</span>
      )}
      {oddness !== undefined && (
        <span className="muted">{say(words.oddness, { value: number(oddness, { maximumFractionDigits: 2 }) })}</span>
      )}
    </div>
  );
}
