/** A score: query and key beside their patches, the products, the row of scores. */
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { sharedScale } from "../../figures/scales.ts";
import { thumb } from "../../figures/thumb.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { type Drawn, sumPage } from "../sums/page.ts";
import type { Side } from "../sums/spec.ts";
import { firstTermOf } from "../sums/story.ts";
import { becomes } from "../sums/words.ts";
import { featureName } from "../words.ts";
import { pairOf } from "./story.ts";
import * as words from "./words.ts";
import type { ScoreWork } from "./work.ts";

const THUMB = 34;

export const scoreFigure = (context: Context): OperationFigure<ScoreWork> => sumPage(context, drawn);

function drawn(setting: Setting, work: ScoreWork): Drawn {
  const { hook, grid, cell, tone, state } = setting;
  const [query, key] = pairOf(setting, work);
  const scale = sharedScale(tone, state.range, work.left, work.right);
  const side = (role: string, title: string, under: string, token: number): Side => {
    const picture = thumb(role, THUMB);
    picture.draw(work.pixels, grid, token);
    return { role, title, under, picture: picture.element, scale, quantity: words.both };
  };
  return {
    name: `${hook.name}, one score`,
    label: words.spoken(work, query, key, cell.head),
    sum: work,
    left: side("query", words.query, query, cell.token),
    right: side("key", words.key, key, work.index),
    heads: null,
    matrix: null,
    above: null,
    beside: null,
    termName: featureName,
    result: {
      role: "pattern",
      title: words.scores,
      under: words.oneKeyEach(query),
      scale: sharedScale(tone, state.range, work.row),
      quantity: words.quantity,
      heads: null,
      how: becomes(work),
      placeName: (i) => tokenName(grid, i),
    },
    picks: (index) => ({ column: index }),
    firstTerm: firstTermOf({ weights: null }),
  };
}
