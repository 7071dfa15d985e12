/** The chosen stage unfolded: its parts where they stand in the forward pass, with the lines between them. */

import type { Hook } from "../../data/manifest.ts";
import { kindOf, type Place } from "../../hooks/kinds.ts";
import { html, reducedMotion, style } from "../../marks/element.ts";
import type { Link } from "./links.ts";
import { wires } from "./wires.ts";
import { MAP } from "./words.ts";

const SIZES: Readonly<Record<Place["group"], { columns: number; rows: number; role: string }>> = {
  embedding: { columns: 3, rows: 2, role: "stream" },
  attention: { columns: 8, rows: 4, role: "pattern" },
  mlp: { columns: 5, rows: 4, role: "mlp" },
  head: { columns: 3, rows: 2, role: "class" },
};

const UNFOLD = 260;

/** The parts come out of their station. */
export function unfold(parts: HTMLElement): void {
  if (reducedMotion()) return;
  for (const group of parts.children)
    group.animate(
      [
        { opacity: 0, transform: "translateY(-14px) scaleY(0.8)" },
        { opacity: 1, transform: "none" },
      ],
      { duration: UNFOLD, easing: "cubic-bezier(0.2, 0.7, 0.3, 1)" },
    );
}

/** Of one stage's tensors those whose place is known as drawings, the others in a list. */
export function partsOf(hooks: readonly Hook[], link: Link): HTMLElement[] {
  const groups = (Object.keys(SIZES) as Place["group"][]).map(
    (group) => [group, hooks.filter((one) => kindOf(one).place?.group === group)] as const,
  );
  const others = hooks.filter((one) => kindOf(one).place === null);
  return [
    ...groups.filter(([, found]) => found.length > 0).map(([group, found]) => drawGroup(group, found, link)),
    ...(others.length > 0 ? [html("div", { class: "part-list" }, ...others.map((hook) => part(hook, link)))] : []),
  ];
}

function drawGroup(group: Place["group"], hooks: readonly Hook[], link: Link): HTMLElement {
  const { columns, rows, role } = SIZES[group];
  const title = MAP.groups[group];
  const made = html(
    "div",
    { class: `part-group group-${group}` },
    wires(group, columns, rows),
    title ? html("span", { class: `part-title role-${role}` }, title) : null,
    ...hooks.map((hook) => part(hook, link)),
  );
  style(made, { "--columns": columns, "--rows": rows });
  return made;
}

function part(hook: Hook, link: Link): HTMLElement {
  const { role, label, place, id } = kindOf(hook);
  const made = link(
    hook,
    {
      class: `part role-${role}${id.startsWith("resid") ? " part-stream" : ""}`,
      title: hook.name,
      "aria-label": `${label}, ${hook.name}`,
    },
    label,
  );
  if (place) style(made, { "grid-column": place.column, "grid-row": `${place.row} / span ${place.span ?? 1}` });
  return made;
}
