/** What edits say. */

export const UNDONE = "Undone";
export const NOTHING_EDITED = "Nothing is edited any more";

/** Why an edit is none of this model. */
export const noHook = (hook: string) => `This model has no hook ${hook} to edit.`;
export const noBlock = (last: number) => `The model has blocks 0 to ${last} only.`;
export const noShare = (share: number) => `${share} is no share: it runs from 0 to 100 per cent.`;

/** What a plan still waits for, behind "waits until". */
export const UNTIL_RUN = "the model has run";
export const UNTIL_TENSORS = "its tensors are there";
