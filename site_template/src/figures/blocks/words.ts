/** What a view that goes block by block says in one way everywhere: where its numbers are from, what its maps are. */

// Where the numbers are from.
export const LIVE = "Every number here was computed by the model in this page.";
export const ARRIVING = "The model has run; its tensors are coming in.";

// Small maps: the whole group to a screen reader, and in a list of figures; one row of them; one of them.
export const MAPS = "Maps by block";
export const FIGURE = "Block by block";
export const row = (title: string): string => `${title}; arrow keys move`;
export const BLOCK = "block ";
