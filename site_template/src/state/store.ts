/** The one store: who wants to know of the state subscribes, who changes it writes the address. */
import type { Address } from "./address.ts";
import { format, INITIAL, type Key, parse, type State, same } from "./table.ts";

/** A change of one of these is a step that "back" undoes; any other rewrites the present step. */
const STEPS: readonly Key[] = ["view", "model", "image", "hook", "open", "concept", "path", "inspect"];

export type Listener = (state: State, previous: State) => void;

export interface Store {
  readonly state: State;
  set(change: Partial<State>): void;
  /** The address of this state with a change, for links. */
  link(change: Partial<State>): string;
  subscribe(listener: Listener): () => void;
  destroy(): void;
}

/** The one store. `remembered` fills in what the address does not say, such as a theme kept from the last visit. */
export function createStore(address: Address, remembered: Partial<State> = {}): Store {
  const base: State = { ...INITIAL, ...remembered };
  const listeners = new Set<Listener>();
  let state = parse(address.read(), base);

  function move(next: State): void {
    const previous = state;
    if (same(next, previous)) return;
    state = next;
    for (const listener of [...listeners]) listener(state, previous);
  }

  // Going back must not bring an old theme or backend back: they are tastes, not places.
  const stop = address.onChange(() =>
    move(parse(address.read(), { ...base, theme: state.theme, backend: state.backend })),
  );
  return {
    get state() {
      return state;
    },
    set(change) {
      const next = { ...state, ...change };
      if (same(next, state)) return;
      const step = STEPS.some((key) => next[key] !== state[key]);
      address.write(format(next), step);
      move(next);
    },
    link: (change) => `#${format({ ...state, ...change })}`,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy: stop,
  };
}
