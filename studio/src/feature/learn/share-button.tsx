import { useState } from "react";
import { routeUrl } from "../../app/route.ts";
import { Button } from "../../component/button.tsx";
import { useLanguage } from "../../language/language.tsx";
import { packText } from "../../worker/link-text.ts";
import styles from "./learn.module.css";
import { words } from "./words.ts";

/** Renders a button that makes a link which holds the program. */
export function ShareButton({ folder, code }: { readonly folder: string; readonly code: string }) {
  const { t } = useLanguage();
  const [link, setLink] = useState<{ readonly code: string; readonly url: string; readonly isCopied: boolean }>();
  const share = async (): Promise<void> => {
    const url = new URL(routeUrl("learn", { chapter: folder, code: await packText(code) }), location.href).href;
    // pages without https have no clipboard; the field below is then there to copy from
    const isCopied = await (navigator as Partial<Navigator>).clipboard?.writeText(url).then(
      () => true,
      () => false,
    );
    setLink({ code, url, isCopied: isCopied ?? false });
  };
  return (
    <>
      <Button icon="share" onClick={() => void share()}>
        {t(words.share)}
      </Button>
      {link?.code === code && (
        <label className={styles.link}>
          <span role="status">{t(link.isCopied ? words.shareCopied : words.shareCopy)}</span>
          <input
            className="field"
            readOnly
            aria-label={t(words.shareLabel)}
            value={link.url}
            onFocus={({ target }) => target.select()}
          />
        </label>
      )}
    </>
  );
}
