/** Colours have at least the contrast of WCAG AA on every ground they stand on, in light and in dark. */
const colours = `
:root { color-scheme: light dark;
  --ground: #f6f7f9; --panel: #ffffff; --text: #1b2028; --muted: #56606d; --line: #dde1e7; --accent: #0b57a4;
  --good: #176339; --good-ground: #e6f4ec; --warn: #7d4a00; --warn-ground: #fdf1dc; --bad: #a8201a; --bad-ground: #fdeaea;
  --plain-ground: #eceff3; --solid: #2f6fb3; --hatch: #c26a12; --code: #f1f3f6; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #12151a; --panel: #1a1e25; --text: #e5e8ed; --muted: #a5afbc; --line: #313843; --accent: #86bdff;
  --good: #7fd8a4; --good-ground: #153325; --warn: #f3bd6c; --warn-ground: #3a2a10; --bad: #ffa59d; --bad-ground: #411c1b;
  --plain-ground: #2a313b; --solid: #5b9be0; --hatch: #e0974a; --code: #20262f; } }
`;

const layout = `
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, sans-serif;
  overflow-wrap: anywhere; }
header, nav, main { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
main { padding-bottom: 4rem; }
main:focus { outline: none; }
.brand { margin: 0; color: var(--muted); font-size: .9rem; letter-spacing: .03em; }
h1 { margin: .2rem 0 1rem; font-size: 1.9rem; line-height: 1.2; font-weight: 650; }
h2 { margin: 0 0 .3rem; font-size: 1.45rem; line-height: 1.3; }
h3 { margin: 2.2rem 0 .6rem; font-size: 1.15rem; }
h4, h5 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
p, ul, ol, dl { margin: .5rem 0; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, input:focus-visible, button:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--panel); }
.skip:focus { left: 1rem; top: 1rem; z-index: 9; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; margin: 0; padding: .7rem 0; list-style: none;
  border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
main > section, .toolbar { margin-top: 1.5rem; padding: 1.5rem; background: var(--panel); border: 1px solid var(--line);
  border-radius: 10px; }
.muted, .grants { color: var(--muted); }
.grants { display: block; font-weight: 400; font-size: .9rem; }
.hush { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.definitions { position: absolute; }
[hidden] { display: none !important; }
code { font: .88em/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; background: var(--code);
  padding: .08em .3em; border-radius: 4px; }
`;

const pieces = `
.badge { display: inline-block; padding: .05em .55em; border-radius: 1em; font-size: .86rem; font-weight: 600;
  background: var(--plain-ground); color: var(--text); }
.badge.good { background: var(--good-ground); color: var(--good); }
.badge.warn { background: var(--warn-ground); color: var(--warn); }
.badge.bad { background: var(--bad-ground); color: var(--bad); }
.effect { display: inline-block; min-width: 4.6em; padding: 0 .4em; border: 1px solid var(--line); border-radius: 4px;
  font-size: .8rem; text-align: center; color: var(--muted); }
.effect.delete, .effect.admin { color: var(--bad); border-color: currentColor; }
.effect.execute, .effect.write { color: var(--warn); border-color: currentColor; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .7rem; margin: 1.2rem 0; }
.tiles > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .7rem .9rem; border: 1px solid var(--line);
  border-radius: 8px; }
.tiles dd { margin: 0; font-size: 1.7rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.tiles dt { color: var(--muted); font-size: .88rem; }
.tiles .bad dd { color: var(--bad); }
.tiles .warn dd { color: var(--warn); }
.steps { padding-left: 1.4rem; }
.steps > li { margin: .7rem 0; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; padding: 0; list-style: none; font-size: .9rem; }
.abilities, .places { padding-left: 1.2rem; font-size: .93rem; }
.abilities > li, .places > li { margin: .3rem 0; }
.notice { padding: .6rem 0; border-top: 1px solid var(--line); }
.notice p { margin: .2rem 0; }
.facts > div { display: grid; grid-template-columns: 8rem 1fr; gap: .8rem; padding: .15rem 0; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; }
summary { cursor: pointer; color: var(--accent); }
details.operation { border-top: 1px solid var(--line); padding: .5rem 0; }
details.operation > summary { color: var(--text); }
.inside { padding: .3rem 0 .6rem 1.1rem; }
.frame p { margin: .8rem 0 .2rem; }
pre { margin: .2rem 0; padding: .6rem .8rem; overflow-x: auto; background: var(--code); border-radius: 6px;
  font: .84rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: normal; }
pre .line { display: block; }
pre .bad { color: var(--bad); font-weight: 700; }
.toolbar { display: flex; flex-wrap: wrap; gap: .8rem 2rem; align-items: end; padding: 1rem 1.5rem; }
.toolbar p { margin: 0; }
.toolbar > div { min-width: 0; max-width: 100%; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
legend, .toolbar label[for="find"] { padding: 0; color: var(--muted); font-size: .88rem; display: block; }
input[type="search"] { width: 22rem; max-width: 100%; padding: .4rem .6rem; font: inherit; color: var(--text);
  background: var(--ground); border: 1px solid var(--muted); border-radius: 6px; }
.toolbar .switch { display: inline-block; margin-right: 1rem; white-space: nowrap; }
.switches { display: grid; grid-template-columns: 3fr 2fr; gap: 1.5rem; }
.switches fieldset { max-height: 24rem; overflow: auto; padding: .3rem; }
.switches .switch { display: flex; gap: .5rem; align-items: baseline; padding: .12rem 0; }
.answer { padding: .3rem 1rem; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; }
.roles { padding: 0; list-style: none; columns: 18rem; }
button { padding: .4rem .9rem; font: inherit; color: var(--accent); background: var(--panel);
  border: 1px solid currentColor; border-radius: 6px; cursor: pointer; }
`;

