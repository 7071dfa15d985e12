/** What the page says when there is nothing to explore. */

type Stopped = readonly [what: string, why: string];

export const dataMissing: Stopped = [
  "The data of this page is missing.",
  "Its manifest file could not be loaded. Check the connection, or whether the whole folder was copied, " +
    "and load the page again.",
];
export const dataUnreadable: Stopped = [
  "The data of this page cannot be read.",
  "It was written by another version of elvit, or it names no model or no picture. Build the site again.",
];
export const failed = (what: string): string => `failed: ${what}`;
