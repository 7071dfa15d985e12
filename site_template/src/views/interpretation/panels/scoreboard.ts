/** The scoreboard: how well each map finds the object, by method and block, for this picture and over the gallery. */
import { choice, frame } from "../../../controls/panel.ts";
import { button, html, setAttribute } from "../../../marks/element.ts";
import { METRICS, type Metric } from "../../../maths/scoring.ts";
import type { Context } from "../../../page/context.ts";
import { NO_MASK } from "../mask.ts";
import type { Scene } from "../scene.ts";
import { maskWords } from "../words/methods.ts";
import { followGallery } from "./gallery.ts";
import { lineChart } from "./lines.ts";
import type { PanelView } from "./panel.ts";
import { saveScores } from "./score-file.ts";
import { asksOf, type Board, boardOf, chartOf, missingOf, saysOf } from "./score-says.ts";
import { scoreTable } from "./score-table.ts";
import { METRIC_WORDS, scoreWords } from "./words/scores.ts";

const HEIGHT = 288;

export function scoreboard(context: Context): PanelView {
  const { store, announce } = context;
  const panel = frame(context, {
    id: "scores",
    title: scoreWords.title,
    concept: ["cosine-similarity", scoreWords.concept],
  });
  const metrics = choice<Metric>(scoreWords.score, "score-metric", (score) => store.set({ score }));
  const masks = choice<string>(scoreWords.truth, "score-mask", (mask) => store.set({ mask }));
  panel.bar.append(masks.element, metrics.element);
  const chart = lineChart("score-chart", HEIGHT, (block) => store.set({ block: String(block) }), announce);
  const table = scoreTable((method, block) => store.set({ method, block: String(block) }));
  panel.figure.append(chart.element);
  const asks = html("p", { class: "ip-asks" });
  panel.side.append(asks);
  const draw = drawButton();
  let latest: Scene | null = null;
  const gallery = followGallery(() => latest && show(latest));
  const foot = footOf(() => latest && saveScores(latest, gallery.of(latest.model), announce));
  panel.element.append(table.element, foot.element);

  function show(scene: Scene): void {
    const options = maskOptions(scene);
    masks.update(options, maskValue(scene));
    metrics.update(METRIC_OPTIONS, scene.state.score);
    masks.element.hidden = options.length < 2;
    metrics.element.hidden = scene.mask === null;
    panel.bar.hidden = masks.element.hidden && metrics.element.hidden;
    const missing = missingOf(scene);
    table.element.hidden = missing !== null;
    if (missing !== null) return panel.instead(missing, ...(scene.mask ? [] : [" ", draw]));
    panel.instead(null);
    fill(boardOf(scene, gallery.of(scene.model)));
  }

  function fill(board: Board): void {
    asks.replaceChildren(...asksOf(board));
    chart.draw(chartOf(board));
    table.draw(board);
    panel.say(...saysOf(board));
  }

  return {
    element: panel.element,
    update(scene) {
      latest = scene;
      show(scene);
      foot.update(scene, table.element.hidden);
    },
    destroy: () => chart.destroy(),
  };
}

const METRIC_OPTIONS = METRICS.map((metric) => [metric, METRIC_WORDS[metric].short] as const);

const maskOptions = ({ mask, masks, state }: Scene): (readonly [value: string, text: string])[] => [
  ...masks.map((name) => [name, name] as const),
  ...(mask?.drawn ? [[state.mask, maskWords.drawn] as const] : []),
  [NO_MASK, scoreWords.none],
];

function maskValue({ mask, state }: Scene): string {
  if (!mask) return NO_MASK;
  return mask.drawn ? state.mask : mask.name;
}

/** Leads to the brush. */
const drawButton = (): HTMLElement =>
  button({ class: "plain-button ip-invite", "data-part": "score-draw" }, scoreWords.draw, () => {
    const panel = document.querySelector<HTMLElement>('[data-part="panel-brush"]');
    panel?.scrollIntoView({ block: "center" });
    panel?.querySelector<HTMLElement>(".patch[tabindex='0']")?.focus({ preventScroll: true });
  });

/** Below the table: the file of all scores, and the page of findings where the site has one. */
function footOf(save: () => void) {
  const findings = html("a", { "data-part": "findings-link", hidden: true }, scoreWords.findings);
  const keep = button({ class: "text-button", "data-part": "score-csv" }, scoreWords.csv, save);
  return {
    element: html("div", { class: "ip-foot ip-acts", "data-no-export": true }, keep, findings),
    update({ model }: Scene, isEmpty: boolean): void {
      keep.hidden = isEmpty;
      const page = (model as { findings?: string | null }).findings;
      findings.hidden = !page;
      setAttribute(findings, "href", page);
    },
  };
}
