/** Style sheet of the page, in the colours of the figures' theme. */
export const pageStyle = `
:root { --paper: #fcfbf8; --card: #fff; --ink: #22201c; --muted: #68625a; --rule: #e5dfd3; --accent: #b8410f;
  --soft: #f6efe6; --blue: #1a64a6; --blue-soft: #dbe8f4; --red-soft: #fadfd2; --green: #4c5c22; --green-soft: #eff2e4;
  --shadow: 0 1px 2px rgb(60 45 20 / .06), 0 8px 28px -12px rgb(60 45 20 / .16); color-scheme: light; }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --paper: #171512; --card: #201d19; --ink: #f0ebe2;
  --muted: #aaa294; --rule: #36312a; --accent: #f0895a; --soft: #241f1a; --blue: #85bdf0; --blue-soft: #1a2a38;
  --red-soft: #3a241a; --green: #c0cf8c; --green-soft: #262b18; --shadow: 0 0 0 1px #2b2722; color-scheme: dark; } }
:root[data-theme=dark] { --paper: #171512; --card: #201d19; --ink: #f0ebe2; --muted: #aaa294; --rule: #36312a;
  --accent: #f0895a; --soft: #241f1a; --blue: #85bdf0; --blue-soft: #1a2a38; --red-soft: #3a241a; --green: #c0cf8c;
  --green-soft: #262b18; --shadow: 0 0 0 1px #2b2722; color-scheme: dark; }
html[lang=ja] [lang=en], html[lang=en] [lang=ja] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 76px; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 16px/1.85 "Hiragino Sans", "Yu Gothic UI",
  "Noto Sans JP", "Noto Sans CJK JP", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; }
html[lang=en] body { line-height: 1.65; font-family: system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans JP", sans-serif; }
html[lang=ja] :is(h1, h2, h3, dt, .eyebrow, .station, .card, .comparison) { word-break: auto-phrase; }
h1, h2, h3 { line-height: 1.35; margin: 0; text-wrap: balance; font-weight: 700; letter-spacing: .01em; }
html[lang=en] :is(h1, h2, h3) { letter-spacing: -.01em; }
h1 { font-size: clamp(28px, 4.6vw, 50px); line-height: 1.25; }
h2 { font-size: clamp(23px, 2.9vw, 34px); }
h2 small { display: inline-block; font-size: .52em; color: var(--muted); font-weight: 500; margin-left: .6em; white-space: nowrap; }
h3 { font-size: 17px; }
p { margin: 0; }
html[lang=en] p { text-wrap: pretty; }
a { color: inherit; }
img { display: block; max-width: 100%; height: auto; }
code { font: 500 .9em/1.6 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", Menlo, monospace; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
main { max-width: 1180px; margin: 0 auto; padding: 0 clamp(18px, 4vw, 40px) 64px; }
section { padding-block: clamp(48px, 7vw, 92px); border-top: 1px solid var(--rule); }
.lead { font-size: 17px; color: var(--muted); max-width: 42em; margin-top: 14px; }
.lead strong { color: var(--ink); }
button { font: inherit; font-size: 13px; line-height: 1; color: var(--ink); background: var(--card); cursor: pointer;
  border: 1px solid var(--rule); border-radius: 999px; padding: 10px 15px; }
button:hover { border-color: var(--accent); color: var(--accent); }
[hidden] { display: none !important; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

.bar { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 10px; min-height: 60px;
  padding: 8px clamp(18px, 4vw, 40px); background: color-mix(in srgb, var(--paper) 90%, transparent);
  backdrop-filter: blur(10px); border-bottom: 1px solid var(--rule); }
.brand { font-weight: 700; font-size: 18px; text-decoration: none; color: var(--accent); white-space: nowrap; }
.bar nav { display: flex; gap: 4px; margin-inline: 14px auto; overflow-x: auto; scrollbar-width: none; }
.bar nav a { text-decoration: none; font-size: 14px; padding: 6px 11px; border-radius: 999px; white-space: nowrap; color: var(--muted); }
.bar nav a:hover { background: var(--soft); color: var(--ink); }
.bar button { flex: none; white-space: nowrap; }
.look { display: grid; place-items: center; padding: 8px; }

.hero { border: 0; padding-top: clamp(36px, 6vw, 76px); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr)); gap: 18px; margin-top: 40px; }
@media (min-width: 641px) and (max-width: 950px) { .cards:has(> :nth-child(4):last-child) { grid-template-columns: 1fr 1fr; } }
.card { display: flex; flex-direction: column; background: var(--card); border-radius: 14px; overflow: hidden;
  max-width: 440px;
  text-decoration: none; box-shadow: var(--shadow); transition: translate .15s; }
.card:hover { translate: 0 -3px; }
.card .cover { aspect-ratio: 1; background: #fcfbf8; display: grid; place-items: center; overflow: hidden; }
.cover picture { display: contents; }
.card .cover img { width: 100%; scale: 1.1; height: 100%; aspect-ratio: 1; object-fit: cover; object-position: 50% 50%; }
.card .cover.morph img { object-position: 0 50%; scale: 1.08; }
.card .cover.reconstructions img { object-position: 100% 50%; scale: 1.34; transform-origin: 79% 50%; }
.card .words { padding: 16px 18px 18px; display: grid; gap: 2px; }
.card .words > span { color: var(--muted); font-size: 14px; }
.card small { font-weight: 400; color: var(--muted); margin-left: .6em; font-size: 13px; }
.pixels { image-rendering: pixelated; }

.intro { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: clamp(28px, 5vw, 64px); align-items: start; }
.eyebrow { color: var(--accent); font-weight: 700; font-size: 14px; margin-bottom: 6px; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 14px 24px; margin: 28px 0 0; }
.facts div:first-child { grid-column: 1 / -1; }
.facts dt { font-size: 12.5px; color: var(--muted); line-height: 1.5; }
.facts dd { margin: 0; font-weight: 600; line-height: 1.5; font-variant-numeric: tabular-nums; }
.warning { margin-top: 18px; padding: 12px 16px; background: var(--red-soft); border-radius: 10px; font-size: 15px; }
figure { margin: 0; display: flex; flex-direction: column; gap: 12px; min-width: 0; }
.sheet { background: #fcfbf8; border-radius: 12px; box-shadow: 0 0 0 1px var(--rule), var(--shadow); overflow-x: auto; display: grid; }
.sheet img { margin: auto; }
figcaption { font-size: 15px; color: var(--muted); line-height: 1.75; }
figcaption b { color: var(--green); background: var(--green-soft); border-radius: 5px; padding: 2px 8px; font-size: 12.5px; margin-right: 4px; }
.first h3 { display: none; }
.figures { display: grid; gap: clamp(44px, 5vw, 64px); margin-top: clamp(44px, 5vw, 64px); }
.figures figure { display: grid; grid-template: "sheet head" auto "sheet look" 1fr / minmax(0, 1fr) clamp(240px, 26vw, 300px);
  gap: 10px clamp(28px, 4vw, 48px); align-items: start; }
.figures h3 { grid-area: head; padding-top: 8px; font-size: 20px; }
.figures .sheet { grid-area: sheet; }
.figures figcaption { grid-area: look; }
.morph .sheet { padding: clamp(14px, 2.5vw, 28px); background: var(--card); }
.morph .sheet img { min-width: min(100%, 320px); }

.flow { display: flex; align-items: center; gap: 12px; }
.arrow { flex: none; color: var(--muted); }
.station { display: grid; text-align: center; line-height: 1.4; padding: 12px 18px; border-radius: 12px; background: var(--card);
  border: 1px solid var(--rule); min-width: 92px; white-space: nowrap; overflow-wrap: normal; }
.station b { font-size: 15px; } .station small { color: var(--muted); font-size: 12.5px; }
.station.network { border-color: transparent; background: var(--blue-soft); padding-block: 22px; }
.station.bottleneck { padding-inline: 12px; min-width: 84px; border-style: dashed; border-color: var(--muted); }
.station.generator { border-color: transparent; background: var(--red-soft); padding-block: 20px; }
.station.discriminator { border-color: transparent; background: var(--blue-soft); padding-block: 20px; }
.join { display: grid; gap: 14px; justify-items: end; padding-right: 16px; border-right: 1.5px solid var(--muted); border-radius: 0 12px 12px 0; }
.lesson { margin-top: clamp(40px, 5vw, 56px); padding: 28px clamp(16px, 3vw, 32px); background: var(--soft); border-radius: 16px; }
.lesson > .flow { justify-content: center; }
.chapter { margin: 14px auto 0; max-width: 60em; text-align: center; font-size: 14.5px; }
.lesson > p { text-align: center; color: var(--muted); font-size: 14.5px; margin-top: 16px; }

.questions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 20px; margin-top: 56px; }
.question { background: var(--card); border-radius: 14px; padding: 26px 28px; box-shadow: var(--shadow); }
.question h3 { margin-bottom: 10px; font-size: 18px; }
.question:only-child { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); gap: 12px 40px; }
.numbers { margin-top: 32px; font-size: 15px; color: var(--muted); }
.numbers summary { cursor: pointer; width: fit-content; }
.numbers table { border-collapse: collapse; margin-top: 10px; }
.numbers :is(th, td) { text-align: left; font-weight: 400; padding: 5px 28px 5px 0; border-bottom: 1px solid var(--rule); }
.numbers td { font-variant-numeric: tabular-nums; color: var(--ink); text-align: right; padding-right: 0; }

.scroll { overflow-x: auto; margin-top: 32px; }
.comparison { border-collapse: collapse; width: 100%; min-width: 560px; }
.comparison :is(th, td) { text-align: left; padding: 15px 18px 15px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
.comparison thead :is(th, td) { padding-top: 0; }
.comparison tbody th { font-weight: 500; width: 22%; }
.comparison small { display: block; color: var(--muted); font-size: 13px; line-height: 1.5; }
.mark { display: inline-flex; gap: 5px; vertical-align: middle; }
.mark i { width: 11px; height: 11px; border-radius: 50%; border: 1.5px solid var(--muted); opacity: .45; }
.mark i.on { background: var(--accent); border-color: var(--accent); opacity: 1; }

.tries { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(440px, 100%), 1fr)); gap: 18px; margin-top: 36px; }
.try { background: var(--card); border-radius: 14px; padding: 22px 24px 24px; box-shadow: var(--shadow); display: flex; flex-direction: column; gap: 6px; min-width: 0; }
.try p { color: var(--muted); font-size: 15px; }
.command { display: flex; align-items: center; gap: 10px; margin-top: auto; padding: 8px 8px 8px 14px; background: var(--soft); border-radius: 10px; }
.command code { flex: 1; min-width: 0; padding-block: 5px; word-break: normal; overflow-wrap: anywhere; }
.command button { flex: none; }
.command .done, .command .copied .idle { display: none; }
.command .copied .done { display: inline; color: var(--green); }
.terms { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); gap: 30px clamp(28px, 4vw, 52px); margin: 40px 0 0; }
.terms dt { font-weight: 700; }
.terms dd { margin: 4px 0 0; color: var(--muted); font-size: 15px; }
footer { border-top: 1px solid var(--rule); padding-top: 36px; color: var(--muted); font-size: 14px; }
footer h2 { font-size: 16px; }
footer ul { padding-left: 1.2em; margin: 12px 0 0; }

@media (max-width: 1120px) { .flow { gap: 8px; } .station { padding-inline: 12px; min-width: 76px; } .station.bottleneck { padding-inline: 9px; } }
@media (max-width: 900px) {
  .figures figure { grid-template: "head" "sheet" "look" / minmax(0, 1fr); gap: 12px; }
  .intro { grid-template-columns: minmax(0, 1fr); }
  .question:only-child { grid-template-columns: minmax(0, 1fr); }
  .question:only-child h3 { margin-bottom: 0; }
}
@media (max-width: 820px) {
  .flow { flex-direction: column; }
  .lesson .station { min-width: 190px; }
  .arrow { rotate: 90deg; }
  .join { justify-items: center; padding: 0 0 14px; border: 0; border-bottom: 1.5px solid var(--muted); border-radius: 0 0 12px 12px; }
}
.swipe { display: none; }
@media (max-width: 640px) {
  .cards { gap: 12px; margin-top: 28px; }
  .card { flex-direction: row; max-width: none; align-items: center; }
  .card .cover { flex: 0 0 40%; }
  .card .words { padding: 12px 16px; }
  .card small { display: block; margin: 0; }
  .swipe { display: block; font-size: 12.5px; color: var(--muted); text-align: right; margin-bottom: 2px; }
  .bar { flex-wrap: wrap; gap: 8px; padding-block: 8px 0; }
  .brand { margin-right: auto; }
  .bar nav { order: 3; width: 100%; margin: 0 0 0 -11px; padding-bottom: 6px; }
  html { scroll-padding-top: 110px; }
  .sheet { margin-inline: calc(-1 * clamp(18px, 4vw, 40px) + 6px); border-radius: 10px; }
  .losses .sheet img, .balance .sheet img, .health .sheet img { max-width: none; width: 600px; }
  .over-time .sheet img, .latent-map .sheet img, .morph-strip .sheet img { max-width: none; width: 520px; }
  .comparison { min-width: 0; }
  .comparison :is(th, td) { padding: 12px 10px 12px 0; }
  .comparison td small { display: none; }
  .question { padding: 22px; }
  .try { padding: 20px; }
}
@media print { .bar, button { display: none !important; } section { break-inside: avoid; padding-block: 24px; } }
`;
