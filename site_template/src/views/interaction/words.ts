/** The words beside the figure: what is seen on this picture, with its own numbers, and what it is for. */

import { hasConcept, term } from "../../controls/links.ts";
import { type Child, html } from "../../marks/element.ts";
import { meanArea } from "../../maths/interaction/windows.ts";
import { number } from "../../maths/numbers.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Scene } from "./scene.ts";
import { kText } from "./settings.ts";
import { areaWords, boxWords, INDICATOR_WORDS, share, standing, wayWords } from "./texts.ts";

type Link = (concept: string, text: string) => HTMLElement;

export function headingOf({ figure, patchName }: Scene): string {
  if (figure === "window") return `What ${patchName} reads, block by block`;
  return figure === "field"
    ? `Who reads ${patchName}, block by block`
    : "From which side patches are read, block by block";
}

export function titleOf({ figure, patchName, block, isEdited }: Scene): string {
  if (figure === "window") return `${isEdited(block) ? "Your window" : "Window"} of ${patchName} in block ${block}`;
  return figure === "field" ? `Sizes of responsive fields in block ${block}` : `Tendencies in block ${block}`;
}

/** The figure for those who do not see it. */
export function spokenOf(scene: Scene): string {
  const { figure, block, patch, patchName, grid } = scene;
  const box = scene.window(block);
  const [sizes, flow] = [scene.sizes(block), scene.flow(block)];
  if (!box || !sizes || !flow) return "The numbers are not here yet.";
  if (figure === "window")
    return `${standing(scene, block).length} other patches stand out in what ${patchName} takes. The window: ${boxWords(box)}, ${areaWords(box, grid.side)}${scene.isEdited(block) ? ", set by hand" : ""}.`;
  if (figure === "field") {
    const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]!);
    const named = (one: number) => `${tokenName(grid, one + grid.prefix)} ${share(sizes[one]!)}`;
    return `${patchName} is in the windows of ${share(sizes[patch]!)} of the patches. The largest field: ${named(order[0]!)}; the smallest: ${named(order.at(-1)!)}.`;
  }
  return `Of ${patchName}: ${wayWords(flow[2 * patch]!, flow[2 * patch + 1]!)}. The longest of this block: ${number(scene.reach(block))} patches at most.`;
}

export function wordsBeside(context: Context, scene: Scene): HTMLElement[] {
  const link: Link = (concept, text) =>
    term(context, hasConcept(context.manifest, concept) ? concept : null, "pattern", text);
  const paragraphs = { window: windowWords, field: fieldWords, tendency: flowWords }[scene.figure](scene, link);
  return [...paragraphs, definitions()].map((pieces) => html("p", {}, ...pieces));
}

function windowWords(scene: Scene, link: Link): Child[][] {
  const { block, grid, indicator, k, patchName } = scene;
  const [cut, box, boxes] = [scene.cut(block), scene.window(block), scene.windows(block)];
  const what = [
    "Bright patches are those that ",
    html("strong", {}, patchName),
    ` takes much from in block ${block}: the `,
    link("patch-interaction", "interaction"),
    `, ${INDICATOR_WORDS[indicator].long}.`,
  ];
  if (!cut || !box || !boxes) return [what];
  const out = standing(scene, block).length;
  const own = scene.isEdited(block)
    ? [
        "The solid box is ",
        html("strong", {}, "your window"),
        `: ${areaWords(box, grid.side)}. In block ${block}, ${patchName} reads nothing outside of it. Below you see what that does.`,
      ]
    : [
        "The box is the smallest that holds it and every dot, its ",
        link("adaptive-window", "adaptive window"),
        `: ${areaWords(box, grid.side)}.`,
      ];
  return [
    what,
    [
      ...degenerate(scene),
      ...(cut.std > 0
        ? [
            html("strong", {}, out === 1 ? "1 dot" : `${out} dots`),
            ` ${out === 1 ? "marks" : "mark"} what stands out: ${k === 1 ? "a standard deviation" : `${kText(k)} standard deviations`} or more above the mean of this row.`,
          ]
        : []),
    ],
    own,
    [
      `Over all patches, the windows of this block take ${share(meanArea(boxes) / boxes.length)} of the grid on average. Drag an edge, or restrict all patches to their windows below: the model runs again.`,
    ],
  ].filter((pieces) => pieces.length > 0);
}

/** What makes a window the whole grid, or one patch, and is no finding. */
function degenerate(scene: Scene): Child[] {
  const { block, indicator, data } = scene;
  const cut = scene.cut(block)!;
  if (cut.std === 0 && indicator === "std" && data.model.config.n_heads === 1)
    return [
      "This model has one head, so heads cannot differ: the standard deviation is 0 for every pair, all patches reach the mean, and every window is the whole grid. Choose another indicator.",
    ];
  if (cut.std === 0)
    return ["All numbers of this row are the same: all of them reach the mean, and the window is the whole grid."];
  if (standing(scene, block).length === 0)
    return ["No other patch stands out at this k: the window is the patch alone. "];
  return [];
}

function fieldWords(scene: Scene, link: Link): Child[][] {
  const { block, patch, patchName } = scene;
  const sizes = scene.sizes(block);
  const first: Child[] = [
    "The question turned round: who reads a patch? Its ",
    link("responsive-field", "responsive field"),
    " are all patches whose ",
    link("adaptive-window", "window"),
    " holds it; bright patches have large ones.",
  ];
  if (!sizes) return [first];
  const order = [...sizes].sort((a, b) => a - b);
  return [
    first,
    [
      html("strong", {}, patchName),
      ` lies in ${Math.round(sizes[patch]! * sizes.length)} of ${sizes.length} windows, ${share(sizes[patch]!)}; the line encloses those patches. The median patch has ${share(order[Math.floor(order.length / 2)]!)}.`,
    ],
    [
      "Patches with the smallest fields, summed over blocks, are the least responsive. Can the model do without them? Remove them below.",
    ],
  ];
}

function flowWords(scene: Scene, link: Link): Child[][] {
  const { block, patch, patchName } = scene;
  const flow = scene.flow(block);
  const first: Child[] = [
    "Each arrow leads from a patch to the middle of all patches that take from it, each weighted by how much: the ",
    link("responsive-field", "tendency"),
    " of its responsive field.",
  ];
  if (!flow) return [first];
  return [
    first,
    [html("strong", {}, patchName), ` is read, on average, from ${wayWords(flow[2 * patch]!, flow[2 * patch + 1]!)}.`],
    [
      "Near the edge of the picture arrows tend inwards by geometry alone: if all took the same, every arrow would point at the centre of the grid.",
    ],
  ];
}

function definitions(): Child[] {
  return [
    "The idea is that of ",
    html("a", { href: "https://arxiv.org/abs/2203.05922", rel: "noopener" }, "Ma et al., 2023"),
    "; the definitions are this project’s own.",
  ];
}
