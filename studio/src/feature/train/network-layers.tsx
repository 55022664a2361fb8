import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LearnedLayer, NetworkLayers as Network, Text } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../component/note.tsx";
import styles from "./network-layers.module.css";
import { trainingBackends } from "./training-backend.ts";
import type { PlacedTraining } from "./trainings.ts";
import { words } from "./words.ts";

/** Names of networks that built-in models have; others keep the name in their file. */
const networkNames: Readonly<Record<string, Text>> = {
  encoder: words.encoderNetwork,
  decoder: words.decoderNetwork,
  generator: words.generatorNetwork,
  discriminator: words.discriminatorNetwork,
  flow: words.flowNetwork,
};

/** Renders the layers of a training's networks with their shapes, folded until they are wanted. */
export function NetworkLayers({ training: { backend, job } }: { readonly training: PlacedTraining }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { data: networks, error } = useQuery({
    queryKey: ["layers", backend, job.id, job.plan.seed],
    queryFn: () => trainingBackends[backend].layers(job.id),
    enabled: isOpen,
    staleTime: Infinity,
  });
  return (
    <details className={`panel ${styles.layers}`} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{t(words.layers)}</h2>
      </summary>
      <p className="muted">{t(words.layersHow)}</p>
      <ErrorNote error={error} />
      <div className={styles.networks}>
        {networks?.map((network) => (
          <NetworkTable key={network.name} {...{ network }} />
        ))}
      </div>
    </details>
  );
}

function NetworkTable({ network: { name, input, layers } }: { readonly network: Network }) {
  const { t, formatNumber } = useLanguage();
  const shapeText = ([channels, rows, columns]: readonly number[]): string =>
    columns === undefined ? t(words.layerVector, { count: channels }) : t(words.layerGrid, { channels, rows, columns });
  const kindText = ({ kind, kernel: [rows, columns] = [1, 1] }: LearnedLayer): string =>
    t(words[kind], { rows, columns });
  const network = Object.hasOwn(networkNames, name) ? t(networkNames[name]) : name;
  const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  return (
    <table>
      <caption>{t(words.networkLayers, { network })}</caption>
      <thead>
        <tr>
          {([words.layer, words.layerOutput, words.layerParameters] as const).map((column) => (
            <th key={column.en} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t(words.layerInput)}</th>
          <td>{shapeText(input)}</td>
          <td />
        </tr>
        {layers.map((layer) => (
          <tr key={layer.path}>
            <th scope="row">
              {kindText(layer)} <small className="muted">{layer.path}</small>
            </th>
            <td>{shapeText(layer.output)}</td>
            <td>{formatNumber(layer.parameters)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t(words.layerTotal)}</th>
          <td />
          <td>{formatNumber(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
