/** What a page of the detail view is made of: one kind of operation, how it is worked out, told and drawn. */
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import type { Tone } from "../../marks/colours.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { Context, Mark } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import type { Page } from "./pages.ts";

/** The number of the output that is looked at. */
export interface Cell {
  /** Position in the sequence, prefix tokens first; for rows of patches only, never a prefix token. */
  readonly token: number;
  /** 0 where the tensor has no heads. */
  readonly head: number;
  /** Index on the last axis: a feature, a key, a class. */
  readonly column: number;
}

/** What is looked at: known before any tensor is there. */
export interface Setting {
  readonly model: ModelEntry;
  readonly grid: Grid;
  readonly page: Page;
  /** The one of the page's hooks that the address names: q, k or v, say. */
  readonly hook: Hook;
  readonly cell: Cell;
  readonly tone: Tone;
  readonly state: State;
}

/** What an operation asks for before it can be worked out. */
export interface Needs {
  readonly tensors: readonly string[];
  readonly weights: readonly string[];
  readonly pixels?: boolean;
}

/** What was asked for, of one run; asking for anything else is an error. */
export interface Material {
  tensor(name: string): TensorValue;
  weight(name: string): TensorValue;
  /** The picture as the model sees it. */
  readonly pixels: Pixels | null;
}

/** One step of the animation. */
export interface Step {
  /** What the figure is at: "terms", "bias", "sum" and the like; the first step of every page is "whole". */
  readonly phase: string;
  /** Which one of the phase's steps this is, and how many there are. */
  readonly index: number;
  readonly count: number;
  /** At normal speed. */
  readonly seconds: number;
  /** Lines of the code that this step is, from 0. */
  readonly lines: readonly number[];
  /** Patches of the picture that it is about; those of the cell where it says nothing. */
  readonly marks?: readonly Mark[];
  /** What happens here, with its numbers: one to three sentences; `{role|text}` colours a term. */
  say(): string;
}

/** A part of the worked formula. */
export interface Piece {
  readonly text: string;
  /** Colour of a quantity, as in styles/tokens.css. */
  readonly role?: string;
  /** The result; the part that this step is at; what stands for terms left out, which opens the list of all. */
  readonly part?: "result" | "now" | "more";
}

/** One term of a long sum. */
export interface Term {
  /** What it stands for: "feature 17", "patch (3, 2)". */
  readonly name: string;
  /** What is multiplied; a single number where nothing is. */
  readonly factors: readonly number[];
  readonly value: number;
  /** The sum so far, this term included. */
  readonly running: number;
}

/** A long sum, so that all of it can be read. */
export interface Sum {
  readonly count: number;
  /** Headings of the factors, with their roles. */
  readonly factors: readonly { readonly name: string; readonly role: string }[];
  term(index: number): Term;
}

/** A working as it is told. */
export interface Story {
  /** What the page is about, a question or a short sentence: "How well does a query match a key?" */
  readonly title: string;
  /** Two or three short paragraphs that are true at every step; `{role|text}` colours a term. */
  readonly words: readonly string[];
  /** PyTorch, line by line, in the field's names. */
  readonly code: readonly string[];
  readonly steps: readonly Step[];
  /** The formula with its numbers, as it stands at a step. */
  formula(step: Step): readonly Piece[];
  readonly sum: Sum | null;
  /** The number that the working comes to; it equals the hook's own. */
  readonly result: number;
}

/** Where the animation is: `progress` runs from 0 to 1 within a step, and is 1 at rest. */
export interface Moment {
  readonly step: Step;
  readonly progress: number;
}

export interface OperationFigure<W> {
  readonly element: HTMLElement;
  /** Draws everything anew: another cell, another run, another width or tone. */
  draw(setting: Setting, work: W): void;
  /** Moves to a moment of the animation; called on every frame, so it changes only what differs. */
  at(moment: Moment): void;
  destroy(): void;
}

/** One kind of operation. `W` is its working: plain numbers, worked out in maths/workings. */
export interface Operation<W> {
  needs(setting: Setting): Needs;
  work(setting: Setting, material: Material): W;
  story(setting: Setting, work: W): Story;
  figure(context: Context): OperationFigure<W>;
}
