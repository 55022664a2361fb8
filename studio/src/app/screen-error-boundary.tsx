import { Component, useState, type ReactNode } from "react";
import { pageUrl } from "../worker/client.ts";
import { useManifest } from "../storage/manifest.ts";
import { useLanguage } from "../language/language.tsx";
import { Button } from "../component/button.tsx";
import { EmptyNote } from "../component/note.tsx";
import { words } from "./words.ts";

/** Catches a screen that fails or cannot be fetched, and shows the error in its place. */
export class ScreenErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <FailedNote /> : this.props.children;
  }
}

function FailedNote() {
  const { t } = useLanguage();
  const { data: manifest } = useManifest();
  const [state, setState] = useState<"idle" | "asking" | "away">("idle");
  const again = async (): Promise<void> => {
    setState("asking");
    try {
      const answer = await fetch(pageUrl, { method: "HEAD", cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      setState("away"); // to load the page now would leave nothing at all
      return;
    }
    // browsers may cache a failed fetch until the page reloads; the address keeps the screen
    location.reload();
  };
  return (
    <EmptyNote>
      <div role="alert">
        <h1>{t(words.broken)}</h1>
        <p>{t(manifest?.kind === "site" ? words.brokenSite : words.brokenServer)}</p>
      </div>
      <Button variant="main" disabled={state === "asking"} onClick={() => void again()}>
        {t(words.tryAgain)}
      </Button>
      <p role="status">{state === "away" && t(words.stillAway)}</p>
    </EmptyNote>
  );
}
