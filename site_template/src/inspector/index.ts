/** The inspector: a dialog that shows any matrix of the model, whenever the address names one. */

import type { Context } from "../page/context.ts";
import type { State } from "../state/table.ts";
import { InspectorDialog } from "./dialog.ts";

/** Keeps the dialog as the address has it; built when it is first wanted. */
export function inspector(context: Context): (state: State) => void {
  let built: InspectorDialog | null = null;
  return (state) => {
    if (state.inspect !== "") built ??= new InspectorDialog(context);
    built?.update(state);
  };
}
