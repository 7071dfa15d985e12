/** The numbers of what is shown: asked for once a run, or once a model for weights; old ones stay until then. */

import type { TensorValue } from "../engine/engine.ts";
import type { Session } from "../page/session.ts";
import { asDrawn, type Subject } from "./subject.ts";
import * as words from "./words.ts";

export interface Held {
  readonly name: string;
  /** With its own axes, and as figures draw it. */
  readonly tensor: TensorValue;
  readonly drawn: TensorValue;
}

export interface NumbersEvents {
  /** Whether anybody still wants them. */
  wanted(): boolean;
  onCome(): void;
  onTrouble(): void;
}

export class Numbers {
  held: Held | null = null;
  /** Why there are none, in a sentence; empty where nothing is wrong. */
  trouble = "";
  private asked: { readonly of: object; readonly name: string } | null = null;

  constructor(
    private readonly session: Session,
    private readonly events: NumbersEvents,
  ) {}

  forget(): void {
    [this.held, this.asked] = [null, null];
  }

  ask(subject: Subject): void {
    const { session, events } = this;
    const { name } = subject;
    const isWeight = subject.kind === "weight";
    if (isWeight ? session.status.state === "idle" : session.outcome.kind !== "done") return;
    const of: object = isWeight ? session.model() : session.outcome;
    if (this.asked?.of === of && this.asked.name === name) return;
    const mine = (this.asked = { of, name });
    const isWanted = () => this.asked === mine && events.wanted();
    this.trouble = "";
    (isWeight ? session.weight(name) : session.tensor(name)).then(
      (tensor) => {
        if (!isWanted()) return;
        this.held = { name, tensor, drawn: asDrawn(tensor, subject) };
        events.onCome();
      },
      (error: unknown) => {
        if (!isWanted()) return;
        const { message, hint } = error as { message?: string; hint?: string };
        this.asked = isWeight ? null : mine;
        this.trouble = `${message ?? words.NOT_FETCHED} ${hint ?? ""}`;
        events.onTrouble();
      },
    );
  }
}
