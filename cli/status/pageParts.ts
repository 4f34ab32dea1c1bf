/** The style of the page. Wide, it is a table whose head stays in sight; narrow, each row is a card; on paper the head is on every sheet. */
export const style = `
:root { color-scheme: light dark; --ground: #ffffff; --text: #1b1f24; --faint: #59636e; --line: #d0d7de; --raised: #f4f6f8;
  --bad: #b42318; --bad-ground: #fdf0ef; --late: #8a5a00; --late-ground: #fdf6e3; --busy: #0b62b8; --good: #1a7437; --odd: #6b3fa0; --other: #59636e;
  background: var(--ground); color: var(--text); font: 16px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181d; --text: #e6e9ed; --faint: #a3adb8; --line: #39424d; --raised: #1d232a;
    --bad: #ff9a8f; --bad-ground: #341d1c; --late: #f0be5a; --late-ground: #312817; --busy: #7fbcff; --good: #6fd08c; --odd: #cfa9f5; --other: #a3adb8 }
}
* { box-sizing: border-box }
body { max-width: 90rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .3rem; overflow-wrap: anywhere }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem }
header p, footer p, .count, .minor, .id, dd { color: var(--faint) }
header p { margin: 0 }
ul { list-style: none; margin: 0; padding: 0 }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.parts { display: flex; flex-wrap: wrap; gap: .75rem }
.parts li { flex: 1 1 10rem; padding: .6rem .9rem; border: 1px solid var(--line); border-left: .3rem solid var(--line); border-radius: .4rem; background: var(--raised) }
.parts b { display: block; font-size: 1.6rem; line-height: 1.2 }
.parts .yours { border-left-color: var(--bad) } .parts .theirs { border-left-color: var(--busy) } .parts .done { border-left-color: var(--good) }
.bars li { display: grid; grid-template-columns: minmax(0, 16rem) minmax(0, 24rem) 4rem; align-items: center; gap: .75rem; padding: .1rem 0 }
.bars svg { width: 100%; height: .8rem; fill: currentColor; border-radius: .2rem }
.bars span, .bars b { color: var(--text) }
.denied, .notlisted { --tone: var(--bad) } .unreadable { --tone: var(--odd) } .overdue { --tone: var(--late) } .inreview { --tone: var(--busy) }
.other { --tone: var(--other) } .approved { --tone: var(--good) }
.bars li { color: var(--tone) }
form { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: end; margin: 1.5rem 0 0 }
form[hidden] { display: none }
.search { flex: 1 1 16rem; max-width: 30rem; font-size: .875rem }
.search input { display: block; width: 100%; font: inherit; font-size: 1rem; padding: .45rem .6rem; color: inherit; background: var(--ground); border: 1px solid var(--faint); border-radius: .4rem }
.search input::placeholder { color: var(--faint); opacity: 1 }
fieldset { display: flex; flex-wrap: wrap; gap: .3rem 1rem; border: 0; margin: 0; padding: .3rem 0; font-size: .875rem }
legend { padding: 0; float: left; margin-right: .5rem }
fieldset label { white-space: nowrap }
:focus-visible { outline: 2px solid var(--busy); outline-offset: 2px }
.count { margin: .5rem 0; font-size: .875rem }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .875rem }
th, td { text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere }
th > *, td > * { display: block }
tr[hidden] { display: none }
.id { font: .78rem ui-monospace, SFMono-Regular, Consolas, monospace }
.minor { font-size: .8125rem }
td:nth-child(3) b { color: var(--tone) }
tr.denied, tr.notlisted, tr.unreadable { background: var(--bad-ground) }
tr.overdue, tr.other { background: var(--late-ground) }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: .4rem 2rem; margin: 0; font-size: .875rem }
dt { font-weight: 600 } dd { margin: 0 }
.words { margin-top: 2.5rem; break-inside: avoid }
footer { margin-top: 1.5rem; font-size: .875rem }
@media screen {
  /* Thousands of rows: what is out of sight is laid out when it comes into sight. */
  tbody { content-visibility: auto; contain-intrinsic-height: auto 65rem }
  .few tbody { content-visibility: visible }
  tbody[hidden] { display: none }
}
@media screen and (min-width: 62rem) {
  table, thead, tbody { display: block }
  tr { display: grid; grid-template-columns: 18rem 8rem 7rem minmax(0, 1fr) 9rem 5.5rem minmax(0, 1fr) }
  tr[hidden] { display: none }
  thead { position: sticky; top: 0; z-index: 1 }
  thead th { background: var(--ground); border-bottom: 2px solid var(--line); font-weight: 600; padding: .5rem .6rem }
  tbody th, tbody td { border-bottom: 1px solid var(--line); padding: .45rem .6rem }
  .id { white-space: nowrap }
}
@media screen and (max-width: 61.99rem) {
  table, tbody { display: block } thead { display: none }
  tbody { contain-intrinsic-height: auto 150rem }
  tbody tr { display: block; border: 1px solid var(--line); border-left: .3rem solid var(--tone); border-radius: .4rem; padding: .6rem .8rem; margin-bottom: .75rem }
  tbody tr[hidden] { display: none }
  tbody th, tbody td { display: block; padding: .2rem 0 }
  tbody td { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); column-gap: .75rem }
  tbody td:empty { display: none }
  tbody td > * { grid-column: 2 }
  tbody td::before { grid-column: 1; grid-row: 1; color: var(--faint) }
  td:nth-child(2)::before { content: "Qualification" } td:nth-child(3)::before { content: "Status" } td:nth-child(4)::before { content: "Next step" }
  td:nth-child(5)::before { content: "Requested" } td:nth-child(6)::before { content: "Requests" } td:nth-child(7)::before { content: "Reason or note" }
}
@media (max-width: 30rem) { .bars li { grid-template-columns: minmax(0, 1fr) 6rem 3.2rem } }
@media print {
  :root { color-scheme: light; --ground: #ffffff; --text: #000000; --faint: #444444; --line: #999999; --raised: #ffffff; --bad: #8f1a10; --late: #6b4600;
    --busy: #084c8f; --good: #125a2a; --odd: #54307f; --other: #444444; font-size: 10pt }
  @page { size: A4 landscape; margin: 12mm }
  body { max-width: none; padding: 0 }
  form, .unseen { display: none }
  table { table-layout: fixed; font-size: 8.5pt }
  thead { display: table-header-group } tbody tr { break-inside: avoid; background: none !important }
  thead th { border-bottom: 1.5pt solid #000000; font-weight: 600; padding: 2pt 4pt }
  tbody th, tbody td { border-bottom: .5pt solid var(--line); padding: 2pt 4pt }
  th:nth-child(1) { width: 22% } th:nth-child(2) { width: 10% } th:nth-child(3) { width: 9% } th:nth-child(4) { width: 21% }
  th:nth-child(5) { width: 12% } th:nth-child(6) { width: 7% }
  .id { font-size: 7.5pt } .bars svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`;

/** The filter. Everything that it shows is on the page already. */
export const script = `
(() => {
  const form = document.querySelector("form");
  if (form === null) return;
  const count = document.querySelector(".count");
  const table = document.querySelector("table");
  const bodies = Array.from(document.querySelectorAll("tbody"));
  let texts;
  const filter = () => {
    const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const who = form.elements.who.value;
    texts ??= bodies.map((body) => Array.from(body.rows, (row) => row.textContent.toLowerCase()));
    let [all, shown] = [0, 0];
    bodies.forEach((body, i) => {
      let empty = true;
      Array.from(body.rows, (row, j) => {
        row.hidden = !((who === "" || row.classList.contains(who)) && words.every((word) => texts[i][j].includes(word)));
        if (!row.hidden) [shown, empty] = [shown + 1, false];
        all++;
      });
      body.hidden = empty;
    });
    table.classList.toggle("few", shown <= 500);
    const total = all.toLocaleString("en") + (all === 1 ? " qualification" : " qualifications");
    count.textContent = shown === all ? total : shown.toLocaleString("en") + " of " + total;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  // A browser may have kept what was typed before the page was loaded again.
  if (form.elements.text.value !== "" || form.elements.who.value !== "") filter();
})();
`;
