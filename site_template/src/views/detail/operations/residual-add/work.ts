import { kindOf, type Role } from "../../../../hooks/kinds.ts";
import { type ResidualAdd, residualAdd } from "../../../../maths/workings/residual-add.ts";
import type { Material, Setting } from "../../operation.ts";

export interface ResidualWork {
  readonly sum: ResidualAdd;
  readonly before: Float32Array;
  readonly written: Float32Array;
  readonly after: Float32Array;
  readonly writer: Writer;
}
/** Who writes. */
export interface Writer {
  readonly role: Role;
  readonly name: string;
  /** As at the beginning of a sentence. */
  readonly title: string;
}
export function work(setting: Setting, material: Material): ResidualWork {
  const { hook, grid, cell } = setting;
  const [before, written] = hook.inputs.map((name) => material.tensor(name).data);
  const sum = residualAdd(before!, written!, grid.tokens, cell.token, cell.column);
  return { sum, before: before!, written: written!, after: material.tensor(hook.name).data, writer: writerOf(setting) };
}
export function writerOf({ model, hook }: Setting): Writer {
  const source = model.hooks.find(({ name }) => name === hook.inputs[1]);
  const role = source ? kindOf(source).role : "stream";
  if (role === "pattern") return { role, name: "attention", title: "Attention" };
  if (role === "mlp" || source?.name.includes("mlp")) return { role: "mlp", name: "the MLP", title: "The MLP" };
  return { role, name: "this part", title: "This part" };
}
