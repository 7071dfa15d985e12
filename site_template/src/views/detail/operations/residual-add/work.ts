/** An addition to the residual stream: its numbers, of one token and of all, and who writes. */
import { kindOf, type Role } from "../../../../hooks/kinds.ts";
import { type ResidualAdd, residualAdd } from "../../../../maths/workings/residual-add.ts";
import type { Material, Setting } from "../../operation.ts";

/** The part of the block that writes to the stream. */
export type Writer = "attention" | "mlp" | "other";

export interface ResidualWork {
  readonly sum: ResidualAdd;
  readonly before: Float32Array;
  readonly written: Float32Array;
  readonly after: Float32Array;
  readonly writer: Writer;
  /** Colour of what is written. */
  readonly role: Role;
}

export function work(setting: Setting, material: Material): ResidualWork {
  const { hook, grid, cell } = setting;
  const [before, written] = hook.inputs.map((name) => material.tensor(name).data);
  const sum = residualAdd(before!, written!, grid.tokens, cell.token, cell.column);
  const after = material.tensor(hook.name).data;
  return { sum, before: before!, written: written!, after, ...writerOf(setting) };
}

function writerOf({ model, hook }: Setting): Pick<ResidualWork, "writer" | "role"> {
  const source = model.hooks.find(({ name }) => name === hook.inputs[1]);
  const role = source ? kindOf(source).role : "stream";
  if (role === "pattern") return { role, writer: "attention" };
  if (role === "mlp" || (source && kindOf(source).id === "mlp_out")) return { role: "mlp", writer: "mlp" };
  return { role, writer: "other" };
}
