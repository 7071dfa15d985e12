/** An activation as its curve, with a token's hidden numbers on it. */
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { curveFigure } from "./curve-figure.ts";
import { reading, spoken } from "./words.ts";
import type { ActivationWork } from "./work.ts";

const tokenOf = ({ grid, cell }: Setting): string => tokenName(grid, cell.token);

export const activationFigure = (context: Context): OperationFigure<ActivationWork> =>
  curveFigure(context, {
    kind: "activation-figure",
    name: (setting) => `${setting.hook.name}, ${tokenOf(setting)}`,
    reading: ({ passing, activation }) => reading(passing, activation !== null),
    spoken: (made, setting) => spoken(made, tokenOf(setting)),
  });
