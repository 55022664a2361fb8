import { useState } from "react";
import { maxWallName } from "omakase/studio";
import { useLanguage } from "../../../language/language.tsx";
import type { Membership } from "./wall.ts";
import styles from "./wall.module.css";
import { words } from "./words.ts";

/** See {@link MembershipForm}. */
export interface MembershipFormProps {
  readonly membership: Membership;
  /** Whether the form asks for the learner's name, too. */
  readonly asksName?: boolean;
  /** Words on the button. */
  readonly label: string;
  readonly onSubmit: (membership: Membership) => void;
}

/** Renders the form that asks for the join code of the class. */
export function MembershipForm({ membership, asksName = false, label, onSubmit }: MembershipFormProps) {
  const { t } = useLanguage();
  const [{ code, name }, setMembership] = useState(membership);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ code: code.trim(), name: name.trim() });
      }}
    >
      <label>
        {t(words.joinCode)}
        <input
          className="field"
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          onChange={({ target }) => setMembership({ code: target.value, name })}
        />
      </label>
      {asksName && (
        <label>
          {t(words.name)}
          <input
            className="field"
            autoComplete="nickname"
            maxLength={maxWallName}
            value={name}
            onChange={({ target }) => setMembership({ code, name: target.value })}
          />
        </label>
      )}
      <button type="submit" className="button" data-look="main">
        {label}
      </button>
      {asksName && <p className="muted">{t(words.seen)}</p>}
    </form>
  );
}
