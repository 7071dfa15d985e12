/** What the scores of a picture call for: the chart, the sentences, or why there are none. */
import { html } from "../../../marks/element.ts";
import { iouAt, type Metric } from "../../../maths/scoring.ts";
import type { Mask, Method, Scene } from "../scene.ts";
import { offered } from "../staging.ts";
import { wordsOf } from "../words/methods.ts";
import { type Gallery, galleryMean, type Mean } from "./gallery.ts";
import type { Curves, Line } from "./line-shape.ts";
import { bestOf, chance, emptiness, type Row, type Spot, scoreRows } from "./scores.ts";
import { METRIC_WORDS, scoresMissing, scoresSay, scoreWords } from "./words/scores.ts";

/** The scores of a picture against its mask, beside the gallery's means. */
export interface Board {
  readonly scene: Scene;
  readonly mask: Mask;
  readonly metric: Metric;
  readonly methods: readonly Method[];
  readonly rows: readonly Row[];
  readonly best: Spot | null;
  /** What chance gives. */
  readonly level: number;
  readonly gallery: Gallery | null;
  /** By row and block; empty without a gallery. */
  readonly means: readonly (readonly (Mean | null)[])[];
}

/** Why there is nothing to score; null where there is. */
export function missingOf({ mask, data }: Scene): string | null {
  if (!mask) return scoresMissing.mask;
  const empty = emptiness(mask.truth);
  if (empty) return scoresMissing[empty];
  return data.origin === "none" ? scoresMissing.run : null;
}

/** Of a scene that lacks nothing. */
export function boardOf(scene: Scene, gallery: Gallery | null): Board {
  const mask = scene.mask!;
  const metric = scene.state.score;
  const methods = offered(scene.data);
  const rows = scoreRows(scene, methods, mask.truth, metric);
  const blocks = Array.from({ length: scene.data.blocks }, (_, block) => block);
  const means = gallery
    ? methods.map((method) => blocks.map((block) => galleryMean(gallery, method, scene, block, metric)))
    : [];
  return {
    scene,
    mask,
    metric,
    methods,
    rows,
    best: bestOf(rows),
    level: chance(mask.truth, metric),
    gallery,
    means,
  };
}

const hasAny = (means: readonly (Mean | null)[] | undefined): means is readonly (Mean | null)[] =>
  means?.some((mean) => mean !== null) ?? false;

/** What the score asks, and what ring and band mean. */
export function asksOf({ metric, methods, means, scene }: Board): (string | HTMLElement)[] {
  const isBanded = hasAny(means[methods.indexOf(scene.method)]);
  const { title, asks } = METRIC_WORDS[metric];
  return [
    html("b", {}, `${title}: `),
    `${asks} `,
    html("span", { class: "quiet" }, scoreWords.key(isBanded ? scene.method : null)),
  ];
}

export function chartOf(board: Board): Curves {
  const { scene, metric, methods, rows, level } = board;
  const finite = rows.flatMap(({ values }) => values.filter(Number.isFinite));
  return {
    label: scoreWords.chart(metric, methods),
    lines: rows.map((_, row) => lineOf(board, row)),
    levels: [{ value: level, name: scoreWords.chance }],
    blocks: scene.data.blocks,
    chosen: scene.block,
    domain: [Math.min(0.5, level, ...finite) < 0.45 ? 0 : 0.4, 1],
  };
}

/** The large map's method stands on the band of the gallery. */
function lineOf({ scene, rows, best, means }: Board, row: number): Line {
  const { method, values } = rows[row]!;
  const { title, role } = wordsOf(method);
  const line: Line = {
    id: method,
    name: title,
    role: `role-${role}`,
    values,
    best: best?.method === method ? best.block : null,
    ...(method === "rollout" ? { look: "dashed" } : {}),
  };
  const own = means[row];
  if (method !== scene.method || !hasAny(own)) return line;
  const of = (part: keyof Mean) => own.map((mean) => mean?.[part] ?? NaN);
  return { ...line, band: { low: of("low"), middle: of("mean"), high: of("high") } };
}

export function saysOf(board: Board): string[] {
  const { scene, mask, rows, best, level } = board;
  if (!best) return [scoresSay.notNumbers];
  const others = rows
    .filter(({ method }) => method !== best.method)
    .map((row) => bestOf([row]))
    .filter((one) => one !== null);
  const now = scene.map(scene.method, scene.block);
  const isOutlined = now !== null && Number.isFinite(scene.threshold);
  return [
    scoresSay.best(best, scene.referenceName, mask, level, others),
    ...galleryWords(board, best),
    ...(isOutlined ? [scoresSay.outline(scene.method, scene.threshold, iouAt(now, mask.truth, scene.threshold))] : []),
  ];
}

/** Whether the gallery agrees. */
function galleryWords({ gallery, methods, means }: Board, best: Spot): string[] {
  if (!gallery) return [];
  const top = topOf({ methods, means });
  if (!top) return [scoresSay.gallery.unknown];
  const meanAt = ({ method, block }: Spot) => means[methods.indexOf(method)]![block]!;
  if (top.method === best.method && top.block === best.block)
    return [scoresSay.gallery.same(gallery.pictures, meanAt(top))];
  return [scoresSay.gallery.other(gallery.pictures, top, meanAt(top), meanAt(best))];
}

/** The best of the gallery's means. */
export const topOf = ({ methods, means }: Pick<Board, "methods" | "means">): Spot | null =>
  bestOf(means.map((all, i) => ({ method: methods[i]!, values: all.map((mean) => mean?.mean ?? NaN) })));
