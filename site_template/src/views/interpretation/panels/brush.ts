/** The brush: a mask drawn on the picture patch by patch, kept in the address, saved as a picture or as a table. */
import { frame } from "../../../controls/panel.ts";
import { brushOver } from "../../../marks/brush.ts";
import { html, setAttribute, setText } from "../../../marks/element.ts";
import { type PatchGrid, patchGrid } from "../../../marks/patch-grid.ts";
import { pictureFrame } from "../../../marks/picture.ts";
import { patchCount } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import { shownOf } from "../../../page/seen.ts";
import { decodeMask, isDrawn } from "../mask.ts";
import type { Scene } from "../scene.ts";
import { brushControls, type Tool } from "./brush-controls.ts";
import { type DrawnMask, drawnMask } from "./brush-mask.ts";
import { saveMask } from "./mask-file.ts";
import type { PanelView } from "./panel.ts";
import { brushSays, brushWords } from "./words/brush.ts";

export function brush(context: Context): PanelView {
  const panel = frame(context, { id: "brush", title: brushWords.title, concept: ["patch", brushWords.concept] });
  const { grid, show, count } = canvasOf(context, panel.figure);
  const mask = drawnMask(context, marks);
  let scene: Scene | null = null;
  let tool: Tool = 1;
  const controls = brushControls({
    choose(next) {
      tool = next;
      marks();
    },
    undo: mask.undo,
    clear: () => mask.change(new Uint8Array(mask.bits.length), brushWords.done.cleared),
    invert: () => mask.change(inverted(mask.bits), brushWords.done.inverted),
    copy: () => scene?.mask && mask.change(scene.mask.truth.slice(), brushWords.done.copied(scene.mask.name)),
    save: (kind) => scene && void saveMask(kind, scene, mask.bits, context.announce),
  });
  panel.bar.append(...controls.bar);
  panel.side.append(controls.saving);
  const stroke = brushOver(grid, {
    shape: () => scene?.grid ?? null,
    isChosen: (patch) => mask.bits[patch]! > 0,
    tool: () => tool,
    begin: mask.begin,
    paint: mask.paint,
    end: mask.end,
    point: (patch) => context.pointed.set(patch + scene!.grid.prefix),
  });
  undoWithKeys(panel.element, mask, controls.undo);

  function marks(): void {
    const { bits, count: many } = mask;
    mark(grid, bits);
    controls.show({ tool, canUndo: mask.canUndo, isEmpty: many === 0 });
    setText(count, brushWords.count(many, bits.length) + (many > 0 ? brushWords.share(many, bits.length) : ""));
  }

  return {
    element: panel.element,
    update(now) {
      mask.follow(now.state.mask, `${now.picture.id} ${now.model.id}`);
      scene = now;
      show(shownOf(now));
      grid.shape(now.grid);
      if (!stroke.isDown) mask.sync(patchCount(now.grid));
      controls.offer(now.mask);
      marks();
      panel.title(mask.count > 0 ? brushWords.titleDrawn : brushWords.title);
      panel.say(...saysOf(now, mask));
    },
    destroy: () => undefined,
  };
}

const inverted = (bits: Uint8Array): Uint8Array => bits.map((bit) => 1 - bit);

/** Ctrl Z or ⌘ Z, anywhere in the panel. */
function undoWithKeys(element: HTMLElement, mask: DrawnMask, undo: HTMLButtonElement): void {
  element.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || !mask.canUndo) return;
    event.preventDefault();
    undo.click();
  });
}

/** The picture that is drawn on, and how much is drawn. */
function canvasOf({ pointed }: Context, figure: HTMLElement) {
  const { frame: picture, show } = pictureFrame();
  const grid = patchGrid({ onPick: () => undefined, onHover: (token) => pointed.set(token) });
  grid.element.setAttribute("aria-label", brushWords.grid);
  grid.element.setAttribute("aria-multiselectable", "true");
  picture.classList.add("ip-canvas");
  picture.append(grid.element);
  const count = html("p", { class: "ip-readout", "data-part": "brush-count" });
  figure.append(count, picture);
  return { grid, show, count };
}

const mark = (grid: PatchGrid, mask: Uint8Array): void =>
  grid.element.querySelectorAll<HTMLElement>(".patch").forEach((cell, i) => {
    cell.classList.toggle("ip-drawn", mask[i]! > 0);
    setAttribute(cell, "aria-selected", String(mask[i]! > 0));
  });

function saysOf({ state, picture }: Scene, { bits, count }: DrawnMask): readonly string[] {
  if (isDrawn(state.mask) && decodeMask(state.mask, bits.length) === null) return brushSays.foreign;
  if (count === 0) return brushSays.nothing;
  return count === bits.length ? brushSays.everything : brushSays.some(count, bits.length, picture.title);
}
