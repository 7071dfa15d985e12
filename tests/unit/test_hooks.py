"""The hook table: complete, in order, and consistent with itself."""

from __future__ import annotations

from dataclasses import replace

from elvit.hooks.spec import Spec
from elvit.hooks.table import hook_table

SPEC = Spec(
    n_layers=2, n_heads=3, d_model=12, d_head=4, d_mlp=20,
    patch_size=4, image_size=16, n_classes=5, eps=1e-6,
)  # fmt: skip


def test_a_block_has_seventeen_hooks_and_the_rest_seven() -> None:
    assert len(hook_table(SPEC)) == 3 + 17 * SPEC.n_layers + 4


def test_shapes_follow_from_the_sizes() -> None:
    shapes = {hook.name: hook.shape for hook in hook_table(SPEC)}
    assert shapes["hook_embed"] == (16, 12)
    assert shapes["hook_full_embed"] == (17, 12)
    assert shapes["blocks.1.attn.hook_q"] == (17, 3, 4)
    assert shapes["blocks.1.attn.hook_pattern"] == (3, 17, 17)
    assert shapes["blocks.0.mlp.hook_pre"] == (17, 20)
    assert shapes["ln_final.hook_scale"] == (17, 1)
    assert shapes["logits"] == (5,)


def test_every_hook_reads_only_what_came_before() -> None:
    seen = {"image"}
    for hook in hook_table(SPEC):
        assert set(hook.inputs) <= seen, hook.name
        seen.add(hook.name)


def test_the_formula_names_the_activation_of_the_model() -> None:
    table = {hook.name: hook for hook in hook_table(replace(SPEC, activation="ReLU"))}
    assert table["blocks.1.mlp.hook_post"].formula == "g = ReLU(h)"


def test_names_are_unique_and_every_row_is_filled() -> None:
    table = hook_table(SPEC)
    assert len({hook.name for hook in table}) == len(table)
    assert all(hook.formula and hook.concept and hook.op and hook.stage for hook in table)


def test_a_block_reads_the_block_before_it() -> None:
    table = {hook.name: hook for hook in hook_table(SPEC)}
    assert table["blocks.0.hook_resid_pre"].inputs == ("hook_full_embed",)
    assert table["blocks.1.hook_resid_pre"].inputs == ("blocks.0.hook_resid_post",)
    assert table["ln_final.hook_scale"].inputs == ("blocks.1.hook_resid_post",)


def test_an_operation_names_its_weights_in_the_order_in_which_it_uses_them() -> None:
    weights = {hook.name: hook.weights for hook in hook_table(SPEC)}
    assert weights["hook_embed"] == ("embed.proj.weight", "embed.proj.bias")
    assert weights["blocks.1.ln2.hook_normalized"] == ("blocks.1.ln2.w", "blocks.1.ln2.b")
    assert weights["blocks.0.attn.hook_k"] == ("blocks.0.attn.W_K", "blocks.0.attn.b_K")
    assert weights["blocks.0.attn.hook_pattern"] == ()
    assert weights["logits"] == ("head.W_H", "head.b_H")


def test_a_weight_that_the_model_does_without_is_in_no_formula() -> None:
    table = {hook.name: hook for hook in hook_table(SPEC, {"blocks.0.attn.b_Q"})}
    without, with_bias = (table[f"blocks.{layer}.attn.hook_q"] for layer in (0, 1))
    assert (without.weights, without.formula) == (("blocks.0.attn.W_Q",), "q = n W_Q")
    assert with_bias.formula == "q = n W_Q + b_Q"
