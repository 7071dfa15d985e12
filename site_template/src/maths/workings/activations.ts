/** Activations by name: what each does to one number, and how much of the number it lets through. */
import { normalShare } from "./erf.ts";

export interface Activation {
  readonly name: string;
  apply(h: number): number;
  /** The formula, in terms of h. */
  readonly formula: string;
  /** One line of PyTorch that makes `post` of `pre`. */
  readonly code: string;
  /** How the share that passes is written, where the activation is the number times a share of it. */
  readonly gate: { readonly symbol: string; readonly code: string; share(h: number): number } | null;
}

const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const tanhShare = (h: number): number => (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (h + 0.044715 * h ** 3))) / 2;

/** The number times the share of it that passes. */
const gated = (name: string, formula: string, code: string, gate: NonNullable<Activation["gate"]>): Activation => ({
  name,
  formula,
  code,
  gate,
  apply: (h) => (h === -Infinity ? 0 : h * gate.share(h)),
});

const plain = (name: string, formula: string, code: string, apply: (h: number) => number): Activation => ({
  name,
  formula,
  code,
  gate: null,
  apply,
});

/** Hendrycks and Gimpel 2016, arXiv 1606.08415: exact, with the error function. */
export const GELU = gated("GELU", "g = h · Φ(h)", "post = pre * gate", {
  symbol: "Φ(h)",
  code: "gate = 0.5 * (1 + torch.erf(pre / 2 ** 0.5))",
  share: normalShare,
});

/** The same paper's approximation. */
export const GELU_TANH = gated(
  "GELU (tanh form)",
  "g = h · ½(1 + tanh(√(2/π)(h + 0.044715 h³)))",
  "post = pre * gate",
  {
    symbol: "½(1 + tanh(√(2/π)(h + 0.044715 h³)))",
    code: "gate = 0.5 * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (pre + 0.044715 * pre ** 3)))",
    share: tanhShare,
  },
);

const RELU = plain("ReLU", "g = max(0, h)", "post = pre.clamp(min=0)", (h) => Math.max(0, h));

const KNOWN: Readonly<Record<string, Activation>> = {
  gelu: GELU,
  gelutanh: GELU_TANH,
  quickgelu: gated("QuickGELU", "g = h · σ(1.702 h)", "post = pre * gate", {
    symbol: "σ(1.702 h)",
    code: "gate = torch.sigmoid(1.702 * pre)",
    share: (h) => sigmoid(1.702 * h),
  }),
  silu: gated("SiLU", "g = h · σ(h)", "post = pre * gate", {
    symbol: "σ(h)",
    code: "gate = torch.sigmoid(pre)",
    share: sigmoid,
  }),
  relu: RELU,
  relu6: plain("ReLU6", "g = min(max(0, h), 6)", "post = pre.clamp(0, 6)", (h) => Math.min(6, Math.max(0, h))),
  leakyrelu: plain("LeakyReLU", "g = max(0.01 h, h)", "post = torch.maximum(0.01 * pre, pre)", (h) =>
    Math.max(0.01 * h, h),
  ),
  elu: plain("ELU", "g = h above 0, eʰ − 1 below", "post = torch.where(pre > 0, pre, pre.expm1())", (h) =>
    h > 0 ? h : Math.expm1(h),
  ),
  mish: plain(
    "Mish",
    "g = h · tanh(ln(1 + eʰ))",
    "post = pre * torch.nn.functional.softplus(pre).tanh()",
    (h) => h * Math.tanh(softplus(h)),
  ),
  tanh: plain("tanh", "g = tanh(h)", "post = pre.tanh()", Math.tanh),
  sigmoid: plain("sigmoid", "g = 1 / (1 + e⁻ʰ)", "post = pre.sigmoid()", sigmoid),
  linear: plain("linear", "g = h", "post = pre", (h) => h),
};

const ALIASES: Readonly<Record<string, string>> = {
  swish: "silu",
  gelunew: "gelutanh",
  gelufast: "gelutanh",
  gelupytorchtanh: "gelutanh",
  geluaccurate: "gelutanh",
  gelupython: "gelu",
  gelupythontanh: "gelutanh",
  identity: "linear",
};

const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The activation of this name; null where only the model's own numbers tell what it does. */
export function activationNamed(name: string): Activation | null {
  const key = keyOf(name);
  return KNOWN[ALIASES[key] ?? key] ?? null;
}

/** The form of an activation that a model computes: programs call both forms of GELU by one name. */
export function formOf(name: string, before: ArrayLike<number>, after: ArrayLike<number>): Activation | null {
  const named = activationNamed(name);
  if (named !== GELU) return named;
  return largestError(GELU, before, after) <= largestError(GELU_TANH, before, after) ? GELU : GELU_TANH;
}

function largestError(activation: Activation, before: ArrayLike<number>, after: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < before.length; i++) most = Math.max(most, Math.abs(activation.apply(before[i]!) - after[i]!));
  return most;
}
