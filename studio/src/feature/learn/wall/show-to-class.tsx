import { useState } from "react";
import { Button } from "../../../component/button.tsx";
import { ErrorNote } from "../../../component/note.tsx";
import { useLanguage } from "../../../language/language.tsx";
import { MembershipForm } from "./membership-form.tsx";
import { hangUp, takeDown, useMembership } from "./wall.ts";
import { words } from "./words.ts";

/** See {@link ShowToClass}. */
export interface ShowToClassProps {
  /** Address of the picture in this page. */
  readonly url: string;
  /** Folder of the chapter that drew it. */
  readonly chapter: string;
}

/** Renders a button that hangs a picture on the wall of the class, and one that takes it back. */
export default function ShowToClass({ url, chapter }: ShowToClassProps) {
  const { t } = useLanguage();
  const [membership, setMembership] = useMembership();
  const [state, setState] = useState<"idle" | "asks" | "sending">("idle");
  const [hung, setHung] = useState<{ readonly number: number; readonly key: string }>();
  const [error, setError] = useState<unknown>();

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setState("sending");
    setError(undefined);
    await work().then(
      () => setState("idle"),
      (thrown: unknown) => {
        setError(thrown);
        setState("asks");
      },
    );
  };
  const send = (member: typeof membership): Promise<void> =>
    attempt(async () => {
      setHung(await hangUp(url, chapter, member));
      setMembership(member);
    });
  const takeBack = ({ number, key }: NonNullable<typeof hung>): Promise<void> =>
    attempt(async () => {
      await takeDown(number, key);
      setHung(undefined);
    });

  return (
    <>
      {hung ? (
        <p className="row" role="status">
          {t(words.shown)}
          <Button onClick={() => void takeBack(hung)}>{t(words.takeBack)}</Button>
        </p>
      ) : (
        <Button icon="share" disabled={state === "sending"} onClick={() => setState("asks")}>
          {t(words.show)}
        </Button>
      )}
      {!hung && state === "asks" && (
        <MembershipForm
          membership={membership}
          asksName
          label={t(words.show)}
          onSubmit={(member) => void send(member)}
        />
      )}
      {error !== undefined && <ErrorNote error={error} />}
    </>
  );
}
