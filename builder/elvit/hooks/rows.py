"""What each hook is, one row each, and how the rows of the tokens and of the head follow from a model's contract."""

from __future__ import annotations

from collections.abc import Iterator

from elvit.hooks.spec import Output, Spec

# A row: name, symbol, dims, op, inputs, formula, concept, weights. A leading dot stands for the prefix of the block.
Row = tuple[str, str, str, str, str, str, str, str]

_CUT: tuple[Row, ...] = (
    (
        "hook_embed", "E", "patch d_model", "patch_embedding", "image",
        "E = patches(image) W_E + b_E", "patch-embedding", "embed.proj.weight embed.proj.bias",
    ),
    (
        "hook_pos_embed", "W_pos", "pos d_model", "parameter", "",
        "W_pos, learned", "position-embedding", "pos_embed.W_pos",
    ),
)  # fmt: skip

BLOCK_ROWS: tuple[Row, ...] = (
    (".hook_resid_pre", "x", "pos d_model", "residual", "<", "x", "residual-stream", ""),
    (
        ".ln1.hook_scale", "s", "pos 1", "norm_scale", ".hook_resid_pre",
        "s = √(mean((x − mean(x))²) + ε)", "layer-norm", "",
    ),
    (
        ".ln1.hook_normalized", "n", "pos d_model", "layer_norm", ".hook_resid_pre .ln1.hook_scale",
        "n = (x − mean(x)) / s · w + b", "layer-norm", ".ln1.w .ln1.b",
    ),
    (
        ".attn.hook_q", "q", "pos head d_head", "linear", ".ln1.hook_normalized",
        "q = n W_Q + b_Q", "query", ".attn.W_Q .attn.b_Q",
    ),
    (
        ".attn.hook_k", "k", "pos head d_head", "linear", ".ln1.hook_normalized",
        "k = n W_K + b_K", "key", ".attn.W_K .attn.b_K",
    ),
    (
        ".attn.hook_v", "v", "pos head d_head", "linear", ".ln1.hook_normalized",
        "v = n W_V + b_V", "value", ".attn.W_V .attn.b_V",
    ),
    (
        ".attn.hook_attn_scores", "S", "head query key", "scores", ".attn.hook_q .attn.hook_k",
        "S = q · k / √d_head", "dot-product", "",
    ),
    (
        ".attn.hook_pattern", "A", "head query key", "softmax", ".attn.hook_attn_scores",
        "A = softmax over keys of S", "attention-pattern", "",
    ),
    (
        ".attn.hook_z", "z", "pos head d_head", "weighted_sum", ".attn.hook_pattern .attn.hook_v",
        "z = Σ over keys of A v", "attention-head", "",
    ),
    (
        ".hook_attn_out", "a", "pos d_model", "projection", ".attn.hook_z",
        "a = concat over heads of z · W_O + b_O", "output-projection", ".attn.W_O .attn.b_O",
    ),
    (
        ".hook_resid_mid", "y", "pos d_model", "residual_add", ".hook_resid_pre .hook_attn_out",
        "y = x + a", "residual-stream", "",
    ),
    (
        ".ln2.hook_scale", "s", "pos 1", "norm_scale", ".hook_resid_mid",
        "s = √(mean((y − mean(y))²) + ε)", "layer-norm", "",
    ),
    (
        ".ln2.hook_normalized", "m", "pos d_model", "layer_norm", ".hook_resid_mid .ln2.hook_scale",
        "m = (y − mean(y)) / s · w + b", "layer-norm", ".ln2.w .ln2.b",
    ),
    (
        ".mlp.hook_pre", "h", "pos d_mlp", "linear", ".ln2.hook_normalized",
        "h = m W_in + b_in", "mlp", ".mlp.W_in .mlp.b_in",
    ),
    (".mlp.hook_post", "g", "pos d_mlp", "activation", ".mlp.hook_pre", "g = {activation}(h)", "gelu", ""),
    (
        ".hook_mlp_out", "o", "pos d_model", "linear", ".mlp.hook_post",
        "o = g W_out + b_out", "mlp", ".mlp.W_out .mlp.b_out",
    ),
    (
        ".hook_resid_post", "x", "pos d_model", "residual_add", ".hook_resid_mid .hook_mlp_out",
        "y + o", "residual-stream", "",
    ),
)  # fmt: skip

