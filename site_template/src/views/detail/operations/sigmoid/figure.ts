/** The sigmoid as its curve, with the logits of all classes on it. */
import type { Context } from "../../../../page/context.ts";
import type { OperationFigure } from "../../operation.ts";
import { curveFigure } from "../activation/curve-figure.ts";
import { reading, spoken } from "./words.ts";
import type { SigmoidWork } from "./work.ts";

export const sigmoidFigure = (context: Context): OperationFigure<SigmoidWork> =>
  curveFigure(context, { kind: "activation-figure sigmoid-figure", name: ({ hook }) => hook.name, reading, spoken });
