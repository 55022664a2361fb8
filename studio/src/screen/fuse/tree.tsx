import { useQuery } from "@tanstack/react-query";
import { engine } from "../../engine/client.ts";
import { parentPlaces, type Member } from "../../kept/families.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { RarityBadge } from "../../part/rarity-badge.tsx";
import styles from "./fuse.module.css";
import { useView } from "./use-view.ts";
import { words } from "./words.ts";

/** See {@link Tree}. */
export interface TreeProps {
  readonly members: readonly Member[];
  /** The key of the one that is looked at. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

/** A family, the eldest on top. */
export function Tree({ members, chosen, onChoose }: TreeProps) {
  const { say } = useLanguage();
  const parents = parentPlaces(members);
  const { data: layout, error } = useQuery({
    queryKey: ["layout", parents],
    queryFn: () => engine().fuse.layout(parents),
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  const { frame, view, zoom, showAll, reveal, handlers } = useView(layout ?? { width: 0, height: 0 });
  return (
    <div className={styles.tree}>
      <div
        ref={frame}
        className={styles.frame}
        tabIndex={0}
        role="group"
        aria-label={say(words.tree)}
        aria-describedby="fuse-tree-how"
        {...handlers}
      >
        {layout && (
          <div
            className={styles.drawing}
            style={{
              width: layout.width,
              height: layout.height,
              transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            }}
          >
            <svg width={layout.width} height={layout.height} aria-hidden="true">
              {layout.lines.map(({ child, side, path }) => (
                <path key={`${child} ${side}`} d={path} data-of={side === 0 ? "left" : "right"} />
              ))}
            </svg>
            {members.map((member, at) => {
              const place = layout.places[at] as { x: number; y: number } | undefined;
              if (!place) return undefined; // its place is being worked out
              const { key, name, shown, rarity } = member;
              return (
                <button
                  key={key}
                  type="button"
                  className={styles.node}
                  style={{ left: place.x, top: place.y, width: layout.node.width, height: layout.node.height }}
                  aria-pressed={key === chosen}
                  aria-label={label(member)}
                  onClick={() => onChoose(key)}
                  onFocus={({ target }) => {
                    if (target.matches(":focus-visible")) reveal({ ...place, ...layout.node });
                  }}
                >
                  <PictureCanvas pixels={shown.pixels} label="" />
                  <span>
                    <b>{name}</b>
                    {rarity && rarity.word !== "common" && <RarityBadge rarity={rarity} wordless />}
                  </span>
                </button>
              );
            })}
          </div>
        )}
        <div className={styles.zoom}>
          <Button icon="plus" wordless onClick={() => zoom(1.25)}>
            {say(words.zoomIn)}
          </Button>
          <Button icon="minus" wordless onClick={() => zoom(0.8)}>
            {say(words.zoomOut)}
          </Button>
          <Button icon="fit" wordless onClick={showAll}>
            {say(words.fit)}
          </Button>
        </div>
      </div>
      <p id="fuse-tree-how" className="muted">
        {say(words.treeHow)}
      </p>
      <ErrorNote error={error} />
    </div>
  );

  function label({ name, origin }: Member): string {
    const nameOf = (key: string): string => members.find((one) => one.key === key)?.name ?? "?";
    const from = origin
      ? say(words.childOf, { a: nameOf(origin.parents[0]), b: nameOf(origin.parents[1]) })
      : say(words.founder);
    return `${name}: ${from}`;
  }
}
