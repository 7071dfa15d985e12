/** The words beside the figure, as paragraphs whose concepts are links. */
import { hasConcept, term } from "../../controls/links.ts";
import { type Child, html } from "../../marks/element.ts";
import { meanArea } from "../../maths/interaction/windows.ts";
import type { Context } from "../../page/context.ts";
import type { Scene } from "./scene.ts";
import { kText } from "./settings.ts";
import { standing } from "./standing.ts";
import { definitions, fieldWords, flowWords, type Paragraph, type Piece, windowWords } from "./words/beside.ts";

export const wordsBeside = (context: Context, scene: Scene): HTMLElement[] =>
  [...PARAGRAPHS[scene.figure](scene), definitions]
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => html("p", {}, ...pieces.map((piece) => drawn(context, piece))));

function drawn(context: Context, piece: Piece): Child {
  if (typeof piece === "string") return piece;
  if ("strong" in piece) return html("strong", {}, piece.strong);
  if ("href" in piece) return html("a", { href: piece.href, rel: "noopener" }, piece.text);
  return term(context, hasConcept(context.manifest, piece.concept) ? piece.concept : null, "pattern", piece.text);
}

const PARAGRAPHS: Readonly<Record<Scene["figure"], (scene: Scene) => Paragraph[]>> = {
  window: ofWindow,
  field: ofField,
  tendency: ofFlow,
};

function ofWindow(scene: Scene): Paragraph[] {
  const { block, count, indicator, k, patchName } = scene;
  const [cut, box, boxes] = [scene.cut(block), scene.window(block), scene.windows(block)];
  const bright = windowWords.bright(patchName, block, indicator);
  if (!cut || !box || !boxes) return [bright];
  const out = standing(scene, block).length;
  return [
    bright,
    [...degenerate(scene), ...(cut.std > 0 ? windowWords.dots(out, k, kText(k)) : [])],
    scene.isEdited(block) ? windowWords.own(patchName, block, box, count) : windowWords.adaptive(box, count),
    windowWords.average(meanArea(boxes) / boxes.length),
  ];
}

/** What makes a window the whole grid, or one patch, and is no finding. */
function degenerate(scene: Scene): Paragraph {
  const { block, indicator, data } = scene;
  const cut = scene.cut(block)!;
  if (cut.std === 0 && indicator === "std" && data.model.config.n_heads === 1) return [windowWords.oneHead];
  if (cut.std === 0) return [windowWords.allAlike];
  return standing(scene, block).length === 0 ? [windowWords.alone] : [];
}

function ofField(scene: Scene): Paragraph[] {
  const { block, patch, patchName } = scene;
  const sizes = scene.sizes(block);
  if (!sizes) return [fieldWords.question];
  const order = [...sizes].sort((a, b) => a - b);
  const median = order[Math.floor(order.length / 2)]!;
  return [fieldWords.question, fieldWords.size(patchName, sizes[patch]!, sizes.length, median), fieldWords.least];
}

function ofFlow(scene: Scene): Paragraph[] {
  const { block, patch, patchName } = scene;
  const flow = scene.flow(block);
  if (!flow) return [flowWords.arrows];
  return [flowWords.arrows, flowWords.own(patchName, flow[2 * patch]!, flow[2 * patch + 1]!), flowWords.geometry];
}