_LAST_NORM: tuple[Row, ...] = (
    ("ln_final.hook_scale", "s", "pos 1", "norm_scale", "<", "s = √(mean((x − mean(x))²) + ε)", "layer-norm", ""),
    (
        "ln_final.hook_normalized", "n", "pos d_model", "layer_norm", "< ln_final.hook_scale",
        "n = (x − mean(x)) / s · w + b", "layer-norm", "ln_final.w ln_final.b",
    ),
)  # fmt: skip


def prefix_weight(token: str) -> str:
    """The weight that a token before the patches starts as; registers are rows of one."""
    return "reg_tokens" if token.startswith("reg") else f"{token}_token"


def embedding_rows(spec: Spec) -> tuple[Row, ...]:
    """From the picture to the tokens that enter the first block."""
    tokens = "; ".join((*(_written(name) for name in spec.prefix), "E"))
    joined = f"[{tokens}]" if spec.prefix else "E"
    weights = dict.fromkeys(map(prefix_weight, spec.prefix))
    reads = "hook_embed hook_pos_embed"
    name = "hook_full_embed"
    row = (name, "x", "pos d_model", "concat_add", reads, f"{joined} + W_pos", "position-embedding", " ".join(weights))
    return (*_CUT, row)


def head_rows(spec: Spec) -> Iterator[tuple[Row, str | None]]:
    """From the last norm to the probabilities, each with what it reads of its input where that is not every row."""
    for row in _LAST_NORM:
        yield row, None
    norm, concept = _LAST_NORM[-1][0], "logits"
    if spec.readout == "two_heads":
        names = [f"logits_{name}" for name in spec.prefix[:2]]
        for name, token in zip(names, spec.prefix, strict=False):
            weights = f"{HEADS[token]}.W_H {HEADS[token]}.b_H"
            formula = f"{name} = n[{_written(token)}] W_H + b_H"
            yield (name, name, "class", "head", norm, formula, concept, weights), token
        formula = f"logits = ({' + '.join(names)}) / 2"
        yield ("logits", "logits", "class", "mean", " ".join(names), formula, concept, ""), None
    else:
        reads, read = _READ[spec.readout]
        formula = f"logits = {read.format(_written(spec.prefix[0]) if spec.prefix else '')} W_H + b_H"
        yield (
            ("logits", "logits", "class", "head", norm, formula, concept, "head.W_H head.b_H"),
            reads or spec.prefix[0],
        )
    if made := _PROBABILITIES[spec.output]:
        op, formula = made
        yield ("probabilities", "p", "class", op, "logits", formula, "class-probabilities", ""), None


# By prefix token that a head reads: the name of that head; of the only one: "head".
HEADS = {"logits": "head", "cls": "head", "dist": "head_dist"}

# By readout: what the hook says that it reads, None being the first prefix token, and how a formula writes it.
_READ: dict[str, tuple[str | None, str]] = {
    "token": (None, "n[{0}]"),
    "mean_patches": ("mean_patches", "(mean over patches of n)"),
    "mean_all": ("mean_all", "(mean over tokens of n)"),
    "cls_and_mean": ("cls_and_mean", "[n[{0}]; mean over patches of n]"),
}

# By output: the operation and its formula; None where the logits are the answer.
_PROBABILITIES: dict[Output, tuple[str, str] | None] = {
    "single_label": ("softmax", "p = softmax of the logits"),
    "multi_label": ("sigmoid", "p = sigmoid of each logit"),
    "regression": None,
    "zero_shot_softmax": ("softmax", "p = softmax of the logits"),
    "zero_shot_sigmoid": ("sigmoid", "p = sigmoid of each logit"),
}


def _written(token: str) -> str:
    """A prefix token as a formula writes it."""
    return "CLS" if token == "cls" else token
