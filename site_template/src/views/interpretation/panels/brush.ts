/** The brush: a mask drawn on the picture patch by patch, kept in the address, saved as a picture or as a table. */

import { frame } from "../../../controls/panel.ts";
import { createHistory } from "../../../edits/history.ts";
import { fileName, save } from "../../../export/save.ts";
import { imageSize } from "../../../hooks/sizes.ts";
import { brushOver } from "../../../marks/brush.ts";
import { button, html, setAttribute, setText } from "../../../marks/element.ts";
import { patchGrid } from "../../../marks/patch-grid.ts";
import { cropOf, pictureFrame } from "../../../marks/picture.ts";
import { percent } from "../../../maths/numbers.ts";
import type { Context } from "../../../page/context.ts";
import { shownOf } from "../../../page/seen.ts";
import { decodeMask, encodeMask } from "../mask.ts";
import type { Scene } from "../scene.ts";
import { maskPixels, maskPng, maskTable } from "./mask-picture.ts";
import type { PanelView } from "./panel.ts";

/** How the address says it; without any patch nothing is drawn, and the mask is again the one that is known. */
const textOf = (mask: Uint8Array): string => (mask.some((bit) => bit > 0) ? encodeMask(mask) : "");

export function brush(context: Context): PanelView {
  const { store, pointed, announce } = context;
  const { element, figure, bar, side, title, say } = frame(context, {
    id: "brush",
    title: "Draw what belongs to the object",
    concept: ["patch", "What a patch is"],
  });
  const { frame: picture, show } = pictureFrame();
  const grid = patchGrid({ onPick: () => undefined, onHover: (token) => pointed.set(token) });
  grid.element.setAttribute(
    "aria-label",
    "The picture, patch by patch: arrow keys move, space adds or takes out a patch",
  );
  grid.element.setAttribute("aria-multiselectable", "true");
  picture.classList.add("ip-canvas");
  picture.append(grid.element);
  const count = html("p", { class: "ip-readout", "data-part": "brush-count" });
  figure.append(count, picture);

  const history = createHistory();
  let scene: Scene | null = null;
  let mask: Uint8Array = new Uint8Array(0);
  /** 1 while the brush adds patches, 0 while it takes them out. */
  let tool: 0 | 1 = 1;
  /** The mask before the stroke. */
  let before = "";
  let shownGrid = "";
  /** The mask as this brush left it: any other comes from elsewhere, and what was drawn before it cannot be undone. */
  let left = "";

  const tools = ([1, 0] as const).map((value) =>
    button({ class: "way", "data-tool": value === 1 ? "draw" : "erase" }, value === 1 ? "draw" : "erase", () => {
      tool = value;
      marks();
    }),
  );
  const act = (part: string, text: string, run: () => void) =>
    button({ class: "text-button", "data-part": part }, text, run);
  const undo = act("brush-undo", "undo", () => {
    const before = history.undo();
    if (before !== null) put(before, "undone");
  });
  const clear = act("brush-clear", "clear", () => change(new Uint8Array(mask.length), "cleared"));
  const turn = act("brush-invert", "swap inside and outside", () =>
    change(
      mask.map((bit) => 1 - bit),
      "inside and outside swapped",
    ),
  );
  const copy = act(
    "brush-copy",
    "",
    () => scene?.mask && change(Uint8Array.from(scene.mask.truth, Number), `copied from ${scene.mask.name}`),
  );
  const saving = html(
    "div",
    { class: "ip-acts", "data-no-export": true, role: "group", "aria-label": "Save the mask" },
    html("span", { class: "quiet" }, "save"),
    act("brush-png", "PNG", () => void keep("png")),
    act("brush-csv", "CSV", () => void keep("csv")),
  );
  const ways = html(
    "div",
    { class: "ip-choice", "data-no-export": true, role: "group", "aria-label": "Brush" },
    html("span", { class: "quiet" }, "brush"),
    html("span", { class: "ways" }, ...tools),
  );
  bar.append(ways, html("div", { class: "ip-acts", "data-no-export": true }, undo, clear, turn, copy));
  side.append(saving);

  /** What the address says now: the panel itself may be a moment behind it. */
  const sync = (patches: number) => (mask = decodeMask(store.state.mask, patches) ?? new Uint8Array(patches));

  const stroke = brushOver(grid, {
    shape: () => scene?.grid ?? null,
    isChosen: (patch) => mask[patch]! > 0,
    tool: () => tool,
    begin() {
      sync(mask.length);
      before = store.state.mask;
    },
    paint,
    end() {
      if (textOf(mask) === before) return;
      history.push(before);
      put(textOf(mask), "");
    },
    point: (patch) => pointed.set(patch + scene!.grid.prefix),
  });
  element.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || !history.canUndo) return;
    event.preventDefault();
    undo.click();
  });

  /** Colours at once, tells the address when the stroke has ended. */
  function paint(patches: readonly number[], value: 0 | 1): void {
    for (const patch of patches) mask[patch] = value;
    marks();
  }

  function change(next: Uint8Array, what: string): void {
    if (textOf(next) === textOf(mask)) return;
    history.push(store.state.mask);
    put(textOf(next), what);
  }

  function put(text: string, what: string): void {
    mask = decodeMask(text, mask.length) ?? new Uint8Array(mask.length);
    left = text;
    store.set({ mask: text });
    announce([what, countText()].filter(Boolean).join("; "));
    marks();
  }

  const chosen = () => mask.reduce((sum, bit) => sum + bit, 0);
  const countText = () => `${chosen()} of ${mask.length} patches drawn`;

  function marks(): void {
    grid.element.querySelectorAll<HTMLElement>(".patch").forEach((cell, i) => {
      cell.classList.toggle("ip-drawn", mask[i]! > 0);
      setAttribute(cell, "aria-selected", String(mask[i]! > 0));
    });
    for (const one of tools)
      setAttribute(one, "aria-pressed", String((one.dataset["tool"] === "draw") === (tool === 1)));
    const many = chosen();
    undo.disabled = !history.canUndo;
    clear.disabled = many === 0;
    saving.hidden = many === 0;
    setText(count, `${countText()}${many > 0 ? `, ${percent(many / mask.length)}\u00a0%` : ""}`);
  }

  async function keep(kind: "png" | "csv"): Promise<void> {
    if (!scene) return;
    const { picture: shown, model, grid: shape } = scene;
    const name = fileName(`${shown.title} mask`, kind);
    try {
      const seen = imageSize(model.config);
      const size = { width: shown.width || seen.width, height: shown.height || seen.height };
      const crop = cropOf(model.preprocess, size.width, size.height);
      const file =
        kind === "csv"
          ? new Blob([maskTable(mask, shape.side)], { type: "text/csv" })
          : await maskPng(maskPixels(mask, shape.side, crop, size.width, size.height), size.width, size.height);
      save(file, name);
      announce(`Saved ${name}.`);
    } catch (error) {
      announce(`The mask could not be saved: ${(error as Error).message}`);
    }
  }

  function place(now: Scene): void {
    show(shownOf(now));
    grid.shape(now.grid);
  }

  function words(now: Scene): void {
    const text = now.state.mask;
    const foreign = text.startsWith("drawn:") && decodeMask(text, mask.length) === null;
    title(chosen() > 0 ? "Your mask" : "Draw what belongs to the object");
    const many = chosen();
    const how =
      "Drag over patches to add them, click one that is chosen to take it out; or use the arrow keys and the space bar.";
    if (foreign) return say("The link holds a mask for a grid of another size, so nothing of it is shown here.", how);
    if (many === 0)
      return say(
        `${how} What you draw is what the maps are measured against, so scores work for your own picture as well.`,
      );
    if (many === mask.length)
      return say("All patches are chosen: nothing is left outside, and no score tells inside from outside.", how);
    say(
      `You have drawn ${many} of ${mask.length} patches on “${now.picture.title}”. The scores and the curves inside and outside use them as the truth.`,
      "The PNG has the size of the picture, white where you drew: put it beside the picture as its mask. The link to this page holds it, too.",
    );
  }

  return {
    element,
    update(now) {
      const patches = now.grid.side ** 2;
      const another = `${now.picture.id} ${now.model.id}`;
      if (another !== shownGrid || now.state.mask !== left) history.clear();
      [shownGrid, left] = [another, now.state.mask];
      scene = now;
      place(now);
      if (!stroke.isDown) sync(patches);
      copy.hidden = !now.mask || now.mask.drawn;
      setText(copy, now.mask ? `start from the ${now.mask.name}` : "");
      marks();
      words(now);
    },
    destroy: () => undefined,
  };
}
