/** Small helpers to build elements. Texts are set as texts, never as HTML. */
export const domScript = `
/** An element: h("button", { type: "button", onclick: f }, "Text"). */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return element;
}

export const byId = (id) => document.getElementById(id);

const shown = new WeakMap();

/** Fills an element anew if what it shows has changed; the focus stays on the control with the same data-key. */
export function show(element, data, build) {
  const text = JSON.stringify(data);
  if (shown.get(element) === text) return;
  shown.set(element, text);
  const focus = document.activeElement;
  const key = element.contains(focus) ? focus.getAttribute("data-key") : undefined;
  element.replaceChildren(...[build(data)].flat());
  if (key) (element.querySelector('[data-key="' + CSS.escape(key) + '"]') ?? element.querySelector("button"))?.focus();
}

/**
 * Fills a list with an item for each entry. An item whose entry has not changed stays as it is, with what is selected or focused in it; the others are
 * built anew. The focus stays on the control with the same data-key.
 */
export function showItems(list, entries, keyOf, build) {
  const focus = document.activeElement;
  const key = list.contains(focus) ? focus.getAttribute("data-key") : undefined;
  const before = new Map([...list.children].map((item) => [item.dataset.entry, item]));
  entries.forEach((entry, index) => {
    const text = JSON.stringify(entry);
    let item = before.get(keyOf(entry));
    before.delete(keyOf(entry));
    if (!item || shown.get(item) !== text) {
      const made = build(entry);
      made.dataset.entry = keyOf(entry);
      shown.set(made, text);
      item?.remove();
      item = made;
    }
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  for (const item of before.values()) item.remove();
  if (key && document.activeElement?.getAttribute("data-key") !== key) list.querySelector('[data-key="' + CSS.escape(key) + '"]')?.focus();
}

/** Tells those who listen what has happened. */
export function tell(text) {
  byId("told").textContent = text;
}

/** A dialog with a form; resolves with the form's fields, or with undefined when it was closed. */
export function ask({ title, text, fields, submit, danger }) {
  return new Promise((resolve) => {
    const form = h("form", { method: "dialog" },
      h("h2", { id: "dialog-title" }, title),
      text ? h("p", {}, text) : "",
      fields,
      h("div", { class: "actions" },
        h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
        h("button", { class: danger ? "danger" : "main", value: "ok" }, submit)));
    const dialog = h("dialog", { "aria-labelledby": "dialog-title" }, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "ok" ? Object.fromEntries(new FormData(form)) : undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector("input, select")?.focus();
  });
}

/** A label with its control. */
export function field(label, control, hint) {
  return h("label", { class: "field" }, h("span", {}, label), control, hint ? h("small", {}, hint) : "");
}

export function choice(name, options, selected) {
  return h("select", { name }, options.map(([value, text]) => h("option", { value, selected: value === selected }, text)));
}

/** "2026-11-21 02:24:58", by the emulator's clock, in UTC as the API speaks. */
export function when(iso) {
  return iso.slice(0, 10) + " " + iso.slice(11, 19);
}
`;
