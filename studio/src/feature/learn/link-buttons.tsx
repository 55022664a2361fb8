import { useState, type ReactNode } from "react";
import { chapterFolder, type Chapter } from "omakase/lesson";
import { packText } from "omakase/studio";
import { routeUrl } from "../../app/route.ts";
import { Button } from "../../component/button.tsx";
import type { IconName } from "../../component/icon.tsx";
import { useLanguage } from "../../language/language.tsx";
import styles from "./learn.module.css";
import { words } from "./words.ts";

/** Text that was made to be copied. */
interface MadeText {
  /** Program that it was made of. */
  readonly code: string;
  readonly text: string;
  readonly isCopied: boolean;
}

/** Renders a button that makes a link which holds the program. */
export function ShareButton({ chapter, code }: { readonly chapter: Chapter; readonly code: string }) {
  const { t } = useLanguage();
  const make = async (): Promise<string> => new URL(await programRoute(chapter, code), location.href).href;
  return (
    <CopyButton icon="share" name={t(words.share)} label={t(words.shareLabel)} code={code} make={make}>
      {({ isCopied }) => t(isCopied ? words.shareCopied : words.shareCopy)}
    </CopyButton>
  );
}

/** See {@link ContinueButton}. */
export interface ContinueButtonProps {
  readonly chapter: Chapter;
  readonly code: string;
  /** Whether the program came by a link. */
  readonly isShared: boolean;
  readonly size: "default" | "reduced";
}

/** Renders a button that makes the command which goes on with the program in Node: it holds the program. */
export function ContinueButton({ chapter, code, isShared, size }: ContinueButtonProps) {
  const { t } = useLanguage();
  const make = async (): Promise<string> =>
    `npx omakase lesson --from "${await programRoute(chapter, code)}"${size === "reduced" ? " --quick" : ""}`;
  const file = `lessons/${chapterFolder(chapter)}/lesson.ts`;
  return (
    <CopyButton icon="toRight" name={t(words.goOn)} label={t(words.goOnLabel)} code={code + size} make={make}>
      {({ isCopied }) => (
        <>
          {t(isCopied ? words.goOnCopied : words.goOnCopy)} {t(words.goOnWhere, { file })}{" "}
          {isShared && t(words.goOnShared)}
        </>
      )}
    </CopyButton>
  );
}

/** Returns the place of a program in the page: what its link has after the page's address. */
async function programRoute(chapter: Chapter, code: string): Promise<string> {
  return routeUrl("learn", { chapter: chapterFolder(chapter), code: await packText(code) });
}

/** See {@link CopyButton}. */
interface CopyButtonProps {
  readonly icon: IconName;
  readonly name: string;
  /** Name of the field that shows the text. */
  readonly label: string;
  /** Source of the text, which is shown only as long as its source stays. */
  readonly code: string;
  readonly make: () => Promise<string>;
  /** Writes what to do with the text. */
  readonly children: (made: MadeText) => ReactNode;
}

/** Renders a button that makes a text, copies and shows it. */
function CopyButton({ icon, name, label, code, make, children }: CopyButtonProps) {
  const [made, setMade] = useState<MadeText>();
  const copy = async (): Promise<void> => {
    const text = await make();
    // pages without https have no clipboard; the field below is then there to copy from
    const isCopied = await (navigator as Partial<Navigator>).clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setMade({ code, text, isCopied: isCopied ?? false });
  };
  return (
    <>
      <Button icon={icon} onClick={() => void copy()}>
        {name}
      </Button>
      {made?.code === code && (
        <label className={styles.link}>
          <span role="status">{children(made)}</span>
          <input
            className="field"
            readOnly
            aria-label={label}
            value={made.text}
            onFocus={({ target }) => target.select()}
          />
        </label>
      )}
    </>
  );
}
