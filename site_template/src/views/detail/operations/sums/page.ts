/** The figure of a page of sums: what it draws, with what only the page can do added to it. */
import type { Context } from "../../../../page/context.ts";
import type { State } from "../../../../state/table.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { sumFigure } from "./figure.ts";
import type { SumSpec } from "./spec.ts";

/** The spec without what only the page can do: choose another place, go to a step. */
export type Drawn = Omit<SumSpec, "pick" | "seek" | "tone"> & {
  /** The change of state that puts the result at another place of its row. */
  readonly picks: (index: number) => Partial<State>;
  readonly firstTerm: number;
};

export function sumPage<W>({ store }: Context, drawn: (setting: Setting, work: W) => Drawn): OperationFigure<W> {
  const figure = sumFigure();
  return {
    element: figure.element,
    draw(setting, work) {
      const { picks, firstTerm, ...spec } = drawn(setting, work);
      figure.draw({
        ...spec,
        tone: setting.tone,
        pick: (index) => store.set(picks(index)),
        seek: (index) => store.set({ at: firstTerm + index }),
      });
    },
    at: figure.at,
    destroy: () => undefined,
  };
}
