/** What the detail view says around its operations, and what their shared figures print. */
import { blockOf } from "../../hooks/kinds.ts";

/** The heading. */
export const whichTensor = "Which tensor of this page";
export const operationBefore = (name: string): string => `the operation before: ${name}`;
export const nextOperation = (name: string): string => `the next operation: ${name}`;
export const openInInspector = "Open in the inspector";
export const whatItIs = "what it is";

/** "Step 3 of 8 in block 2, head 1." */
export function whereItStands(step: number, steps: number, stage: string, head: number | null): string {
  const block = blockOf(stage);
  const place = block === null ? `of the ${stage}` : `in block ${block}`;
  return `Step ${step} of ${steps} ${place}${head === null ? "" : `, head ${head}`}.`;
}

/** The column of words. */
export const aboutThisStep = "About this step";
export const sameInPyTorch = "The same in PyTorch";
export const blockName = (block: number): string => `block ${block}`;

/** The rail. */
export const stepsOfPass = "Steps of the forward pass";
export const blocks = "Block";
export const heads = "heads";

/** What one of the steps of a phase is called; others are called as the phase is. */
const STEPS: Readonly<Record<string, string>> = {
  whole: "the whole",
  terms: "term",
  numbers: "number",
  blocks: "block",
  "grid rows": "grid row",
};

/** "term 8 of 64", "bias", "the whole". */
export const stepName = (phase: string, index: number, count: number): string =>
  count > 1 ? `${STEPS[phase] ?? phase} ${index + 1} of ${count}` : phaseName(phase);

const phaseName = (phase: string): string => (phase === "whole" ? STEPS[phase]! : phase);

/** The list of all terms. */
export const allTerms = "All terms of the sum";
export const term = "term";
export const product = "product";
export const sumSoFar = "sum so far";

/** The tensor that comes out. */
export const tensorComesOut = "The tensor that comes out";
export const opensInspector = "open in the inspector";
export const asAWhole = (hook: string): string => `${hook} as a whole`;

/** Shared figures. */
export const noNumber = "none";
export const featureSum = (i: number): string => `feature ${i}: `;

/** For a programmer. */
export const notAskedFor = (name: string): string => `${name} was not asked for`;

/** Where there is room for a few letters: "CLS", "dist", "reg 1". */
export const shortTokenName = (name: string): string =>
  name.length <= 4 ? name : name.replace(/^(dist|reg)\w*( token)?/, "$1");
