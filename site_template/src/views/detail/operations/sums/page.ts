/** What pages of sums have in common: their figure, names of tensors in code, and the largest term. */

import type { Hook } from "../../../../data/manifest.ts";
import { number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { largestTerm, type SumOfProducts } from "../../../../maths/workings/sums.ts";
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

/** "W_Q" of "blocks.3.attn.W_Q", "q" of "blocks.3.attn.hook_q". */
export const shortName = (name: string): string =>
  name
    .split(".")
    .pop()!
    .replace(/^hook_/, "");

export const matrixName = ({ weights }: Hook): string => shortName(weights[0] ?? "W");

export const biasName = ({ weights }: Hook): string | null => (weights[1] ? shortName(weights[1]) : null);

/** "CLS", "patch (3, 5)"; a whole phrase: "of CLS". */
export const nameOfToken = ({ grid, cell }: Setting): string => tokenName(grid, cell.token);

export const largestSays = (sum: SumOfProducts, name: (index: number) => string): string => {
  const index = largestTerm(sum);
  return `The largest of them is ${number(sum.terms[index]!)}, from ${name(index)}.`;
};
