/** The inspector's state: which matrix it shows, in which order, and where the cursor is. */

import { statusText } from "../controls/progress.ts";
import type { Cell } from "../figures/tensor/magnifier.ts";
import { isSquare, sceneOf } from "../figures/tensor/scene.ts";
import { number } from "../maths/numbers.ts";
import { extremes } from "../maths/order.ts";
import { pickedAxis } from "../maths/plane.ts";
import type { Context } from "../page/context.ts";
import { toneOf } from "../page/theme.ts";
import type { State } from "../state/table.ts";
import { type Held, Numbers } from "./numbers.ts";
import { formatSpot, parseSpot, type Spot } from "./open.ts";
import { type Parts, partsOf } from "./parts.ts";
import { orderText, type Sheet, type Sorting, sheetOf, sortedBy, UNSORTED, whereIs } from "./sheet.ts";
import { type Subject, subjectOf } from "./subject.ts";
import * as words from "./words.ts";

/** A moved cursor reaches the address once it has settled. */
const SETTLED = 250;

export class InspectorDialog {
  private readonly parts: Parts;
  private readonly numbers: Numbers;
  private subject: Subject | null = null;
  private spot: Spot = { head: 0, row: 0, column: 0 };
  private sorting: Sorting = UNSORTED;
  private sheet: { readonly key: readonly unknown[]; readonly made: Sheet } | null = null;
  private shown = "";
  private timer = 0;
  /** The spot of the address as it was heard or said last. */
  private said = "";
  /** What had the focus before. */
  private from: Element | null = null;

  constructor(private readonly context: Context) {
    const { store, session } = context;
    this.parts = partsOf(context, {
      heading: {
        open: (name) => store.set({ inspect: name, spot: formatSpot({ head: this.spot.head, row: 0, column: 0 }) }),
        head: (index) => this.move({ ...this.spot, head: index }),
        close: () => this.leave(),
      },
      acts: {
        sort: (along, by) => this.sort(along, by),
        unsort: () => this.unsort(),
        extreme: (which) => this.extreme(which),
        tensor: () => this.numbers.held?.tensor ?? null,
      },
      cell: (cell) => this.go(cell),
    });
    const { dialog } = this.parts;
    this.numbers = new Numbers(session, {
      wanted: () => dialog.open,
      onCome: () => this.draw(),
      onTrouble: () => this.parts.show(this.sheet?.made ?? null, this.cursor(), this.numbers.trouble),
    });
    dialog.addEventListener("click", (event) => event.target === dialog && this.leave());
    dialog.addEventListener("close", () => this.closed());
  }

  update(state: State): void {
    const { dialog } = this.parts;
    const { session } = this.context;
    if (state.inspect === "") return dialog.open ? dialog.close() : undefined;
    const key = `${session.model().id} ${state.inspect}`;
    if (key !== this.shown) {
      this.shown = key;
      this.subject = subjectOf(session.model(), state.inspect);
      [this.sorting, this.sheet, this.numbers.trouble] = [UNSORTED, null, ""];
      if (this.subject) this.spot = this.startOf(state, this.subject);
    } else if (state.spot !== this.said) this.spot = parseSpot(state.spot) ?? this.spot;
    this.said = state.spot;
    if (!dialog.open) {
      this.from = document.activeElement;
      dialog.showModal();
    }
    this.draw();
  }

  private leave(): void {
    clearTimeout(this.timer);
    this.context.store.set({ inspect: "", spot: "" });
  }

  private closed(): void {
    // The event comes late: another matrix may have been opened since.
    if (this.parts.dialog.open) return;
    this.leave();
    this.numbers.forget();
    [this.sheet, this.shown, this.sorting] = [null, "", UNSORTED];
    this.parts.clear();
    // The browser gives the focus back, unless what had it is gone.
    if (this.from && !this.from.isConnected)
      document.querySelector<HTMLElement>('[data-part="main"]')?.focus({ preventScroll: true });
  }

  /** Where the cursor lies on screen. */
  private cursor(): Cell {
    return this.sheet ? this.sheet.made.shown(this.spot) : this.spot;
  }

