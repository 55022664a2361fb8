/** Placeholder until the screen is there. */
export default function TranslateScreen() {
  return <p>…</p>;
}
