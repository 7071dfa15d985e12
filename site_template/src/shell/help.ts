/** Help: what this page is, what each view is for, and the keys. */
import { button, html } from "../marks/element.ts";
import { VIEWS } from "./views.ts";

type Keys = readonly (readonly [key: string, what: string])[];

/** Keys that do the same in every view. */
const KEYS: Keys = [
  ["Tab", "to the next control, in reading order"],
  ["← ↑ → ↓", "on the picture: the neighbouring patch; among the pictures: the neighbouring one"],
  ["/", "search; then ↑ ↓ choose a result, Enter opens it, Esc leaves"],
  ["C", "choose CLS"],
  ["M", "swap the original and what the model sees"],
  ["?", "this help"],
];

/** Keys of the inspector, which opens over any view. */
const INSPECTOR: Keys = [
  ["← ↑ → ↓", "the neighbouring number; Page up and Page down: ten rows"],
  ["+ − 0", "on the matrix: nearer, further, all of it"],
  ["S", "on the numbers: rows in the order of this column; with Shift, columns in the order of this row"],
  ["Esc", "back to the view"],
];

const rows = (keys: Keys): HTMLElement[] =>
  keys.map(([key, what]) => html("tr", {}, html("th", { scope: "row" }, html("kbd", {}, key)), html("td", {}, what)));

const group = (title: string, keys: Keys): HTMLElement =>
  html(
    "tbody",
    {},
    html("tr", {}, html("th", { scope: "rowgroup", colspan: 2, class: "keys-title" }, title)),
    ...rows(keys),
  );

export function help(): { open: () => void; destroy: () => void } {
  const dialog = html(
    "dialog",
    { class: "dialog", "aria-labelledby": "help-title", "data-part": "help-dialog" },
    // Or the dialog would open at its end, where the first control is.
    html("h2", { id: "help-title", tabindex: -1, autofocus: true }, "Help"),
    html(
      "p",
      {},
      "A Vision Transformer runs in this page, on the picture that you choose. The picture stays in its place in every view; pick a patch on it, and all figures show what the model holds there.",
    ),
    html(
      "dl",
      { class: "help-views" },
      ...VIEWS.flatMap(({ title, about }) => [html("dt", {}, title), html("dd", {}, about)]),
    ),
    html(
      "p",
      {},
      "The address holds all that you see: copy the link, and whoever opens it sees the same. Export, below the figures, saves any figure as SVG or PNG and any tensor as CSV or NPY.",
    ),
    html("h3", {}, "Keys"),
    html(
      "table",
      { class: "keys" },
      group("everywhere", KEYS),
      ...VIEWS.map(({ title, keys }) => group(title, keys)),
      group("Inspector", INSPECTOR),
    ),
    button({ class: "text-button dialog-close" }, "Close", () => dialog.close()),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { open: () => dialog.open || dialog.showModal(), destroy: () => dialog.remove() };
}
