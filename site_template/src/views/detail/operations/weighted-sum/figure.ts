/** The mix of values: the keys as patches, the attention that each gets, one feature of their values, the mix. */
import { magnitudeScale } from "../../../../marks/colours.ts";
import { html, style } from "../../../../marks/element.ts";
import type { Pixels } from "../../../../marks/picture.ts";
import { paintTokenStrip } from "../../../../marks/token-strip.ts";
import { type Grid, tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import type { Across } from "../../figures/across.ts";
import { type Lane, lane } from "../../figures/lanes.ts";
import { sharedScale } from "../../figures/scales.ts";
import { thumb } from "../../figures/thumb.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { type Drawn, sumPage } from "../sums/page.ts";
import { firstTermOf } from "../sums/story.ts";
import { ofToken } from "../sums/words.ts";
import { featureName, tokenOf } from "../words.ts";
import * as words from "./words.ts";
import type { MixWork } from "./work.ts";

const [THUMB, PATCHES] = [34, 16];

export const mixFigure = (context: Context): OperationFigure<MixWork> => sumPage(context, drawn);

function drawn(setting: Setting, work: MixWork): Drawn {
  const { hook, grid, cell, tone, state } = setting;
  const query = tokenOf(setting);
  const key = thumb("value", THUMB);
  return {
    name: `${hook.name}, one number`,
    label: words.spoken(work, query, cell.column, cell.head),
    sum: work,
    left: {
      role: "pattern",
      title: words.attention,
      under: words.toEachKey(query),
      scale: magnitudeScale(Math.max(...work.left)),
      quantity: words.attention,
    },
    right: {
      role: "value",
      title: words.value,
      under: words.ofEachKey(cell.column),
      scale: sharedScale(tone, state.range, work.right),
      quantity: words.valueQuantity(cell.column),
    },
    heads: null,
    matrix: null,
    above: (_, shape) => patches(work.pixels, grid, shape),
    beside: { element: key.element, edge: THUMB, at: (index) => key.draw(work.pixels, grid, index) },
    termName: (i) => tokenName(grid, i),
    result: {
      role: "value",
      title: words.mix,
      under: ofToken(query),
      scale: sharedScale(tone, state.range, work.row),
      quantity: words.mixQuantity,
      heads: null,
      how: words.ofKeys(work.terms.length),
      placeName: featureName,
    },
    picks: (index) => ({ column: index }),
    firstTerm: firstTermOf({ weights: null }),
  };
}

/** The keys as patches, one over each position. */
function patches(pixels: Pixels | null, grid: Grid, shape: Across): Lane {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const own = lane("plain", "patches");
  own.clip.prepend(canvas);
  own.name(words.keys, words.whichKeys(grid));
  own.size(shape.width, PATCHES);
  const prefixColour = getComputedStyle(document.documentElement).getPropertyValue("--cls");
  const strip = { axis: "key", direction: "across", length: shape.width, thickness: PATCHES, prefixColour } as const;
  if (pixels) paintTokenStrip(canvas, pixels, grid, strip, devicePixelRatio);
  style(canvas, { width: `${shape.width}px`, height: `${PATCHES}px` });
  return own;
}
