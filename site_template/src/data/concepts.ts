/**
 * The concepts of the background view: the graph comes with the manifest, the texts with one pack that is
 * fetched when the view is first opened. Python (builder/elvit/content) owns these shapes.
 */

import { readPack } from "./chunks.ts";
import type { Pack } from "./pack.ts";

/** A part of the way through the model; concepts are grouped by it, in this order. */
export interface ConceptStage {
  /** "input", "embedding", "stream", "attention", "mlp", "output", "training", "reading" or "interaction". */
  readonly id: string;
  readonly title: string;
}

export interface ConceptNode {
  readonly id: string;
  readonly title: string;
  /** Id of its stage. */
  readonly stage: string;
  /** One sentence of plain text. */
  readonly summary: string;
  /** Ids of concepts: those to know before (no cycles), wholes it is part of, what it feeds, and see also. */
  readonly needs: readonly string[];
  readonly part_of: readonly string[];
  readonly feeds: readonly string[];
  readonly see: readonly string[];
  /** Where it is met in the model: names of the hook table without "blocks.{l}.", such as "attn.hook_pattern". */
  readonly hooks: readonly string[];
  /**
   * Centre of its place, both in [0, 1], x to the right and y down: columns by what must be known before (a concept
   * stands to the right of all it needs), rows in an order with few crossings. Columns are evenly spaced, and so
   * are the rows of the whole: labels do not overlap where a column is as wide and a row as high as a label.
   */
  readonly x: number;
  readonly y: number;
}

export interface Concepts {
  readonly stages: readonly ConceptStage[];
  /** By stage, within one each after what it needs; empty where a site has no concepts. */
  readonly nodes: readonly ConceptNode[];
  /** How many columns and rows the places of the nodes make. */
  readonly columns: number;
  readonly rows: number;
  /** UTF-8 JSON: `ConceptTexts`. */
  readonly texts: Pack;
}

/** One number of a picture's own forward pass, in a sentence. */
export interface ConceptNumber {
  /** The sentence as HTML; `<b data-number></b>` is where the number goes, once. */
  readonly html: string;
  /** As it was written: "blocks.last." is the model's last block. */
  readonly hook: string;
  /** One entry an axis: an index (negative from the end), ":" for all, "cls" for the CLS token. */
  readonly at: readonly (number | ":" | "cls")[];
  readonly take: "value" | "sum" | "mean" | "min" | "max" | "norm" | "argmax" | "std";
  /** By model id, on the gallery's first picture; a model without that block or index is left out. */
  readonly values: Readonly<Record<string, ConceptValue>>;
}

export interface ConceptValue {
  /** The hook's full name in this model. */
  readonly hook: string;
  readonly value: number;
  /** As it is printed: three significant digits, or the class's name for argmax over classes. */
  readonly text: string;
}

export interface ConceptText {
  /**
   * Sanitised, finished HTML: one `<section data-section="...">` for each of what, why, formula, shapes, code,
   * picture, sources, each with an `<h3>`. Links between concepts are `<a data-concept="id" href="concepts/id.html">`,
   * numbers of the model `<span data-config="d_model">192</span>` (`<mn data-config>` in formulas; see `configNumber`),
   * highlighted code `<pre class="code"><code>` with spans of class c (remark), k (keyword), s (text), m (number) and
   * f (function), coloured by styles/formula.css. Two empty elements say where the rest goes:
   * `<ul data-slot="numbers">` and `<section data-slot="check">`.
   */
  readonly html: string;
  /** HTML. */
  readonly question: string;
  readonly answer: string;
  readonly numbers: readonly ConceptNumber[];
}

/** By id. */
export type ConceptTexts = Readonly<Record<string, ConceptText>>;

const reading = new WeakMap<Pack, Promise<ConceptTexts>>();

/**
 * The texts of all concepts; fetched once, and again only after a failure.
 *
 * @throws EngineError when the file is missing or damaged.
 */
export function readTexts(concepts: Concepts): Promise<ConceptTexts> {
  const known = reading.get(concepts.texts);
  if (known) return known;
  const texts = readPack(concepts.texts).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as ConceptTexts);
  reading.set(concepts.texts, texts);
  texts.catch(() => reading.delete(concepts.texts));
  return texts;
}
