/** Rank correlations of indicator and effect, cut in all blocks, over a labelled folder. */
import type { InteractionNumbers } from "../../../data/interaction.ts";
import { html, setText } from "../../../marks/element.ts";
import type { Scene } from "../scene.ts";
import { experimentWords, foretoldWords } from "../words/experiment.ts";
import { INDICATOR_WORDS } from "../words/figure.ts";

export interface ForetoldTable {
  readonly element: HTMLElement;
  draw(found: InteractionNumbers, indicator: Scene["indicator"]): void;
}

export function foretoldTable(): ForetoldTable {
  const [caption, head, body] = [html("caption", {}), html("tr"), html("tbody", {})];
  const table = html(
    "table",
    { class: "ip-scores ia-foretold", "data-part": "experiment-foretold" },
    caption,
    html("thead", {}, head),
    body,
  );
  const heading = (text: string, scope: "col" | "row") => html("th", { scope }, text);
  return {
    element: html(
      "div",
      { class: "ip-table", tabindex: 0, role: "region", "aria-label": experimentWords.table },
      table,
    ),
    draw({ experiment, foretold, about }, indicator) {
      setText(caption, foretoldWords.caption(experiment.edges, about.cut));
      const effects = experiment.effects.map((effect) => foretoldWords.effects[effect] ?? effect);
      head.replaceChildren(...[foretoldWords.indicator, ...effects].map((text) => heading(text, "col")));
      const rows = experiment.indicators.map((kind, i) => {
        // The last cut is that in all blocks.
        const cells = effects.map((_, effect) => foretoldWords.interval(foretold[i]!.at(-1)![effect]![0]));
        const name = INDICATOR_WORDS[kind as Scene["indicator"]]?.short ?? kind;
        return html(
          "tr",
          kind === indicator ? { "aria-current": "true" } : {},
          heading(name, "row"),
          ...cells.map((text) => html("td", { class: "figures" }, text)),
        );
      });
      body.replaceChildren(...rows);
    },
  };
}
