/** Why something cannot be taken away from attention, as sentences. */

export const noPatch = (patch: number, last: number) =>
  `There is no patch ${patch}: the picture has patches 0 to ${last}.`;

export const noPair = (query: number, key: number, last: number) =>
  `There is no pair of tokens ${query} and ${key}: the model has tokens 0 to ${last}.`;

export const noBlock = (last: number) => `The model has blocks 0 to ${last} only.`;

export const noWindow = (box: readonly number[], rows: number, columns: number) =>
  `[${box.join(", ")}] is no window: ${
    rows === columns
      ? `rows and columns run from 0 to ${rows - 1}`
      : `rows run from 0 to ${rows - 1}, columns from 0 to ${columns - 1}`
  }, the first not behind the last.`;
