/** Help: what this page is, what each view is for, and the keys. */
import { button, html } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { readByAll, VIEWS } from "./views.ts";
import { everywhere, HELP, INSPECTOR, type Keys } from "./words/help.ts";

const rows = (keys: Keys): HTMLElement[] =>
  keys.map(([key, what]) => html("tr", {}, html("th", { scope: "row" }, html("kbd", {}, key)), html("td", {}, what)));

const group = (title: string, keys: Keys): HTMLElement =>
  html(
    "tbody",
    {},
    html("tr", {}, html("th", { scope: "rowgroup", colspan: 2, class: "keys-title" }, title)),
    ...rows(keys),
  );

export function help({ manifest }: Context): { open: () => void; destroy: () => void } {
  const read = readByAll(manifest);
  const about = VIEWS.flatMap(({ title, about: of }) => [html("dt", {}, title), html("dd", {}, of(read))]);
  const dialog = html(
    "dialog",
    { class: "dialog", "aria-labelledby": "help-title", "data-part": "help-dialog" },
    // Or the dialog would open at its end, where the first control is.
    html("h2", { id: "help-title", tabindex: -1, autofocus: true }, HELP.title),
    html("p", {}, HELP.about),
    html("dl", { class: "help-views" }, ...about),
    html("p", {}, HELP.address),
    html("h3", {}, HELP.keys),
    html(
      "table",
      { class: "keys" },
      group(HELP.everywhere, everywhere(read)),
      ...VIEWS.map(({ title, keys }) => group(title, keys)),
      group(HELP.inspector, INSPECTOR),
    ),
    html("p", {}, HELP.made, html("a", { href: "NOTICES.txt", rel: "license" }, HELP.notices), "."),
    button({ class: "text-button dialog-close" }, HELP.close, () => dialog.close()),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { open: () => dialog.open || dialog.showModal(), destroy: () => dialog.remove() };
}
