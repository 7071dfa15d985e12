/** The inspector: a dialog that shows any matrix of the model, whenever the address names one. */

import { statusText } from "../controls/progress.ts";
import type { TensorValue } from "../engine/engine.ts";
import { facts } from "../figures/tensor/facts.ts";
import type { Cell } from "../figures/tensor/magnifier.ts";
import { isSquare, sceneOf } from "../figures/tensor/scene.ts";
import { html, setText } from "../marks/element.ts";
import { number } from "../maths/numbers.ts";
import { extremes } from "../maths/order.ts";
import { pickedAxis } from "../maths/plane.ts";
import type { Context } from "../page/context.ts";
import { liveRegion } from "../page/live.ts";
import { nextTask } from "../page/task.ts";
import { toneOf } from "../page/theme.ts";
import type { State } from "../state/table.ts";
import { acts } from "./acts.ts";
import { grid } from "./grid.ts";
import { heading } from "./heading.ts";
import { formatSpot, parseSpot, type Spot } from "./open.ts";
import { plot } from "./plot.ts";
import { type Sheet, type Sort, type Sorting, sheetOf, UNSORTED, whereIs } from "./sheet.ts";
import { asDrawn, type Subject, subjectOf } from "./subject.ts";

/** Keeps the dialog as the address has it; built when it is first wanted. */
export function inspector(context: Context): (state: State) => void {
  let built: Inspector | null = null;
  return (state) => {
    if (state.inspect !== "") built ??= build(context);
    built?.update(state);
  };
}

interface Inspector {
  update(state: State): void;
}

/** A moved cursor reaches the address once it has settled. */
const SETTLED = 250;