  private go(cell: Cell): void {
    if (!this.sheet) return;
    const now = this.sheet.made;
    this.move({ head: this.spot.head, ...now.original(cell) });
    this.parts.say(`${now.name(cell)}: ${number(now.value(cell))}`);
  }

  private move(next: Spot): void {
    this.spot = next;
    this.draw();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.said = formatSpot(this.spot);
      if (this.parts.dialog.open) this.context.store.set({ spot: this.said });
    }, SETTLED);
  }

  private sort(along: words.Along, by: number): void {
    if (!this.sheet) return;
    this.sorting = sortedBy(this.sheet.made, along, by);
    this.draw();
    // The cursor goes where the order begins.
    if (this.sorting[along]) this.go({ ...this.cursor(), [along === "rows" ? "row" : "column"]: 0 });
    this.parts.say(orderText(this.sheet.made, along));
  }

  private unsort(): void {
    this.sorting = UNSORTED;
    this.draw();
    this.parts.say(words.IN_OWN_ORDER);
  }

  private extreme(which: "least" | "most"): void {
    const { held } = this.numbers;
    const found = held && extremes(held.drawn.data);
    if (!found || !this.subject) return;
    const { head, cell } = whereIs(this.subject, found[which]);
    this.move({ head, ...cell });
    if (!this.sheet) return;
    const [now, at] = [this.sheet.made, this.cursor()];
    this.parts.plot.approach(at);
    this.parts.say(words.extremeIs(which, now.value(at), now.name(at)));
  }

  /** Where the cursor is when the address does not say. */
  private startOf(state: State, subject: Subject): Spot {
    const given = parseSpot(state.spot);
    if (given) return given;
    const scene = sceneOf(state, this.context.session.model(), subject.hook, null, "light");
    const { row, column } = subject.kind === "hook" ? scene.cursor : { row: 0, column: 0 };
    return { head: scene.head ?? 0, row: row ?? 0, column };
  }

  private draw(): void {
    const { subject, numbers, parts } = this;
    const { state } = this.context.store;
    const picked = subject && pickedAxis(subject.hook);
    const heads = picked === null ? 1 : (subject?.hook.shape[picked] ?? 1);
    this.spot = { ...this.spot, head: Math.min(this.spot.head, heads - 1) };
    parts.heading.update(subject, state.inspect, picked === null ? null : this.spot.head);
    if (subject) numbers.ask(subject);
    else numbers.trouble = words.noSuch(state.inspect);
    const held = subject && numbers.held?.name === subject.name ? numbers.held : null;
    const waiting = numbers.trouble || (held ? "" : this.waitingText());
    if (!held || !subject) return parts.show(null, this.spot, waiting);
    const made = this.sheetFor(subject, held, state);
    const { rows, columns } = made.plane;
    // A matrix that is not wide leaves room for its numbers beside it.
    parts.dialog.classList.toggle("beside", isSquare(made.plane));
    const [row, column] = [Math.min(this.spot.row, rows - 1), Math.min(this.spot.column, columns - 1)];
    this.spot = { ...this.spot, row, column };
    parts.show(made, this.cursor(), waiting);
  }

  /** The same one as before where nothing about it has changed: figures tell by identity. */
  private sheetFor(subject: Subject, { drawn }: Held, state: State): Sheet {
    const { sorting, spot } = this;
    const [model, tone] = [this.context.session.model(), toneOf(state.theme)];
    const key = [drawn, spot.head, tone, state.range, sorting, model];
    const before = this.sheet;
    if (before && key.every((part, i) => part === before.key[i])) return before.made;
    const scene = sceneOf({ ...state, head: spot.head }, model, subject.hook, drawn, tone);
    const made = sheetOf(subject, scene, sorting);
    this.sheet = { key, made };
    return made;
  }

  private waitingText(): string {
    const { outcome, status } = this.context.session;
    if (outcome.kind === "failed") return `${outcome.message}. ${outcome.hint}`;
    const text = status.state === "ready" || status.state === "idle" ? words.FETCHING : statusText(status);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }
}
