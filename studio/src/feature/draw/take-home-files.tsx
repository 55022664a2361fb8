import { proxy } from "comlink";
import { useState } from "react";
import type { AttributeSetting } from "../../worker/draw/draw-request.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import { browserPrefix } from "../../worker/browser-prefix.ts";
import { engine, pageUrl } from "../../worker/client.ts";
import { useManifest } from "../../storage/manifest.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { saveFile } from "../../component/save-file.ts";
import styles from "./take-home-files.module.css";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./take-home-words.ts";

/** Sides of a saved picture, px. */
const sizes = [64, 128, 256, 512];
/** Film through the pictures at hand: frames to the next picture, frames a second, side in px. */
const film = { steps: 12, rate: 15, size: 256 };
const maxKeyframes = 6;

/** Offers files of the picture and of the model: PNG, GIF, model file, ONNX, a site, a page, and a snippet. */
export default function TakeHomeFiles({ state }: { readonly state: DrawState }) {
  const { t } = useLanguage();
  const { facts, chosen, batch, settings } = state;
  const { data: manifest } = useManifest();
  const { busy, notice, error, run } = useExport();
  const { id } = facts;
  const hasServer = manifest?.kind === "server" && !id.startsWith(browserPrefix);
  const attributes = attributeList(facts, settings.attributeSettings);
  const snippet = `<script type="module" src="element/omakase-picture.js"></script>
<omakase-picture model="${id}.omakase"${attributes && ` attributes="${attributes}"`} seed="7"></omakase-picture>`;

  const makeGif = async (): Promise<Uint8Array> => {
    const keyframes = batch.slice(0, maxKeyframes).map(({ recipe }) => recipe);
    const frames = keyframes.length * film.steps;
    const plan = { keyframes, path: "sphere", loop: "round", frames, size: film.size } as const;
    return await engine().morph.file(
      id,
      plan,
      { format: "gif", rate: film.rate },
      proxy(() => undefined),
    );
  };
  const fetchZip = async (kind: "site" | "page"): Promise<Blob> => {
    const address = new URL(`export/${encodeURIComponent(id)}/${kind}.zip`, pageUrl);
    address.search = String(new URLSearchParams({ attributes }));
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
    return await answer.blob();
  };
  const copySnippet = async (): Promise<void> => {
    await navigator.clipboard.writeText(snippet);
  };

  return (
    <div className={styles.rows} aria-busy={busy}>
      <div role="group" aria-labelledby="take-picture">
        <h3 id="take-picture">{t(words.takePicture)}</h3>
        <div className="row">
          {sizes.map((size) => (
            <Button
              key={size}
              icon="save"
              disabled={busy || !chosen}
              onClick={() => run(`omakase-${id}-${size}.png`, "image/png", () => engine().export.png(chosen!, size))}
            >
              {t(words.takePng, { size: String(size) })}
            </Button>
          ))}
          <Button
            icon="save"
            disabled={busy || batch.length < 2}
            onClick={() => run(`omakase-${id}.gif`, "image/gif", makeGif)}
          >
            {t(words.takeGif)}
          </Button>
        </div>
      </div>
      <div role="group" aria-labelledby="take-model">
        <h3 id="take-model">{t(words.takeModel)}</h3>
        <div className="row">
          <Button
            icon="save"
            disabled={busy}
            onClick={() => run(`${id}.omakase`, "application/octet-stream", () => engine().export.modelFile(id))}
          >
            {t(words.takeModelFile)}
          </Button>
          <Button
            icon="save"
            disabled={busy}
            onClick={() => run(`${id}.onnx`, "application/octet-stream", () => engine().export.onnx(id))}
          >
            ONNX
          </Button>
          {hasServer && (
            <Button
              icon="save"
              disabled={busy}
              onClick={() => run(`${id}-site.zip`, "application/zip", () => fetchZip("site"))}
            >
              {t(words.takeSite)}
            </Button>
          )}
        </div>
      </div>
      <div role="group" aria-labelledby="take-page">
        <h3 id="take-page">{t(words.takePage)}</h3>
        <pre className={styles.snippet} tabIndex={0}>
          {snippet}
        </pre>
        <div className="row">
          <Button icon="copy" disabled={busy} onClick={() => run(undefined, "", copySnippet)}>
            {t(words.takeSnippet)}
          </Button>
          {hasServer && (
            <Button
              icon="save"
              disabled={busy}
              onClick={() => run(`${id}-page.zip`, "application/zip", () => fetchZip("page"))}
            >
              {t(words.takePageZip)}
            </Button>
          )}
        </div>
        <p className="muted">{t(hasServer ? words.takePageWhy : words.takePageWhySite)}</p>
      </div>
      <p className="muted" role="status">
        {busy ? t(words.taking) : notice && t(notice.text, notice.values)}
      </p>
      <ErrorNote error={error} />
    </div>
  );
}

interface Notice {
  readonly text: (typeof words)["taken"];
  readonly values?: Readonly<Record<string, string>>;
}

/** Runs one export at a time and saves what it makes under a name; without a name it only copies. */
function useExport() {
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<Notice>();
  const [error, setError] = useState<unknown>();
  const run = (name: string | undefined, type: string, make: () => Promise<Uint8Array | Blob | void>): void => {
    setBusy(true);
    setNotice(undefined);
    setError(undefined);
    make()
      .then((made) => {
        if (made === undefined || name === undefined) return setNotice({ text: words.snippetCopied });
        setNotice({ text: words.taken, values: { name: saveFile(name, made, type) } });
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { busy, notice, error, run };
}

/** Writes the settings of a draw as the element takes them: `hairColor: pink; glasses: yes`. */
function attributeList({ attributes }: RunFacts, settings: readonly AttributeSetting[]): string {
  const conditions = (attributes?.tags ?? []).flatMap(({ name, kind, choices }, at) => {
    const setting = settings[at];
    if (typeof setting !== "number") return [];
    return [`${name}: ${kind === "number" ? Math.round(setting) : choices[setting].name}`];
  });
  return conditions.join("; ");
}
