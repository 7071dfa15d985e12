/** What the overview says around its figure: a title, and a few sentences on how to read it. */

import { hasConcept, term } from "../../controls/links.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { html } from "../../marks/element.ts";
import { grouped } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import { segmentsOf } from "./segments.ts";
import type { Plan } from "./shapes.ts";

const COUNTS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const count = (value: number): string => COUNTS[value] ?? String(value);

export const titleOf = (plan: Plan): string =>
  `One picture, one stream, ${count(plan.blocks.length)} block${plan.blocks.length === 1 ? "" : "s"}`;

const adds = (hooks: readonly Hook[]) => segmentsOf(hooks).filter(({ end }) => end !== null).length;
const TIMES = ["never", "once", "twice"];
const times = (value: number): string => TIMES[value] ?? `${count(value)} times`;

/** `[concept|role|words]` is a term. */
export function paragraphsOf(model: ModelEntry, plan: Plan): string[] {
  const { config } = model;
  const { side, prefix } = gridOf(config);
  const width = grouped(config.d_model);
  const often = times(adds(plan.blocks[0]?.hooks ?? []));
  return [
    `The [image|plain|picture] is cut into ${side * side} [patch|plain|patches]. Each becomes a [token|plain|token]: a row of ${width} numbers. ${
      prefix > 0
        ? "One row more, [cls-token|cls|CLS], belongs to no patch; the answer will be read from it."
        : "The answer will be read from all of them."
    }`,
    `All rows travel on the [residual-stream|stream|residual stream]. Each block reads it and adds to it ${often}: [self-attention|pattern|attention] carries information between tokens, the [mlp|mlp|MLP] works on each token alone. Nothing is replaced.`,
    `The small pictures compare every patch with the chosen token after each block. Choose another patch on the picture, and all of them change. The last row goes through the [layer-norm|norm|norm] and the head, and comes out as [class-probabilities|class|probabilities].`,
  ];
}

export function proseOf(context: Context, model: ModelEntry, plan: Plan): HTMLElement[] {
  return paragraphsOf(model, plan).map((source) =>
    html(
      "p",
      {},
      ...source.split(/(\[[^\]]+\])/).map((piece) => {
        const found = /^\[([^|]+)\|([^|]+)\|([^\]]+)\]$/.exec(piece);
        if (!found) return piece;
        const [, concept, role, words] = found;
        return term(context, hasConcept(context.manifest, concept!) ? concept! : null, role!, words!);
      }),
    ),
  );
}

/** How costs are counted, said once. */
export const COUNTING =
  "Parameters are counted from the shapes: a matrix has inputs × outputs, and a bias for each output. Compute is counted in multiply-adds of the matrix products (rows × inputs × outputs), the scores and the weighted sums among them; normalisation, softmax, the activation and additions are left out.";
