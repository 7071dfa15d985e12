/** The scoreboard: how well each map finds the object, by method and block, for this picture and over the gallery. */

import { choice, frame } from "../../../controls/panel.ts";
import { fileName, save } from "../../../export/save.ts";
import { button, html, setAttribute } from "../../../marks/element.ts";
import { number, tick } from "../../../maths/numbers.ts";
import { iouAt, METRICS, type Metric } from "../../../maths/scoring.ts";
import type { Context } from "../../../page/context.ts";
import { NO_MASK } from "../mask.ts";
import { valueText, wordsOf } from "../methods.ts";
import type { Scene } from "../scene.ts";
import { offered } from "../staging.ts";
import { type Gallery, galleryOf, type Mean } from "./gallery.ts";
import { type Line, lineChart } from "./lines.ts";
import { METRIC_WORDS } from "./metrics.ts";
import type { PanelView } from "./panel.ts";
import { scoreFile } from "./score-file.ts";
import { meansOf, scoreTable } from "./score-table.ts";
import { bestOf, chance, emptiness, type Row, type Spot, scoreRows } from "./scores.ts";

const HEIGHT = 288;

export function scoreboard(context: Context): PanelView {
  const { store, announce } = context;
  const { element, figure, bar, side, say, instead } = frame(context, {
    id: "scores",
    title: "Which map finds the object",
    concept: ["cosine-similarity", "What the maps compare"],
  });
  const metrics = choice<Metric>("score", "score-metric", (score) => store.set({ score }));
  metrics.update(
    METRICS.map((metric) => [metric, METRIC_WORDS[metric].short] as const),
    null,
  );
  const masks = choice<string>("truth", "score-mask", (mask) => store.set({ mask }));
  bar.append(masks.element, metrics.element);
  const chart = lineChart("score-chart", HEIGHT, (block) => store.set({ block: String(block) }), announce);
  const table = scoreTable((method, block) => store.set({ method, block: String(block) }));
  figure.append(chart.element);
  element.append(table.element);
  const asks = html("p", { class: "ip-asks" });
  side.append(asks);
  let gallery: Gallery | null = null;
  let galleryFor: unknown = null;
  let latest: Scene | null = null;

  function ask(scene: Scene): void {
    if (galleryFor === scene.model) return;
    [galleryFor, gallery] = [scene.model, null];
    galleryOf(scene.model).then(
      (found) => {
        if (galleryFor !== scene.model) return;
        gallery = found;
        if (latest) show(latest);
      },
      () => undefined,
    );
  }

  function show(scene: Scene): void {
    const { mask, masks: known } = scene;
    const options = [
      ...known.map((name) => [name, name] as const),
      ...(mask?.drawn ? [[scene.state.mask, "your mask"] as const] : []),
      [NO_MASK, "none"] as const,
    ];
    masks.update(options, mask ? (mask.drawn ? scene.state.mask : mask.name) : NO_MASK);
    masks.element.hidden = options.length < 2;
    metrics.element.hidden = mask === null;
    bar.hidden = masks.element.hidden && metrics.element.hidden;
    const empty = mask && emptiness(mask.truth);
    const missing = !mask
      ? "Scores need to know where the object is. No mask of this picture is in use: draw one, patch by patch, and every map is scored against it."
      : empty === "empty"
        ? "No patch belongs to the object: its mask covers none of them by half or more. There is nothing to find, so no map can be scored."
        : empty === "full"
          ? "Every patch belongs to the object: nothing is left outside, so no score can tell inside from outside."
          : scene.data.origin === "none"
            ? "The scores come as soon as the model has run."
            : null;
    table.element.hidden = missing !== null;
    if (missing !== null) return instead(missing, mask ? null : " ", mask ? null : draw);
    instead(null);
    fill(scene, mask!.truth, scene.state.score);
  }

  const draw = button({ class: "plain-button ip-invite", "data-part": "score-draw" }, "Draw a mask", () => {
    const panel = document.querySelector<HTMLElement>('[data-part="panel-brush"]');
    panel?.scrollIntoView({ block: "center" });
    panel?.querySelector<HTMLElement>(".patch[tabindex='0']")?.focus({ preventScroll: true });
  });

  function fill(scene: Scene, truth: Uint8Array, metric: Metric): void {
    const methods = offered(scene.data);
    const rows = scoreRows(scene, methods, truth, metric);
    const best = bestOf(rows);
    const level = chance(truth, metric);
    metrics.update(
      METRICS.map((one) => [one, METRIC_WORDS[one].short] as const),
      metric,
    );
    const banded = gallery !== null && meansOf(scene, gallery, scene.method, metric).some((mean) => mean !== null);
    const key = `The ring is the best of all.${banded ? ` The pale band is the gallery’s mean of ${wordsOf(scene.method).title}, with its 95\u00a0% interval.` : ""}`;
    asks.replaceChildren(
      html("b", {}, `${METRIC_WORDS[metric].title}: `),
      `${METRIC_WORDS[metric].asks} `,
      html("span", { class: "quiet" }, key),
    );
    chart.draw({
      label: `${METRIC_WORDS[metric].title} by block, one curve for each of ${methods.map((method) => wordsOf(method).title).join(", ")}. Arrow keys read a block, Enter shows it.`,
      lines: rows.map((row) => lineOf(scene, row, best, metric)),
      levels: [{ value: level, name: "chance" }],
      blocks: scene.data.blocks,
      chosen: scene.block,
      domain: [Math.min(0.5, level, ...finite(rows)) < 0.45 ? 0 : 0.4, 1],
    });
    table.draw(scene, rows, best, gallery, metric, level);
    words(scene, rows, best, metric, level);
  }

  const finite = (rows: readonly Row[]) => rows.flatMap(({ values }) => values.filter(Number.isFinite));

  function lineOf(scene: Scene, { method, values }: Row, best: Spot | null, metric: Metric): Line {
    const { title, role } = wordsOf(method);
    const own = {
      id: method,
      name: title,
      role: `role-${role}`,
      values,
      best: best?.method === method ? best.block : null,
    };
    const look = method === "rollout" ? ({ look: "dashed" } as const) : {};
    const means = gallery && method === scene.method ? meansOf(scene, gallery, method, metric) : [];
    if (!means.some((mean) => mean !== null)) return { ...own, ...look };
    const of = (part: "low" | "mean" | "high") => means.map((mean) => mean?.[part] ?? NaN);
    return { ...own, ...look, band: { low: of("low"), middle: of("mean"), high: of("high") } };
  }

  function words(scene: Scene, rows: readonly Row[], best: Spot | null, metric: Metric, level: number): void {
    const object = scene.mask!.drawn ? "what you drew" : `the ${scene.mask!.name}`;
    if (!best) return say("None of the maps can be scored: they hold values that are no numbers.");
    const { title } = wordsOf(best.method);
    const verdict =
      best.value > level + 1e-9 ? `chance gives ${tick(level)}` : `no better than chance, which gives ${tick(level)}`;
    const others = rows
      .filter(({ method }) => method !== best.method)
      .map((row) => bestOf([row]))
      .filter((one) => one !== null);
    const second = others
      .map((one) => `${wordsOf(one.method).title} ${number(one.value)} after block ${one.block}`)
      .join(", ");
    const now = scene.map(scene.method, scene.block);
    const chosen =
      now && Number.isFinite(scene.threshold)
        ? `At the threshold of the large map, ${valueText(scene.method, scene.threshold)}, outline and object share ${number(iouAt(now, scene.mask!.truth, scene.threshold))} of what either covers (IoU).`
        : null;
    const over = galleryWords(scene, rows, best, metric);
    say(
      `On this picture, ${title} to ${scene.referenceName} after block ${best.block} finds ${object} best: ${number(best.value)}; ${verdict}.${second ? ` At their best, the others reach: ${second}.` : ""}`.replace(
        /(attention|rollout) to /,
        "$1 from ",
      ),
      ...[over, chosen].filter((one) => one !== null),
    );
  }

  function galleryWords(scene: Scene, rows: readonly Row[], best: Spot, metric: Metric): string | null {
    if (!gallery) return null;
    const means = new Map(rows.map(({ method }) => [method, meansOf(scene, gallery!, method, metric)]));
    const said = ({ mean, low, high }: Mean) =>
      `${number(mean)} (95\u00a0% interval ${number(low)} to ${number(high)})`;
    const same = means.get(best.method)?.[best.block];
    const top = bestOf([...means].map(([method, all]) => ({ method, values: all.map((mean) => mean?.mean ?? NaN) })));
    if (!top)
      return "The gallery was scored with the usual reference and the usual ways to join heads: what is set here has no mean to stand beside.";
    const over = `Over ${gallery.pictures} pictures of the gallery, all that is masked together`;
    const topMean = said(means.get(top.method)![top.block]!);
    if (top.method === best.method && top.block === best.block)
      return `${over}, the same map is the best as well: ${topMean} on average.`;
    return `${over}, ${same ? `the same map has ${said(same)} on average, and ` : ""}${wordsOf(top.method).title} after block ${top.block} is the best: ${topMean}. One picture proves little.`;
  }

  const findings = html("a", { "data-part": "findings-link", hidden: true }, "What many more pictures say");
  const keep = button({ class: "text-button", "data-part": "score-csv" }, "all scores as CSV", () => {
    if (!latest?.mask) return;
    const text = scoreFile(latest, offered(latest.data), latest.mask.truth, gallery);
    const name = fileName(`${latest.picture.title} scores ${latest.mask.name}`, "csv");
    save(new Blob([text], { type: "text/csv" }), name);
    announce(`Saved ${name}.`);
  });
  const foot = html("div", { class: "ip-foot ip-acts", "data-no-export": true });
  foot.append(keep, findings);
  element.append(foot);

  return {
    element,
    update(scene) {
      latest = scene;
      ask(scene);
      show(scene);
      keep.hidden = table.element.hidden;
      const page = (scene.model as { findings?: string | null }).findings;
      findings.hidden = !page;
      setAttribute(findings, "href", page);
    },
    destroy: () => chart.destroy(),
  };
}
