/** Several heads averaged, as it is told. */
import type { Setting, Story } from "../../operation.ts";
import { type SumText, sumStory } from "../sums/story.ts";
import { classNameOf, firstName } from "../words.ts";
import * as words from "./words.ts";
import type { MeanWork } from "./work.ts";

export const meanStory = (setting: Setting, work: MeanWork): Story => sumStory(work, textOf(setting, work));

function textOf({ hook, model }: Setting, work: MeanWork): SumText {
  const label = firstName(classNameOf(model, work.index));
  return {
    title: words.title,
    words: words.paragraphs(work),
    code: [
      `each = torch.stack([${hook.inputs.join(", ")}])`,
      `share = 1 / ${work.names.length}`,
      `${hook.name}[${work.index}] = (each[:, ${work.index}] * share).sum()`,
      `${hook.name} = each.mean(0)`,
    ],
    lines: { whole: 3, weights: 1, terms: 2, end: 2 },
    symbol: { text: words.symbol(label), role: "class" },
    factors: [
      { name: words.eachHead[0], role: "class" },
      { name: words.share[0], role: "plain" },
    ],
    termName: (i) => words.headOf(work.names[i]!),
    term: (i) => words.oneTerm(work, i),
    whole: words.whole(work, label),
    weights: null,
    result: words.result(work, label),
  };
}
