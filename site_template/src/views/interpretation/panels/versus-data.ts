/** The maps of what a picture stands beside: asked for once, the last ones kept. */
import type { InterpretationData } from "../data.ts";
import { mapsData } from "../recipe.ts";
import type { Versus } from "./counterpart.ts";

export interface Counterparts {
  /** Nothing while they are on their way; null where the site has none. */
  of(versus: Versus): InterpretationData | null | undefined;
}

export function counterparts(onCome: () => void): Counterparts {
  let known: { readonly key: string; readonly data: InterpretationData | null } | null = null;
  let asked = "";
  return {
    of({ model, picture }) {
      const key = `${model.id} ${picture.id}`;
      if (known?.key === key) return known.data;
      if (asked === key) return undefined;
      asked = key;
      const arrived = (data: InterpretationData | null) => {
        if (asked !== key) return;
        known = { key, data };
        onCome();
      };
      mapsData(model, picture.id).then(arrived, () => arrived(null));
      return undefined;
    },
  };
}
