/** The map of the forward pass: a stream with a station for each stage, and the chosen stage unfolded into its parts. */
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, counterpart, kindOf, type Place, stagesOf, stageTitle } from "../../hooks/kinds.ts";
import { html, reducedMotion, setAttribute, style } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { glyph } from "./glyphs.ts";
import { wires } from "./wires.ts";

const SIZES: Readonly<Record<Place["group"], { columns: number; rows: number; title: string; role: string }>> = {
  embedding: { columns: 3, rows: 2, title: "", role: "stream" },
  attention: { columns: 8, rows: 4, title: "attention", role: "pattern" },
  mlp: { columns: 5, rows: 4, title: "MLP", role: "mlp" },
  head: { columns: 3, rows: 2, title: "", role: "class" },
};

const UNFOLD = 260;

/** The parts come out of their station. */
function unfold(parts: HTMLElement): void {
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

export function map(context: Context): { element: HTMLElement; update(model: ModelEntry, hook: Hook): void } {
  const { store } = context;
  const line = html("div", { class: "stages", "data-part": "stages" });
  const parts = html("div", { class: "parts", "data-part": "parts" });
  const names = html("div", { class: "all-names" });
  const all = html("details", { class: "all", "data-part": "all-tensors" }, html("summary", {}), names);
  const steps = html("div", { class: "steps" });
  const element = html(
    "nav",
    { class: "map", "aria-label": "Forward pass", "data-figure": "Map of the forward pass" },
    line,
    parts,
    html("div", { class: "map-foot", "data-no-export": true }, all, steps),
  );
  let [drawnModel, drawnStage] = ["", ""];

  const link = (hook: Hook, attributes: Record<string, string>, ...children: (Node | string)[]) =>
    html("a", { href: store.link({ hook: hook.name }), "data-hook": hook.name, ...attributes }, ...children);

  // Links go through the store: a followed hash would lose a small change that is still on its way to the address.
  element.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLElement>("a[data-hook]");
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    store.set({ hook: chosen.dataset["hook"]! });
  });

  function drawLine(model: ModelEntry, hook: Hook): void {
    const stages = stagesOf(model.hooks);
    style(line, {
      "grid-template-columns": stages
        .map((stage) => (blockOf(stage) === null ? "minmax(66px, 1.2fr)" : "minmax(29px, 1fr)"))
        .join(" "),
    });
    line.replaceChildren(
      ...stages.map((stage) => {
        const label = blockOf(stage) === null ? stage : String(blockOf(stage));
        return link(
          counterpart(model.hooks, hook, stage),
          { class: "stage", "data-stage": stage, "aria-label": stageTitle(stage) },
          glyph(stage),
          html("span", { class: "stage-name" }, label),
        );
      }),
    );
  }

  function drawParts(model: ModelEntry, stage: string): void {
    const hooks = model.hooks.filter((one) => one.stage === stage);
    const groups = (Object.keys(SIZES) as Place["group"][]).map(
      (group) => [group, hooks.filter((one) => kindOf(one).place?.group === group)] as const,
    );
    const others = hooks.filter((one) => kindOf(one).place === null);
    parts.replaceChildren(
      ...groups.filter(([, found]) => found.length > 0).map(([group, found]) => drawGroup(group, found)),
      ...(others.length > 0 ? [html("div", { class: "part-list" }, ...others.map(part))] : []),
    );
  }

  function drawGroup(group: Place["group"], hooks: readonly Hook[]): HTMLElement {
    const { columns, rows, title, role } = SIZES[group];
    const made = html(
      "div",
      { class: `part-group group-${group}` },
      wires(group, columns, rows),
      title ? html("span", { class: `part-title role-${role}` }, title) : null,
      ...hooks.map(part),
    );
    style(made, { "--columns": columns, "--rows": rows });
    return made;
  }

  function part(hook: Hook): HTMLElement {
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

  function drawSteps(model: ModelEntry, hook: Hook): void {
    const at = model.hooks.indexOf(hook);
    const step = (to: Hook | undefined, text: string, what: string, rel: string) =>
      to ? link(to, { rel, title: to.name, "aria-label": `${what}: ${to.name}` }, text) : null;
    steps.replaceChildren(
      ...[
        step(model.hooks[at - 1], "‹ before", "The tensor before", "prev"),
        step(model.hooks[at + 1], "next ›", "The next tensor", "next"),
      ].filter((one) => one !== null),
    );
  }

  function drawNames(model: ModelEntry): void {
    all.querySelector("summary")!.textContent = `All ${model.hooks.length} tensors by name`;
    names.replaceChildren(
      ...stagesOf(model.hooks).map((stage) =>
        html(
          "section",
          {},
          html("h3", {}, stageTitle(stage)),
          html(
            "ol",
            {},
            ...model.hooks
              .filter((one) => one.stage === stage)
              .map((one) => html("li", {}, link(one, { class: `name role-${kindOf(one).role}` }, one.name))),
          ),
        ),
      ),
    );
  }

  return {
    element,
    update(model, hook) {
      if (drawnModel !== model.id) drawNames(model);
      drawLine(model, hook);
      drawSteps(model, hook);
      if (drawnModel !== model.id || drawnStage !== hook.stage) {
        drawParts(model, hook.stage);
        if (drawnStage !== "") unfold(parts);
      }
      [drawnModel, drawnStage] = [model.id, hook.stage];
      for (const one of element.querySelectorAll<HTMLAnchorElement>("a[data-hook]")) {
        const here = one.classList.contains("stage")
          ? one.dataset["stage"] === hook.stage
          : one.dataset["hook"] === hook.name;
        setAttribute(one, "aria-current", here ? (one.classList.contains("stage") ? "step" : "true") : null);
        one.href = store.link({ hook: one.dataset["hook"]! });
      }
      const station = line.querySelector<HTMLElement>('[aria-current="step"]');
      if (station && line.scrollWidth > line.clientWidth) line.scrollLeft = station.offsetLeft - line.clientWidth / 2;
    },
  };
}
