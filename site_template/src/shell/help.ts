/** Help: what this page is, and the keys. */
import { button, html } from "../marks/element.ts";

const KEYS: readonly (readonly [string, string])[] = [
  ["Tab", "to the next control, in reading order"],
  [
    "← ↑ → ↓",
    "on the picture: the neighbouring patch; among the pictures: the neighbouring one; on a heatmap or its numbers: the neighbouring value",
  ],
  ["Page ↑ ↓, Home, End", "on a heatmap: ten rows; the first and the last value of the row"],
  ["[ and ]", "the tensor before and after, in the order of the forward pass"],
  ["C", "choose CLS"],
  ["H, held down", "hide the overlay on the picture"],
  ["M", "swap the original and what the model sees"],
  ["?", "this help"],
];

export function help(): { open: () => void; destroy: () => void } {
  const rows = KEYS.map(([key, what]) =>
    html("tr", {}, html("th", { scope: "row" }, html("kbd", {}, key)), html("td", {}, what)),
  );
  const dialog = html(
    "dialog",
    { class: "dialog", "aria-labelledby": "help-title", "data-part": "help-dialog" },
    html("h2", { id: "help-title" }, "Help"),
    html(
      "p",
      {},
      "A Vision Transformer runs in this page. Choose a picture at the left, a tensor in the map of the forward pass, and a patch on the picture: the figure shows what the model holds there, and every value can be read.",
    ),
    html("table", { class: "keys" }, html("tbody", {}, ...rows)),
    button({ class: "text-button dialog-close" }, "Close", () => dialog.close()),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { open: () => dialog.open || dialog.showModal(), destroy: () => dialog.remove() };
}
