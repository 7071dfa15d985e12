/** What several panels say. */

export const chartWords = {
  kind: "line chart",
  axis: "after block",
  afterBlock: (block: number): string => `after block ${block}`,
  none: "none",
  /** Ends the description of a chart. */
  keys: "Arrow keys read a block, Enter shows it.",
};

export const waiting = {
  /** Below a panel's title. */
  precomputed: "Numbers from precomputed maps, exact to 1/255, until the model has run here.",
  maps: "The maps come as soon as the model has run.",
  map: "The map comes as soon as the model has run.",
};

/** "12 %", with a space that does not break. */
export const NBSP = "\u00a0";

export const saved = (name: string): string => `Saved ${name}.`;
