/** What is said when data does not come, or not as the builder wrote it: what is wrong, and what to do about it. */
import type { Trouble } from "../errors.ts";

export const missing = (file: string, part: number, parts: number): Trouble => [
  `${parts > 1 ? `Part ${part} of ${parts} (${file})` : `The file ${file}`} is missing.`,
  "Check the connection, or whether the whole folder was copied; then try again.",
];
export const damaged = (file: string): Trouble => [
  `The file ${file} is damaged.`,
  "Copy the site once more, or build it again; then try again.",
];
export const cannotUnpack: Trouble = [
  "This browser cannot unpack the engine.",
  "Open the page in a current Chrome, Edge, Firefox or Safari.",
];
export const mapsLength = (bytes: number, wanted: number): string =>
  `maps of ${bytes} bytes where ${wanted} are laid out`;