function build(outer: Context): Inspector {
  const { store, session } = outer;
  const dialog = html("dialog", { class: "inspector", "aria-labelledby": "inspector-title", "data-part": "inspector" });
  const live = liveRegion(dialog);
  const context: Context = { ...outer, announce: live.say };
  const head = heading({
    open: (name) => store.set({ inspect: name, spot: formatSpot({ head: spot.head, row: 0, column: 0 }) }),
    head: (index) => move({ ...spot, head: index }),
    close: leave,
  });
  const figure = plot(context, (cell) => go(cell));
  const whole = facts();
  const numbers = grid({ cell: (cell) => go(cell), sort });
  const bar = acts({
    sort,
    unsort() {
      sorting = UNSORTED;
      draw();
      live.say("Rows and columns in their own order");
    },
    extreme,
    visible: numbers.visible,
    tensor: () => held?.tensor ?? null,
    announce: live.say,
  });
  const wait = html("p", { class: "inspector-wait", role: "status", "data-part": "inspector-wait" });
  const body = html("div", { class: "inspector-body" }, figure.element, whole.element);
  const table = html(
    "section",
    { class: "inspector-table", "aria-label": "The numbers" },
    bar.element,
    numbers.element,
  );
  dialog.append(head.element, wait, body, table);
  document.body.append(dialog);

  let subject: Subject | null = null;
  let held: {
    readonly of: object;
    readonly name: string;
    readonly tensor: TensorValue;
    readonly drawn: TensorValue;
  } | null = null;
  let asked: { readonly of: object; readonly name: string } | null = null;
  let trouble = "";
  let spot: Spot = { head: 0, row: 0, column: 0 };
  let sorting: Sorting = UNSORTED;
  let sheet: { readonly key: readonly unknown[]; readonly made: Sheet } | null = null;
  let shown = "";
  let timer = 0;
  /** The spot of the address as it was heard or said last. */
  let said = "";
  let from: Element | null = null;

  function leave(): void {
    clearTimeout(timer);
    store.set({ inspect: "", spot: "" });
  }

  dialog.addEventListener("click", (event) => event.target === dialog && leave());
  dialog.addEventListener("close", () => {
    // The event comes late: another matrix may have been opened since.
    if (dialog.open) return;
    leave();
    [held, asked, sheet, shown, sorting] = [null, null, null, "", UNSORTED];
    figure.update(null, spot);
    numbers.update(null, spot);
    // The browser gives the focus back, unless what had it is gone.
    if (from && !from.isConnected)
      document.querySelector<HTMLElement>('[data-part="main"]')?.focus({ preventScroll: true });
  });

  /** The place on screen of a number of the tensor, and the way back. */
  const onScreen = (now: Sheet): Cell => now.shown(spot);

  function go(cell: Cell): void {
    if (!sheet) return;
    const now = sheet.made;
    move({ head: spot.head, ...now.original(cell) });
    live.say(`${now.name(cell)}: ${number(now.value(cell))}`);
  }

  function move(next: Spot): void {
    spot = next;
    draw();
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      said = formatSpot(spot);
      if (dialog.open) store.set({ spot: said });
    }, SETTLED);
  }

  /** Largest first, smallest first, as they were: one after the other. */
  function sort(side: "rows" | "columns", by: number): void {
    if (!sheet) return;
    const now = sheet.made;
    const other = side === "rows" ? now.columns : now.rows;
    const index = other.original(by);
    const before = sorting[side];
    const next = { falling: "rising", rising: null } as const;
    const direction = before?.by === index ? next[before.direction] : "falling";
    const wanted: Sort | null = direction && { by: index, direction };
    sorting = { ...sorting, [side]: wanted };
    draw();
    // The cursor goes where the order begins.
    if (wanted && sheet) go({ ...sheet.made.shown(spot), [side === "rows" ? "row" : "column"]: 0 });
    const how = wanted
      ? `by ${other.name(by)}, ${direction === "falling" ? "largest" : "smallest"} first`
      : "in their own order";
    live.say(`${side === "rows" ? "Rows" : "Columns"} ${how}`);
  }

  function extreme(which: "least" | "most"): void {
    const found = held && extremes(held.drawn.data);
    if (!found || !subject) return;
    const { head, cell } = whereIs(subject, found[which]);
    move({ head, ...cell });
    if (!sheet) return;
    const at = onScreen(sheet.made);
    figure.approach(at);
    live.say(`${which === "least" ? "Minimum" : "Maximum"}: ${number(sheet.made.value(at))}, ${sheet.made.name(at)}`);
  }

  /** Where the cursor is when the address does not say. */
  function startOf(state: State, now: Subject): Spot {
    const given = parseSpot(state.spot);
    if (given) return given;
    const scene = sceneOf(state, session.model(), now.hook, null, "light");
    const { row, column } = now.kind === "hook" ? scene.cursor : { row: 0, column: 0 };
    return { head: scene.head ?? 0, row: row ?? 0, column };
  }

  function draw(): void {
    const state = store.state;
    const model = session.model();
    const picked = subject && pickedAxis(subject.hook);
    const heads = picked === null ? 1 : (subject?.hook.shape[picked] ?? 1);
    spot = { ...spot, head: Math.min(spot.head, heads - 1) };
    head.update(subject, state.inspect, picked === null ? null : spot.head);
    if (subject) fetch(subject);
    else trouble = `This model has no “${state.inspect}”.`;
    const ready = subject && held?.name === subject.name ? held : null;
    setText(wait, trouble || (ready ? "" : waitingText()));
    wait.hidden = wait.textContent === "";
    body.hidden = table.hidden = ready === null;
    if (!ready || !subject) return;
    const tone = toneOf(state.theme);
    const key = [ready.drawn, spot.head, tone, state.range, sorting, model];
    if (!sheet || key.some((part, i) => part !== sheet!.key[i])) {
      const scene = sceneOf({ ...state, head: spot.head }, model, subject.hook, ready.drawn, tone);
      sheet = { key, made: sheetOf(subject, scene, sorting) };
    }
    const { made } = sheet;
    const { rows, columns } = made.plane;
    // A matrix that is not wide leaves room for its numbers beside it.
    dialog.classList.toggle("beside", isSquare(made.plane));
    spot = { ...spot, row: Math.min(spot.row, rows - 1), column: Math.min(spot.column, columns - 1) };
    const at = onScreen(made);
    figure.update(made, at);
    bar.update(made, at);
    void later(made);
    numbers.update(made, at);
  }

  /** Statistics come a moment after the figure: for a large matrix they take as long again. */
  async function later(made: Sheet): Promise<void> {
    await nextTask();
    if (sheet?.made === made) whole.update(made.scene);
  }

  function waitingText(): string {
    const { outcome, status } = session;
    if (outcome.kind === "failed") return `${outcome.message}. ${outcome.hint}`;
    const text = status.state === "ready" || status.state === "idle" ? "fetching the numbers" : statusText(status);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  /** Asks once a run, or once a model for weights; what is shown stays until the next is there. */
  function fetch(now: Subject): void {
    const { outcome } = session;
    const isWeight = now.kind === "weight";
    if (isWeight ? session.status.state === "idle" : outcome.kind !== "done") return;
    const of: object = isWeight ? session.model() : outcome;
    if (asked?.of === of && asked.name === now.name) return;
    const mine = (asked = { of, name: now.name });
    trouble = "";
    (isWeight ? session.weight(now.name) : session.tensor(now.name)).then(
      (tensor) => {
        if (asked !== mine || !dialog.open) return;
        held = { of, name: now.name, tensor, drawn: asDrawn(tensor, now) };
        draw();
      },
      (error: unknown) => {
        if (asked !== mine || !dialog.open) return;
        const { message, hint } = error as { message?: string; hint?: string };
        [asked, trouble] = [isWeight ? null : mine, `${message ?? "The numbers could not be fetched."} ${hint ?? ""}`];
        setText(wait, trouble);
        wait.hidden = false;
      },
    );
  }

  return {
    update(state) {
      if (state.inspect === "") return dialog.open ? dialog.close() : undefined;
      const key = `${session.model().id} ${state.inspect}`;
      if (key !== shown) {
        shown = key;
        subject = subjectOf(session.model(), state.inspect);
        [sorting, sheet, trouble] = [UNSORTED, null, ""];
        if (subject) spot = startOf(state, subject);
      } else if (state.spot !== said) spot = parseSpot(state.spot) ?? spot;
      said = state.spot;
      if (!dialog.open) {
        from = document.activeElement;
        dialog.showModal();
      }
      draw();
    },
  };
}
