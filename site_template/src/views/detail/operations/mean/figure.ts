/** Several heads averaged: what each says of a class, its share, the logits that come out. */
import { magnitudeScale } from "../../../../marks/colours.ts";
import type { Context } from "../../../../page/context.ts";
import { sharedScale } from "../../figures/scales.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { type Drawn, sumPage } from "../sums/page.ts";
import { firstTermOf } from "../sums/story.ts";
import { classNameOf } from "../words.ts";
import * as words from "./words.ts";
import type { MeanWork } from "./work.ts";

export const meanFigure = (context: Context): OperationFigure<MeanWork> => sumPage(context, drawn);

function drawn({ hook, tone, state, model }: Setting, work: MeanWork): Drawn {
  const scale = sharedScale(tone, state.range, work.left, work.row);
  const side = (role: string, [title, under]: readonly [string, string], quantity: string) => ({
    role,
    title,
    under,
    quantity,
  });
  return {
    name: `${hook.name}, one class`,
    label: words.spoken(work, classNameOf(model, work.index)),
    sum: work,
    left: { ...side("class", words.eachHead, words.eachHead[0]), scale },
    right: { ...side("plain", words.share, words.shareQuantity), scale: magnitudeScale(1) },
    heads: null,
    matrix: null,
    above: null,
    beside: null,
    termName: (i) => words.headOf(work.names[i]!),
    result: {
      ...side("class", words.logits, words.eachHead[0]),
      scale,
      heads: null,
      how: words.ofHeads(work.names.length),
      placeName: (i) => classNameOf(model, i),
    },
    picks: (index) => ({ column: index }),
    firstTerm: firstTermOf({ weights: null }),
  };
}
