/** The brush's buttons: drawing or erasing, undo and the like, and ways to save the mask. */
import { button, html, setAttribute, setText } from "../../../marks/element.ts";
import type { Mask } from "../scene.ts";
import { brushWords } from "./words/brush.ts";

/** 1 adds patches, 0 takes them out. */
export type Tool = 0 | 1;

export interface BrushActs {
  choose(tool: Tool): void;
  undo(): void;
  clear(): void;
  invert(): void;
  /** Starts from the mask that is known. */
  copy(): void;
  save(kind: "png" | "csv"): void;
}

export interface BrushControls {
  readonly bar: readonly HTMLElement[];
  readonly saving: HTMLElement;
  readonly undo: HTMLButtonElement;
  show(now: { readonly tool: Tool; readonly canUndo: boolean; readonly isEmpty: boolean }): void;
  /** The known mask that can be copied; none where there is none, or it was drawn here. */
  offer(mask: Mask | null): void;
}

export function brushControls(acts: BrushActs): BrushControls {
  const { tools: toolWords, save, acts: actWords } = brushWords;
  const tools = ([1, 0] as const).map((tool) => {
    const text = tool === 1 ? "draw" : "erase";
    return button({ class: "way", "data-tool": text }, toolWords[text], () => acts.choose(tool));
  });
  const act = (part: string, text: string, run: () => void) =>
    button({ class: "text-button", "data-part": `brush-${part}` }, text, run);
  const undo = act("undo", actWords.undo, acts.undo);
  const clear = act("clear", actWords.clear, acts.clear);
  const turn = act("invert", actWords.invert, acts.invert);
  const copy = act("copy", "", acts.copy);
  const saving = html(
    "div",
    { class: "ip-acts", "data-no-export": true, role: "group", "aria-label": save.group },
    html("span", { class: "quiet" }, save.name),
    act("png", save.png, () => acts.save("png")),
    act("csv", save.csv, () => acts.save("csv")),
  );
  const ways = html(
    "div",
    { class: "ip-choice", "data-no-export": true, role: "group", "aria-label": toolWords.group },
    html("span", { class: "quiet" }, toolWords.name),
    html("span", { class: "ways" }, ...tools),
  );
  return {
    bar: [ways, html("div", { class: "ip-acts", "data-no-export": true }, undo, clear, turn, copy)],
    saving,
    undo,
    show({ tool, canUndo, isEmpty }) {
      for (const one of tools)
        setAttribute(one, "aria-pressed", String((one.dataset["tool"] === "draw") === (tool === 1)));
      undo.disabled = !canUndo;
      clear.disabled = isEmpty;
      saving.hidden = isEmpty;
    },
    offer(mask) {
      copy.hidden = !mask || mask.drawn;
      setText(copy, mask ? brushWords.copy(mask.name) : "");
    },
  };
}
