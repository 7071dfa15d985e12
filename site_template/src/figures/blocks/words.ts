/** What a view that goes block by block says in one way everywhere: where its numbers are from, what its maps are. */

export const origin = {
  live: "Every number here was computed by the model in this page.",
  arriving: "The model has run; its tensors are coming in.",
  /** Why a run has failed, and what helps. */
  failed: (message: string, hint: string): string => `${message.replace(/\.$/, "")}. ${hint}`,
};

export const smallMaps = {
  /** Of the whole group, to a screen reader. */
  name: "Maps by block",
  /** Of the group in a list of figures. */
  figure: "Block by block",
  /** Of one row of maps. */
  row: (title: string): string => `${title}; arrow keys move`,
  block: "block ",
};
