/** What the view "Tensors" says of the map, of a tensor and of the table of its numbers. */

import { stageTitle } from "../../hooks/kinds.ts";

export const MAP = {
  label: "Forward pass",
  figure: "Map of the forward pass",
  groups: { embedding: "", attention: "attention", mlp: "MLP", head: "" },
  before: "‹ before",
  next: "next ›",
  beforeSpoken: (name: string) => `The tensor before: ${name}`,
  nextSpoken: (name: string) => `The next tensor: ${name}`,
  all: (tensors: number) => `All ${tensors} tensors by name`,
} as const;

export const HEADING = {
  /** After "Block 3: " a sentence goes on; names in capitals stay as they are. */
  inBlock: (stage: string, title: string) =>
    `${capital(stageTitle(stage))}: ${/^[A-Z]{2}/.test(title) ? title : title[0]!.toLowerCase() + title.slice(1)}`,
  reads: "reads",
  readBy: "read by",
  readsPicture: "reads the picture",
  worked: "worked out step by step",
} as const;

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

export const ABOUT = "About this tensor";

export const TABLE = {
  title: "The numbers",
  titleOfHead: (head: number) => `The numbers of head ${head}`,
  role: "table of numbers",
  around: "around the cursor",
  axes: (row: string, column: string) => `around the cursor: a row a ${row}, a column a ${column}`,
  spoken: (hook: string) => `Numbers of ${hook} around the cursor. Arrow keys move.`,
  value: "value",
  copy: "Copy these as CSV",
  copied: "Copied",
  refused: "This browser refuses to copy; save the file instead",
  saveCsv: "Save CSV",
  saveNpy: "Save NPY",
} as const;
