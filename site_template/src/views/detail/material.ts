/** Fetches what a page asks for, of the present run; asks again only when the run or the wish is another one. */
import type { TensorValue } from "../../engine/engine.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Session } from "../../page/session.ts";
import type { Material, Needs } from "./operation.ts";
import { notAskedFor } from "./words.ts";

export interface Store {
  /** What was asked for, or null while it is on its way. */
  get(needs: Needs): Material | null;
  destroy(): void;
}

export function materialStore(session: Session, onThere: () => void): Store {
  let asked: { readonly outcome: object; readonly wish: string } | null = null;
  let there: Material | null = null;
  let isAlive = true;

  function fetch(needs: Needs, mine: object): void {
    const tensors = Promise.all(needs.tensors.map((name) => session.tensor(name)));
    const weights = Promise.all(needs.weights.map((name) => session.weight(name)));
    const pixels = needs.pixels ? session.pixels() : Promise.resolve(null);
    Promise.all([tensors, weights, pixels]).then(
      (found) => {
        if (asked !== mine || !isAlive) return;
        there = materialOf(...found);
        onThere();
      },
      () => {
        if (asked === mine) asked = null;
      },
    );
  }

  return {
    get(needs) {
      const { outcome } = session;
      if (outcome.kind !== "done") return null;
      const wish = JSON.stringify(needs);
      if (asked?.outcome !== outcome || asked.wish !== wish) {
        there = null;
        asked = { outcome, wish };
        fetch(needs, asked);
      }
      return there;
    },
    destroy() {
      isAlive = false;
    },
  };
}

function materialOf(tensors: readonly TensorValue[], weights: readonly TensorValue[], pixels: Pixels | null): Material {
  const pick = (all: readonly TensorValue[], name: string): TensorValue => {
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(notAskedFor(name));
    return found;
  };
  return { tensor: (name) => pick(tensors, name), weight: (name) => pick(weights, name), pixels };
}
