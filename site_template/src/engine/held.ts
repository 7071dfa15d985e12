/** Runs whose tensors are in a worker: where each is, who has a use for it, and why it is gone. */
import { EngineError } from "../errors.ts";
import type { Channel } from "./channel.ts";
import type { Backend } from "./engine.ts";
import type { Calls } from "./protocol.ts";
import * as words from "./words.ts";

export interface Place {
  readonly channel: Channel;
  readonly backend: Backend;
  /** The run's number in the worker. */
  readonly run: number;
}

type Asked = "tensor" | "rerun";

/** All that are held; each is released when nobody has a use for it any more. */
export class HeldRuns {
  readonly #all = new Set<HeldRun>();
  readonly #onChange: (channels: ReadonlySet<Channel>) => void;
  readonly #onCrash: (error: EngineError) => void;
  #count = 0;

  /**
   * @param onChange is told which workers have to stay for the sake of these runs.
   * @param onCrash hears of a worker that stopped while a run was repeated in it.
   */
  constructor(onChange: (channels: ReadonlySet<Channel>) => void, onCrash: (error: EngineError) => void) {
    this.#onChange = onChange;
    this.#onCrash = onCrash;
  }

  /** A number that no run has had. */
  next(): number {
    return this.#count++;
  }

  /** One that a worker has, with so many who have a use for it. */
  add(place: Place, holders = 1): HeldRun {
    const held = new HeldRun(
      place,
      holders,
      () => {
        if (held.isGone) this.#all.delete(held);
        this.#tell();
      },
      this.#onCrash,
    );
    this.#all.add(held);
    this.#tell();
    return held;
  }

  /** Those in a worker. */
  in(channel: Channel | null): readonly HeldRun[] {
    return [...this.#all].filter((held) => held.place.channel === channel);
  }

  #tell(): void {
    this.#onChange(new Set([...this.#all].map(({ place }) => place.channel)));
  }
}

export class HeldRun {
  /** Where it is, or was last. */
  place: Place;
  /** The same; on its way where the run is done once more, and rejecting once the run is gone. */
  #way: Promise<Place>;
  #holders: number;
  #isLeaving = false;
  #isMoving = false;
  readonly #onChange: () => void;
  readonly #onCrash: (error: EngineError) => void;

  constructor(place: Place, holders: number, onChange: () => void, onCrash: (error: EngineError) => void) {
    this.place = place;
    this.#holders = holders;
    this.#way = Promise.resolve(place);
    this.#onChange = onChange;
    this.#onCrash = onCrash;
  }

  /** Whether one alone has a use for it. */
  get isSingle(): boolean {
    return this.#holders === 1;
  }

  get isMoving(): boolean {
    return this.#isMoving;
  }

  /** Whether nobody has a use for it, or nothing is left to have a use for. */
  get isGone(): boolean {
    return this.#holders === 0;
  }

  /** One more has a use for it. */
  async hold(): Promise<void> {
    await this.#way;
    if (this.#isLeaving || this.isGone) throw new EngineError(...words.runGone);
    this.#holders++;
  }

  /** One less; the last lets its tensors go. */
  drop(): void {
    if (this.isGone || --this.#holders > 0) return;
    const { channel, run } = this.place;
    if (!channel.isClosed) channel.call("release", { runs: [run] }).catch(() => {});
    this.leave(new EngineError(...words.runGone));
  }

  /** Its place is about to be taken, or is not after all. */
  set isLeaving(whether: boolean) {
    this.#isLeaving = whether;
  }

  /** Its tensors are gone. */
  leave(reason: Error): void {
    this.#holders = 0;
    this.#turn(Promise.reject(reason));
    this.#onChange();
  }

  /** Its tensors come again, elsewhere. */
  move(way: Promise<Place>): void {
    this.#isMoving = true;
    const arrived = way.then((place) => {
      this.#isMoving = false;
      this.place = place;
      this.#onChange();
      return place;
    });
    arrived.catch((error: Error) => {
      this.#isMoving = false;
      this.leave(error);
    });
    this.#turn(arrived);
  }

  /** Asks the worker that has it. */
  async ask<K extends Asked>(
    kind: K,
    request: Omit<Calls[K]["request"], "run">,
  ): Promise<{ readonly reply: Calls[K]["reply"]; readonly place: Place }> {
    const way = this.#way;
    const place = await way;
    const { channel, run } = place;
    try {
      return { reply: await channel.call(kind, { ...request, run } as Calls[K]["request"]), place };
    } catch (error) {
      // Whoever watches the worker has had its turn by then.
      if (channel.isClosed) await channel.closed;
      const isCrash = channel.isClosed && error instanceof EngineError;
      if (isCrash && this.isGone && kind === "rerun") this.#onCrash(error);
      // What was lost with a graphics card comes again; why anything else is gone is said by the next call.
      if (this.#way === way || (isCrash && this.isGone)) throw error;
      return this.ask(kind, request);
    }
  }

  #turn(way: Promise<Place>): void {
    this.#way = way;
    way.catch(() => {});
  }
}
