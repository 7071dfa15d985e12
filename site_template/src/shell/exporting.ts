/** The export menu of the status line: every figure on screen as SVG or PNG, any tensor of the run as CSV or NPY. */

import type { Hook } from "../data/manifest.ts";
import { type Figure, figuresOnScreen } from "../export/figures.ts";
import type { About } from "../export/render.ts";
import { fileName, save } from "../export/save.ts";
import { saveTensor as saveTensorFile } from "../export/tensor.ts";
import { button, html, setAttribute, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { viewOf } from "./views.ts";

export function exporting(context: Context): HTMLElement {
  const { store, session, announce } = context;
  const figures = html("ul", { class: "export-figures" });
  const tensor = html("select", { id: "export-tensor", "data-part": "export-tensor" });
  const said = html("p", { class: "quiet export-said", hidden: true });
  const numbers = (["csv", "npy"] as const).map((kind) =>
    button({ class: "text-button", "data-part": `export-${kind}` }, kind.toUpperCase(), () => void saveTensor(kind)),
  );
  const panel = html(
    "div",
    {
      class: "export-panel",
      role: "group",
      "aria-label": "Export",
      id: "export-panel",
      hidden: true,
      "data-part": "export-panel",
    },
    html("h2", { id: "export-figures-title" }, "Figures on screen"),
    figures,
    html("h2", {}, html("label", { for: "export-tensor" }, "Any tensor of this run")),
    html("div", { class: "export-row" }, tensor, ...numbers),
    said,
  );
  const opener = button(
    { class: "text-button", "aria-expanded": "false", "aria-controls": "export-panel", "data-part": "export" },
    "Export",
    () => (panel.hidden ? open() : close()),
  );
  const element = html("div", { class: "export" }, panel, opener);

  function open(): void {
    const found = figuresOnScreen(document);
    const names = found.map(({ name }) => name);
    const title = (figure: Figure, i: number) =>
      names.indexOf(figure.name) === names.lastIndexOf(figure.name) ? figure.name : `${figure.name} ${i + 1}`;
    figures.replaceChildren(...found.map((figure, i) => row(figure, title(figure, i))));
    fillTensors();
    say(session.outcome.kind === "done" ? "" : "Tensors can be saved once the model has run.");
    for (const one of numbers) one.disabled = session.outcome.kind !== "done";
    panel.hidden = false;
    setAttribute(opener, "aria-expanded", "true");
    panel.querySelector<HTMLElement>("button, select")?.focus();
  }

  function close(): void {
    panel.hidden = true;
    setAttribute(opener, "aria-expanded", "false");
  }

  function row(figure: Figure, title: string): HTMLElement {
    const made = html(
      "li",
      { class: "export-row" },
      html("span", { class: "export-name" }, title),
      ...(["svg", "png"] as const).map((kind) =>
        button(
          { class: "text-button", "aria-label": `${title} as ${kind.toUpperCase()}`, "data-kind": kind },
          kind.toUpperCase(),
          () => void saveFigure(figure, title, kind),
        ),
      ),
    );
    const mark = (on: boolean) => figure.element.classList.toggle("to-export", on);
    for (const event of ["pointerenter", "focusin"]) made.addEventListener(event, () => mark(true));
    for (const event of ["pointerleave", "focusout"]) made.addEventListener(event, () => mark(false));
    return made;
  }

  async function saveFigure(figure: Figure, title: string, kind: "svg" | "png"): Promise<void> {
    figure.element.classList.remove("to-export");
    try {
      const { pngOf, svgOf } = await import("../export/render.ts");
      const drawn = await (kind === "svg" ? svgOf : pngOf)(figure, about(title));
      finished(drawn.file, fileName(`${title} ${session.picture().title}`, kind), drawn.trouble);
    } catch (error) {
      failed(error);
    }
  }

  async function saveTensor(kind: "csv" | "npy"): Promise<void> {
    try {
      say(`Saved ${await saveTensorFile(await session.tensor(tensor.value), kind)}.`);
    } catch (error) {
      failed(error);
    }
  }

  function finished(file: Blob, name: string, trouble: string): void {
    save(file, name);
    say([`Saved ${name}.`, trouble].filter(Boolean).join(" "));
  }

  const failed = (error: unknown) => say(`This could not be saved: ${(error as Error).message}`);

  function say(text: string): void {
    setText(said, text);
    said.hidden = text === "";
    if (text !== "") announce(text);
  }

  /** What a picture of the page says of where it comes from. */
  function about(title: string): About {
    const view = viewOf(store.state.view).title;
    const made = `${view}, ${session.model().title}, elvit ${context.manifest.version}`;
    return {
      title: `${title}: ${session.picture().title}`,
      description: `${made}. State of the page: ${store.link({})}`,
    };
  }

  let filled = "";
  function fillTensors(): void {
    const { id, hooks } = session.model();
    if (filled !== id) {
      const stages = [...new Set(hooks.map(({ stage }) => stage))];
      const options = (stage: string) =>
        hooks.filter((hook: Hook) => hook.stage === stage).map(({ name }) => html("option", { value: name }, name));
      tensor.replaceChildren(
        ...stages.map((stage) => html("optgroup", { label: stage.replace("blocks.", "block ") }, ...options(stage))),
      );
    }
    filled = id;
    const shown = document.querySelector('[data-part="hook-name"]')?.textContent ?? store.state.hook;
    if (hooks.some(({ name }) => name === shown)) tensor.value = shown;
  }

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    close();
    opener.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!panel.hidden && !element.contains(event.target as Node)) close();
  });
  store.subscribe(close);
  return element;
}
