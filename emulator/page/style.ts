/** The look of the page: system fonts, two colour schemes by the reader's own choice, nothing from elsewhere. */
export const style = `
:root {
  --ground: #f4f5f7; --card: #ffffff; --line: #e0e3e8; --line-strong: #c3c9d2; --text: #1b2330; --faint: #5b6675;
  --accent: #2f5fd0; --accent-text: #ffffff; --good: #17693a; --good-ground: #e2f4e8; --bad: #a3262b; --bad-ground: #fbe7e7;
  --wait: #7a5200; --wait-ground: #fdf0d2; --quiet-ground: #eceff3; --focus: #2f5fd0;
  --shadow: 0 1px 2px rgb(20 30 50 / 6%);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161d; --card: #1a2029; --line: #2a323e; --line-strong: #465162; --text: #e5e9ef; --faint: #9aa6b6;
    --accent: #7ea2f5; --accent-text: #0d1320; --good: #7fd49b; --good-ground: #173526; --bad: #f39a9a; --bad-ground: #43201f;
    --wait: #f0c673; --wait-ground: #3d3013; --quiet-ground: #252d38; --focus: #9db8f8; --shadow: none;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
h1, h2, h3, h4, p, ul, dl, dd, pre { margin: 0; }
ul { padding: 0; list-style: none; }
h1 { font-size: 1.15rem; line-height: 1.3; }
h2 { font-size: 1rem; }
h3 { font-size: .95rem; }
h4 { font-size: .8rem; color: var(--faint); font-weight: 600; margin: .75rem 0 .25rem; }
code, pre, .path, .method, dd, dt { font-family: var(--mono); font-size: .8rem; }
.faint { color: var(--faint); font-size: .85rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--card); padding: .5rem 1rem; border-radius: 6px; }
.skip:focus { top: .5rem; }

header { display: flex; flex-wrap: wrap; align-items: center; gap: .85rem; padding: 1rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line); }
.title { flex: 1 1 14rem; }
#address { color: var(--faint); font-family: var(--mono); font-size: .8rem; }
.clock { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; }
.clock time { font-family: var(--mono); font-size: .85rem; font-variant-numeric: tabular-nums; }
.group { display: inline-flex; }
.group button { border-radius: 0; margin-left: -1px; }
.group button:first-child { border-radius: 6px 0 0 6px; margin-left: 0; }
.group button:last-child { border-radius: 0 6px 6px 0; }
.group button:focus-visible { position: relative; }
#problem { margin: 1rem 1.5rem 0; padding: .65rem 1rem; border-radius: 8px; background: var(--bad-ground); color: var(--bad); }

main { display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); gap: 1.25rem; padding: 1.25rem 1.5rem; max-width: 100rem; margin: 0 auto; }
@media (max-width: 62rem) { main { grid-template-columns: minmax(0, 1fr); padding: 1rem; } header { padding: 1rem; } }
.column { display: flex; flex-direction: column; gap: 1.25rem; min-width: 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); overflow: hidden; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .65rem; padding: .75rem 1rem; border-bottom: 1px solid var(--line); min-height: 3.5rem; }
.bar h2 { flex: 1; white-space: nowrap; }
.bar input[type="search"] { flex: 0 1 16rem; min-width: 8rem; }
.count { color: var(--faint); font-weight: 400; margin-left: .25rem; }
.empty { padding: 1rem; color: var(--faint); }
.switch { display: inline-flex; align-items: center; gap: .35rem; font-size: .85rem; color: var(--faint); }

button, input, select { font: inherit; font-size: .875rem; color: inherit; }
button { background: var(--card); border: 1px solid var(--line-strong); border-radius: 6px; padding: .35rem .8rem; cursor: pointer; }
button:hover:not(:disabled) { background: var(--quiet-ground); }
button:disabled { opacity: .5; cursor: default; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-text); font-weight: 600; }
button.danger { background: var(--bad); border-color: var(--bad); color: var(--card); font-weight: 600; }
button.main:hover, button.danger:hover { filter: brightness(1.08); background: var(--accent); }
button.danger:hover { background: var(--bad) !important; }
button.small { padding: .15rem .6rem; font-size: .8rem; }
button.quiet { border-color: transparent; background: none; color: var(--faint); }
button.good { color: var(--good); }
button.bad { color: var(--bad); }
button.strong { border-color: var(--bad); border-style: dashed; }
.undo { padding: .5rem 1rem; border-bottom: 1px solid var(--line); background: var(--quiet-ground); font-size: .875rem; }
input, select { background: var(--card); border: 1px solid var(--line-strong); border-radius: 6px; padding: .35rem .6rem; }
input[type="checkbox"] { accent-color: var(--accent); margin: 0; }
::placeholder { color: var(--faint); opacity: .85; }

.customers > li { padding: .85rem 1rem; border-top: 1px solid var(--line); }
.customers > li:first-child { border-top: 0; }
.who { display: flex; justify-content: space-between; align-items: flex-start; gap: 1rem; }
.who code { overflow-wrap: anywhere; }
.tags:empty { display: none; }
.tags { display: flex; gap: .35rem; margin-top: .25rem; }
.tag { font-size: .75rem; padding: 0 .45rem; border-radius: 4px; background: var(--quiet-ground); color: var(--faint); white-space: nowrap; }
.none { color: var(--faint); font-size: .85rem; margin-top: .35rem; }
.qualifications { margin-top: .5rem; }
.qualifications > li { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .4rem .75rem; padding: .45rem .65rem; border: 1px solid var(--line); border-radius: 8px; margin-top: .35rem; }
.what { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem .6rem; }
.kind { font-weight: 600; font-size: .875rem; }
.decisions { display: flex; gap: .35rem; margin-left: auto; }
.pill { display: inline-block; padding: 0 .55rem; border-radius: 99px; font-size: .75rem; font-weight: 600; line-height: 1.45rem; background: var(--quiet-ground); color: var(--faint); white-space: nowrap; }
.pill.good { background: var(--good-ground); color: var(--good); }
.pill.bad { background: var(--bad-ground); color: var(--bad); }
.pill.wait { background: var(--wait-ground); color: var(--wait); }

table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th { text-align: left; font-weight: 600; color: var(--faint); font-size: .8rem; }
th, td { padding: .45rem 1rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }

.scrolls { max-height: max(20rem, calc(100vh - 20rem)); overflow-y: auto; scrollbar-gutter: stable; }
#code-list.scrolls { max-height: 16rem; }
.requests { scrollbar-gutter: stable; max-height: max(18rem, calc(100vh - 38rem)); overflow-y: auto; }
.requests details { border-top: 1px solid var(--line); }
.requests details:first-child { border-top: 0; }
summary { display: flex; align-items: center; gap: .6rem; padding: .45rem 1rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--quiet-ground); }
summary:focus-visible { outline-offset: -2px; }
summary .pill { min-width: 2.9rem; text-align: center; }
.method { font-weight: 600; min-width: 2.8rem; }
.path { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.full.path { overflow-wrap: anywhere; white-space: normal; margin-bottom: .3rem; }
.detail { padding: 0 1rem .85rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .85rem; }
dt { color: var(--faint); }
dd { overflow-wrap: anywhere; }
pre { margin-top: .4rem; padding: .6rem .75rem; border-radius: 6px; background: var(--ground); border: 1px solid var(--line); overflow: auto; max-height: 18rem; white-space: pre-wrap; overflow-wrap: anywhere; }

.scenario-form { padding: .75rem 1rem; }
textarea { display: block; width: 100%; resize: vertical; font-family: var(--mono); font-size: .8rem; line-height: 1.5; color: inherit; background: var(--card); border: 1px solid var(--line-strong); border-radius: 6px; padding: .5rem .6rem; }
.form-error { color: var(--bad); font-size: .85rem; margin-top: .4rem; }
.form-error:empty { display: none; }

.fault-form { display: flex; flex-wrap: wrap; align-items: flex-end; gap: .6rem; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
.fault-form .field { flex: 1 1 9rem; margin: 0; }
.faults > li { display: flex; align-items: center; gap: .6rem; padding: .5rem 1rem; border-top: 1px solid var(--line); }
.faults > li:first-child { border-top: 0; }
.faults .faint { flex: 1; min-width: 0; overflow-wrap: anywhere; }

.field { display: flex; flex-direction: column; gap: .2rem; margin-top: .75rem; }
.field > span { font-size: .8rem; font-weight: 600; color: var(--faint); }
.field input, .field select { width: 100%; }
.field small { color: var(--faint); }
dialog { width: min(30rem, calc(100vw - 2rem)); padding: 1.25rem; color: inherit; background: var(--card); border: 1px solid var(--line-strong); border-radius: 12px; box-shadow: 0 12px 40px rgb(0 0 0 / 25%); }
dialog::backdrop { background: rgb(10 14 22 / 45%); }
dialog p { color: var(--faint); margin-top: .25rem; }
.actions { display: flex; justify-content: flex-end; gap: .5rem; margin-top: 1.25rem; }
footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 2rem; padding: 0 1.5rem 1.5rem; max-width: 100rem; margin: 0 auto; color: var(--faint); font-size: .85rem; }
@media (prefers-reduced-motion: no-preference) { button, summary { transition: background-color .12s; } }
`;