const tables = `
table { width: 100%; border-collapse: collapse; font-size: .94rem; }
th, td { padding: .45rem .7rem .45rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--muted); font-weight: 500; font-size: .88rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.permissions td:first-child { width: 8.5rem; }
.permissions th[scope="row"] { width: 32%; }
.state-absent th, .state-implied th { font-weight: 500; color: var(--muted); }
tr:target, details:target > summary { background: var(--warn-ground); }
.scroll { position: relative; overflow: auto; }
.reach .bar { width: 45%; min-width: 9rem; vertical-align: middle; }
.reach th { white-space: nowrap; }
.swatch { vertical-align: -2px; margin-right: .3rem; }
svg:not(.swatch) { display: block; }
svg .minimal { fill: var(--solid); }
svg .rest { fill: var(--ground); stroke: var(--muted); stroke-width: 1px; }
.hatch-ground { fill: var(--panel); }
.hatch-line { stroke: var(--hatch); stroke-width: 2.4px; fill: none; }
.matrix { width: fit-content; max-width: 100%; border: 1px solid var(--line); border-radius: 8px; }
.matrix table { width: auto; border-collapse: separate; border-spacing: 0; font-size: .88rem; }
.matrix th, .matrix td { padding: .25rem .55rem; background: var(--panel); }
.matrix td { text-align: center; border-left: 1px solid var(--line); min-width: 2.1rem; }
.matrix thead th { position: sticky; top: 0; z-index: 2; vertical-align: bottom; }
.matrix tbody th { position: sticky; left: 0; z-index: 1; max-width: 30rem; min-width: 22rem; font-weight: 400; }
.matrix .corner { left: 0; z-index: 3; }
.matrix .upright { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.matrix .by { color: var(--good); font-weight: 700; }
.matrix .could { color: var(--muted); }
`;

const narrow = `
@media (max-width: 46rem) {
  h1 { font-size: 1.45rem; }
  header, nav, main { padding-left: .7rem; padding-right: .7rem; }
  main > section, .toolbar { padding: 1rem .8rem; }
  .permissions thead { display: none; }
  .permissions tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .permissions td, .permissions th, .permissions td:first-child, .permissions th[scope="row"] {
    display: block; width: auto; border: 0; padding: .1rem 0; }
  .facts > div { grid-template-columns: 1fr; gap: 0; }
  .switches { grid-template-columns: 1fr; }
  .inside { padding-left: .3rem; }
  .matrix tbody th { min-width: 9rem; max-width: 11rem; }
  .reach thead { display: none; }
  .reach tr { display: flex; flex-wrap: wrap; gap: .1rem .9rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .reach th, .reach td { border: 0; padding: 0; }
  .reach th { flex: 1 0 100%; }
  .reach .bar { flex: 1 0 100%; width: 100%; min-width: 0; }
  .reach .number::after { content: " " attr(data-label); color: var(--muted); font-size: .85rem; }
}
@media print {
  :root { --ground: #fff; --panel: #fff; --text: #000; --muted: #444; --line: #bbb; --code: #f4f4f4; color-scheme: light; }
  body { font-size: 10pt; }
  nav, .skip, .toolbar, .what-if { display: none !important; }
  main > section { border: 0; padding: 0; }
  .scroll, .matrix, pre { overflow: visible; max-height: none; }
  pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .matrix thead th, .matrix tbody th { position: static; }
  tr, .notice, .tiles > div { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
`;

/** The one style sheet of the page. No image, no font, nothing to fetch. */
export const styleSheet = [colours, layout, pieces, tables, narrow].join('').trim();
