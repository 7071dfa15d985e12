/** The export menu of the status line: every figure on screen as SVG or PNG, any tensor of the run as CSV or NPY. */

import type { TensorValue } from "../engine/engine.ts";
import { type Figure, figuresOnScreen } from "../export/figures.ts";
import { fileName, save } from "../export/save.ts";
import { saveTensor as saveTensorFile, type TensorFile } from "../export/tensor.ts";
import { button, html, setAttribute, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { figureRows, tensorMenu } from "./export-choices.ts";
import { viewOf } from "./views.ts";
import { EXPORT } from "./words.ts";

export function exporting(context: Context): HTMLElement {
  const { store, session, announce } = context;
  const figures = html("ul", { class: "export-figures" });
  const tensor = tensorMenu(session);
  const said = html("p", { class: "quiet export-said", hidden: true });
  const numbers = (["csv", "npy"] as const).map((kind) =>
    button(
      { class: "text-button", "data-part": `export-${kind}` },
      kind.toUpperCase(),
      () => void tryTo(async () => saveTensor(await session.tensor(tensor.element.value), kind)),
    ),
  );
  const panel = panelOf(figures, html("div", { class: "export-row" }, tensor.element, ...numbers), said);
  const opener = button(
    { class: "text-button", "aria-expanded": "false", "aria-controls": "export-panel", "data-part": "export" },
    EXPORT.label,
    () => (panel.hidden ? open() : close()),
  );
  const element = html("div", { class: "export" }, panel, opener);

  function open(): void {
    figures.replaceChildren(
      ...figureRows(figuresOnScreen(document), (...chosen) => void tryTo(() => saveFigure(context, ...chosen))),
    );
    tensor.fill(store.state.hook);
    const isRun = session.outcome.kind === "done";
    say(isRun ? "" : EXPORT.early);
    for (const one of numbers) one.disabled = !isRun;
    panel.hidden = false;
    setAttribute(opener, "aria-expanded", "true");
    panel.querySelector<HTMLElement>("button, select")?.focus();
  }

  function close(): void {
    panel.hidden = true;
    setAttribute(opener, "aria-expanded", "false");
  }

  /** Says what has come of it. */
  async function tryTo(act: () => Promise<string>): Promise<void> {
    try {
      say(await act());
    } catch (error) {
      say(EXPORT.failed((error as Error).message));
    }
  }

  function say(text: string): void {
    setText(said, text);
    said.hidden = text === "";
    if (text !== "") announce(text);
  }

  onLeaving(element, panel, (isByKey) => {
    close();
    if (isByKey) opener.focus();
  });
  store.subscribe(close);
  return element;
}

async function saveFigure(context: Context, figure: Figure, title: string, kind: "svg" | "png"): Promise<string> {
  figure.element.classList.remove("to-export");
  const { pngOf, svgOf } = await import("../export/render.ts");
  const drawn = await (kind === "svg" ? svgOf : pngOf)(figure, aboutOf(context, title));
  const name = fileName(`${title} ${context.session.picture().title}`, kind);
  save(drawn.file, name);
  return [EXPORT.saved(name), drawn.trouble].filter(Boolean).join(" ");
}

const saveTensor = async (tensor: TensorValue, kind: TensorFile): Promise<string> =>
  EXPORT.saved(await saveTensorFile(tensor, kind));

const panelOf = (figures: HTMLElement, tensors: HTMLElement, said: HTMLElement): HTMLElement =>
  html(
    "div",
    {
      class: "export-panel",
      role: "group",
      "aria-label": EXPORT.label,
      id: "export-panel",
      hidden: true,
      "data-part": "export-panel",
    },
    html("h2", { id: "export-figures-title" }, EXPORT.figures),
    figures,
    html("h2", {}, html("label", { for: "export-tensor" }, EXPORT.tensor)),
    tensors,
    said,
  );

/** Escape, and a press anywhere else. */
function onLeaving(element: HTMLElement, panel: HTMLElement, close: (isByKey: boolean) => void): void {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    close(true);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!panel.hidden && !element.contains(event.target as Node)) close(false);
  });
}

/** What a picture of the page says of where it comes from. */
function aboutOf({ manifest, session, store }: Context, title: string): { title: string; description: string } {
  const view = viewOf(store.state.view).title;
  return {
    title: EXPORT.title(title, session.picture().title),
    description: EXPORT.description(view, session.model().title, manifest.version, store.link({})),
  };
}
