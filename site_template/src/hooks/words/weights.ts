/** What each weight is: a title, a colour, and a sentence on its rows and columns. */
import type { Role } from "../kinds.ts";

export interface WeightWords {
  readonly title: string;
  readonly role: Role | "cls";
  readonly about: string;
}

type Row = readonly [title: string, role: WeightWords["role"], about: string];

const EACH = "One number for each feature, the same for every token and every picture.";
const INTO = (what: string) =>
  `A row for each feature of the normalised token, a column for each feature of the ${what}. ` +
  "Every head has a matrix of its own.";
const START = "The row that every picture starts with; the position is added to it.";
const CLASSES = "A column is one class: what each feature of the token that is read counts for it.";
const PER_CLASS = "One number for each class, added whatever the picture is.";
const HEAD_BIAS = "One number for each feature of each head, added whatever the token is.";

/** By name without the block's prefix. */
export const WEIGHTS: Readonly<Record<string, Row>> = {
  "embed.proj.weight": [
    "The filters of the patch embedding",
    "stream",
    "A column is one filter: what each pixel of a patch counts for, in each of its colours.",
  ],
  "embed.proj.bias": ["The bias of the patch embedding", "stream", EACH],
  cls_token: ["The CLS token, as it was learned", "cls", START],
  "pos_embed.W_pos": [
    "The position embedding",
    "stream",
    "A learned row for each position, added to the token that stands there.",
  ],
  "ln1.w": ["The gain of LayerNorm before attention", "norm", EACH],
  "ln1.b": ["The bias of LayerNorm before attention", "norm", EACH],
  "attn.W_Q": ["The query matrix", "query", INTO("query")],
  "attn.b_Q": ["The bias of the queries", "query", HEAD_BIAS],
  "attn.W_K": ["The key matrix", "key", INTO("key")],
  "attn.b_K": ["The bias of the keys", "key", HEAD_BIAS],
  "attn.W_V": ["The value matrix", "value", INTO("value")],
  "attn.b_V": ["The bias of the values", "value", HEAD_BIAS],
  "attn.W_O": [
    "The output projection",
    "pattern",
    "A row for each feature of a head’s mix, a column for each feature of the stream that it writes to.",
  ],
  "attn.b_O": ["The bias of the output projection", "pattern", EACH],
  "ln2.w": ["The gain of LayerNorm before the MLP", "norm", EACH],
  "ln2.b": ["The bias of LayerNorm before the MLP", "norm", EACH],
  "mlp.W_in": [
    "The MLP’s first matrix",
    "mlp",
    "A column is one hidden feature: the direction that every token is checked for.",
  ],
  "mlp.b_in": [
    "The bias of the MLP’s first matrix",
    "mlp",
    "One number for each hidden feature, added before the activation.",
  ],
  "mlp.W_out": [
    "The MLP’s second matrix",
    "mlp",
    "A row is what one hidden feature writes to the stream when it is found.",
  ],
  "mlp.b_out": ["The bias of the MLP’s second matrix", "mlp", EACH],
  "ln_final.w": ["The gain of the final LayerNorm", "norm", EACH],
  "ln_final.b": ["The bias of the final LayerNorm", "norm", EACH],
  "head.W_H": ["The classification head", "class", CLASSES],
  "head.b_H": ["The bias of the classification head", "class", PER_CLASS],
  dist_token: ["The distillation token, as it was learned", "cls", START],
  reg_tokens: ["The registers, as they were learned", "cls", "A row for each; every picture starts with them."],
  "head_dist.W_H": ["The head of the distillation token", "class", CLASSES],
  "head_dist.b_H": ["The bias of the distillation token’s head", "class", PER_CLASS],
};
