/** The single shapes of the graph: a concept's box, the number of its step, a stage's name, a line with its head. */
import type { ConceptNode } from "../../data/concepts.ts";
import { svg } from "../../marks/element.ts";
import type { GraphOptions } from "./options.ts";
import { BOX, type Box, type Plan } from "./place.ts";
import type { Wire } from "./wires.ts";

const PADDING = 9;
const HEADS = {
  needs: "M0 0L-7 3.2V-3.2Z",
  part_of: "M0 0L-5 3.4L-10 0L-5 -3.4Z",
  feeds: "M-6.5 4L0 0L-6.5 -4",
  see: "",
} as const;

/** A link to a concept; `wide` is the width that its title asks for. */
export function conceptShape(
  node: ConceptNode,
  { x, y, width }: Box,
  wide: number,
  { role, href }: Pick<GraphOptions, "role" | "href">,
): SVGAElement {
  const [left, top] = [x - width / 2, y - BOX / 2];
  const title = shortened(node.title, wide - 2 * PADDING, width - 2 * PADDING);
  return svg(
    "a",
    { class: `concept role-${role(node)}`, "data-concept": node.id, href: href(node.id) },
    svg("rect", { class: "ring", x: left - 3.5, y: top - 3.5, width: width + 7, height: BOX + 7, rx: 6 }),
    svg("rect", { class: "box", x: left, y: top, width, height: BOX, rx: 3 }),
    svg("text", { x, y: y + 4.2, "text-anchor": "middle" }, title),
  );
}

/** The place for the number of a step; outside of the link, so that it does not become a part of its name. */
export const badgeShape = ({ x, y, width }: Box): SVGGElement =>
  svg(
    "g",
    { class: "badge", transform: `translate(${x - width / 2 - 2} ${y - BOX / 2 - 2})`, "aria-hidden": "true" },
    svg("circle", { r: 8 }),
    svg("text", { y: 3.6, "text-anchor": "middle" }),
  );

let ruler: CanvasRenderingContext2D | null = null;

/** How wide each concept's box has to be for its title. */
export function widthsOf(
  nodes: readonly ConceptNode[],
  { fontFamily, fontSize }: CSSStyleDeclaration,
): Map<string, number> {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (ruler) ruler.font = `550 ${fontSize} ${fontFamily}`;
  const width = (text: string) => ruler?.measureText(text).width ?? text.length * 7;
  return new Map(nodes.map((node) => [node.id, Math.ceil(width(node.title)) + 2 * PADDING]));
}

/** As much of a title as fits, both widths in pixels. */
const shortened = (title: string, width: number, room: number): string =>
  width <= room ? title : `${title.slice(0, Math.max(1, Math.floor((title.length * room) / width) - 2))}…`;

/** A stage's name: at the left of its band, or above it where there is no room. */
export function nameShape({ stage, top }: Plan["bands"][number], plan: Plan): SVGTextElement {
  const above = plan.gutter === 0;
  const words = above ? [stage.title] : wrapped(stage.title, 13);
  const first = top + (above ? 17 : 30 - (words.length - 1) * 7.5);
  const lines = words.map((line, i) =>
    svg("tspan", { x: 0, y: first + i * 15 }, i + 1 < words.length ? `${line} ` : line),
  );
  return svg("text", { class: "band-name" }, ...lines);
}

/** Words in lines of about so many letters. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function wireShape({ link, d, tip, angle }: Wire): SVGGElement {
  const head = HEADS[link.type];
  return svg(
    "g",
    { class: `link ${link.type}`, "data-from": link.from, "data-to": link.to },
    svg("path", { class: "line", d }),
    head
      ? svg("path", {
          class: "head",
          d: head,
          transform: `translate(${tip.map((at) => at.toFixed(1)).join(" ")}) rotate(${angle})`,
        })
      : null,
  );
}
