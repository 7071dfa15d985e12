"""What a build precomputes for the interpretation view: maps in bytes, masks on patches, scores of a gallery."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import analysis_numbers
import numpy as np
import pytest
from elvit.analysis.attention import fuse_heads
from elvit.analysis.bootstrap import bootstrap_interval
from elvit.analysis.gallery_scores import METHODS, score_picture, summarize
from elvit.analysis.scoring import METRICS, patch_cover, roc_auc
from elvit.analysis.similarity import cosine_similarity, similarity_matrix
from elvit.errors import ElvitError
from elvit.hooks.spec import Spec
from elvit.models.covers import mask_cover, read_covers
from elvit.models.preprocess import Preprocess, Resample
from elvit.models.processor import prepare
from elvit.output.pack import Packer
from elvit.pictures.gallery import read_pictures
from elvit.site.interpretation import Interpreted, interpret, write_interpretation
from elvit.site.maps import ANSWER, ANSWERS, Layout, encode, layout_of
from numpy.typing import NDArray
from PIL import Image, ImageDraw

TINY = Spec(6, 3, 192, 64, 768, 4, 32, 10, 1e-6)
BASE = Spec(12, 12, 768, 64, 3072, 16, 224, 1000, 1e-6)
LARGE = Spec(24, 16, 1024, 64, 4096, 14, 336, 1000, 1e-6)
SMALL = Spec(3, 2, 16, 8, 32, 4, 16, 3, 1e-6)
NUMBERS: dict[str, Any] = json.loads(analysis_numbers.FILE.read_text("utf-8"))

Tensors = dict[str, NDArray[np.float32]]


def _preprocess(resize: dict[str, int] | None, crop: int | None = None, resample: Resample = "bilinear") -> Preprocess:
    square = {"height": crop, "width": crop} if crop else None
    return Preprocess(resize, resample, square, 1 / 255, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))


def _tensors(spec: Spec, seed: int = 0) -> Tensors:
    rng = np.random.default_rng(seed)
    pos = spec.size("pos")
    found: Tensors = {}
    for block in range(spec.n_layers):
        found[f"blocks.{block}.hook_resid_post"] = rng.normal(size=(pos, spec.d_model)).astype(np.float32)
        scores = np.exp(rng.normal(0, 3, size=(spec.n_heads, pos, pos)))
        pattern = scores / scores.sum(-1, keepdims=True)
        found[f"blocks.{block}.attn.hook_pattern"] = pattern.astype(np.float32)
    return found


def _stopped(spec: Spec, seed: int = 0) -> NDArray[np.float32]:
    """Probabilities after each block, [block, class]."""
    return np.random.default_rng(seed).dirichlet(np.ones(spec.n_classes), spec.n_layers).astype(np.float32)


def test_the_answers_after_each_block_lie_at_the_end() -> None:
    layout, stopped = layout_of(TINY), _stopped(TINY)
    data = encode(_tensors(TINY), layout, stopped)
    found = np.frombuffer(data[-TINY.n_layers * ANSWERS * ANSWER.itemsize :], ANSWER).reshape(TINY.n_layers, ANSWERS)
    for block, probabilities in enumerate(stopped):
        order = sorted(range(TINY.n_classes), key=lambda index: -probabilities[index])[:ANSWERS]
        assert found[block]["class"].tolist() == order
        np.testing.assert_array_equal(found[block]["share"], probabilities[order])


def test_a_regression_has_no_answers_and_few_classes_have_all() -> None:
    assert layout_of(replace(SMALL, output="regression")).answers == 0
    assert layout_of(replace(SMALL, n_classes=2)).answers == 2


def test_the_tiny_model_keeps_every_head_in_150_kilobytes() -> None:
    assert layout_of(TINY) == Layout(6, 65, "heads", 3, ANSWERS)
    assert layout_of(TINY).bytes <= 150_000
    assert len(encode(_tensors(TINY), layout_of(TINY), _stopped(TINY))) == layout_of(TINY).bytes


def test_a_base_model_keeps_the_mean_of_the_heads_in_700_kilobytes() -> None:
    assert layout_of(BASE) == Layout(12, 197, "mean", 1, ANSWERS)
    assert layout_of(BASE).bytes <= 701_000
    assert len(encode(_tensors(BASE), layout_of(BASE), _stopped(BASE))) == layout_of(BASE).bytes


def test_a_model_too_large_for_maps_has_none_but_scores(tmp_path: Path) -> None:
    assert not layout_of(LARGE).fits
    found = {"one": Interpreted(b"", {}, None)}
    entry = write_interpretation("large", LARGE, found, Packer(tmp_path))
    assert entry["maps"] == {}


def _decoded(data: bytes, layout: Layout) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Similarities [block, pos, pos], attention [block, head, query, key], scales [block, head]."""
    blocks, heads, pos = layout.blocks, layout.heads, layout.pos
    scales = np.frombuffer(data, "<f4", blocks * heads).reshape(blocks, heads)
    levels = np.frombuffer(data, np.uint8, offset=4 * blocks * heads)
    cut = blocks * pos * (pos + 1) // 2
    similar = np.zeros((blocks, pos, pos))
    rows, columns = np.triu_indices(pos)
    similar[:, rows, columns] = similar[:, columns, rows] = levels[:cut].reshape(blocks, -1) / 255 * 2 - 1
    roots = levels[cut:].reshape(blocks, heads, pos, pos) / 255
    return similar, roots**2 * scales[..., None, None].astype(np.float64), scales.astype(np.float64)


@pytest.mark.parametrize("attention", ["heads", "mean"])
def test_maps_come_back_to_half_a_step(attention: Any) -> None:
    tensors = _tensors(SMALL)
    layout = Layout(3, 17, attention, 2 if attention == "heads" else 1)
    similar, attended, scales = _decoded(encode(tensors, layout), layout)
    for block in range(3):
        stream, pattern = tensors[f"blocks.{block}.hook_resid_post"], tensors[f"blocks.{block}.attn.hook_pattern"]
        np.testing.assert_allclose(similar[block], similarity_matrix(stream), atol=1 / 255 + 1e-9)
        exact = pattern if attention == "heads" else fuse_heads(pattern, "mean")[None]
        half_step = 0.5 / 255 * np.sqrt(scales[block])[:, None, None] + 1e-6
        assert (abs(np.sqrt(attended[block]) - np.sqrt(exact)) <= half_step).all()


@pytest.mark.parametrize("case", NUMBERS["models"], ids=lambda case: str(case["name"]))
@pytest.mark.parametrize("attention", ["heads", "mean"])
def test_bytes_are_those_that_plain_loops_write(case: Any, attention: Any) -> None:
    blocks, pos, heads = case["blocks"], case["pos"], NUMBERS["heads"]
    tokens = np.array(case["tokens"], dtype=np.float32).reshape(blocks, pos, NUMBERS["width"])
    patterns = np.array(case["patterns"], dtype=np.float32).reshape(blocks, heads, pos, pos)
    tensors = {f"blocks.{block}.hook_resid_post": tokens[block] for block in range(blocks)}
    tensors |= {f"blocks.{block}.attn.hook_pattern": patterns[block] for block in range(blocks)}
    layout = Layout(blocks, pos, attention, heads if attention == "heads" else 1)
    data, expected = encode(tensors, layout), base64.b64decode(case["packed"][attention])
    scales = 4 * blocks * layout.heads
    assert (data[:scales], len(data)) == (expected[:scales], len(expected))
    off = np.frombuffer(data[scales:], np.uint8).astype(int) - np.frombuffer(expected[scales:], np.uint8)
    assert abs(off).max() <= 1  # where a value lies in the middle of two levels


GEOMETRIES = {
    "exact size": ((64, 64), _preprocess({"height": 32, "width": 32})),
    "smaller than the model's": ((20, 20), _preprocess({"height": 32, "width": 32}, resample="bicubic")),
    "wide, shortest edge and crop": ((150, 90), _preprocess({"shortest_edge": 40}, 32, "bicubic")),
    "tall, shortest edge and crop": ((70, 131), _preprocess({"shortest_edge": 36}, 32, "lanczos")),
    "squeezed": ((150, 90), _preprocess({"height": 32, "width": 32})),
    "crop larger than the picture": ((48, 48), _preprocess({"height": 24, "width": 24}, 32)),
    "crop alone": ((61, 47), _preprocess(None, 32)),
}


def _disc(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    width, height = size
    ImageDraw.Draw(mask).ellipse((0.2 * width, 0.15 * height, 0.75 * width, 0.7 * height), fill=255)
    return mask


@pytest.mark.parametrize("name", GEOMETRIES)
def test_a_mask_lies_where_the_model_sees_the_thing(name: str) -> None:
    """Painted white on black and prepared as a picture is, with the model's own filter, the thing is there, too."""
    size, preprocess = GEOMETRIES[name]
    mask = _disc(size)
    cover = mask_cover(mask, preprocess, 8, 8)
    painted = prepare(mask.convert("RGB"), preprocess)[..., 0] / 255
    np.testing.assert_allclose(cover, patch_cover(painted, 8, 8), atol=0.12)
    assert 0.1 < cover.mean() < 0.7 and cover.min() == 0 and cover.max() == 1
    assert abs(cover.mean() - patch_cover(painted, 8, 8).mean()) < 0.01


def test_without_resizing_the_share_is_exact() -> None:
    mask = _disc((32, 32))
    expected = patch_cover(np.asarray(mask) > 0, 8, 8)
    np.testing.assert_allclose(mask_cover(mask, _preprocess(None), 8, 8), expected, atol=1e-12)


def test_empty_and_full_masks_cover_nothing_and_all() -> None:
    for colour in (0, 255):
        mask = Image.new("L", (90, 60), colour)
        assert set(mask_cover(mask, _preprocess({"shortest_edge": 36}, 32), 8, 8)) == {colour / 255}


def _folder(folder: Path, size: tuple[int, int], **masks: Image.Image) -> Path:
    Image.new("RGB", size, "green").save(folder / "a.png")
    for name, mask in masks.items():
        mask.save(folder / f"{name}.png")
    table = ", ".join(f'{name} = "{name}.png"' for name in masks)
    (folder / "index.toml").write_text(f'[[image]]\nfile = "a.png"\nmasks = {{ {table} }}\n')
    return folder


def test_covers_have_four_digits_and_a_class_each(tmp_path: Path) -> None:
    halves = Image.new("L", (16, 16))
    halves.paste(255, (0, 0, 6, 16))
    folder = _folder(tmp_path, (16, 16), cat=halves, dog=Image.new("L", (16, 16)))
    covers = read_covers(read_pictures(folder)[0], _preprocess(None), 4, 4)
    assert covers == {"cat": [1, 0.5, 0, 0] * 4, "dog": [0] * 16}


def test_a_mask_of_half_the_size_is_its_pictures_enlarged(tmp_path: Path) -> None:
    small = _disc((32, 24))
    folder = _folder(tmp_path, (64, 48), cat=small)
    enlarged = small.resize((64, 48), Image.Resampling.NEAREST)
    preprocess = _preprocess({"shortest_edge": 36}, 32)
    cover = read_covers(read_pictures(folder)[0], preprocess, 8, 8)["cat"]
    np.testing.assert_allclose(cover, mask_cover(enlarged, preprocess, 8, 8), atol=1e-4)


def test_a_mask_of_another_shape_is_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path, (64, 48), cat=_disc((48, 64)))
    with pytest.raises(ElvitError, match=r"cat\.png is 48 x 64 pixels, its picture 64 x 48"):
        read_covers(read_pictures(folder)[0], _preprocess(None), 8, 8)


def _truth(seed: int) -> NDArray[np.bool_]:
    truth = np.random.default_rng(seed).random(16) < 0.4
    truth[:2] = True, False
    return truth


@pytest.mark.parametrize("n_prefix", [0, 1, 2])
def test_scores_of_a_picture_are_those_of_its_maps(n_prefix: int) -> None:
    tensors = _tensors(SMALL) if n_prefix == 1 else _cut(_tensors(SMALL), n_prefix)
    truth = _truth(3)
    found = score_picture(tensors, 3, n_prefix, [0] if n_prefix else range(16), truth)
    assert found is not None and found.methods.shape == (5, 3, 5) and found.heads.shape == (2, 3, 5)
    stream = tensors["blocks.1.hook_resid_post"].astype(np.float64)
    reference = stream[0] if n_prefix else stream.mean(0)
    area = roc_auc(cosine_similarity(reference, stream[n_prefix:]), truth)
    assert found.methods[0, 1, 0] == pytest.approx(area, abs=1e-12)
    pattern = tensors["blocks.2.attn.hook_pattern"].astype(np.float64)
    row = pattern[1, 0] if n_prefix else pattern[1].mean(0)
    assert found.heads[1, 2, 0] == pytest.approx(roc_auc(row[n_prefix:], truth), abs=1e-12)


def _cut(tensors: Tensors, n_prefix: int) -> Tensors:
    """The same with 16 patches behind another number of prefix tokens."""
    keep = np.r_[[0] * n_prefix, range(1, 17)].astype(int)
    return {
        name: tensor[keep] if name.endswith("post") else tensor[:, keep][:, :, keep] for name, tensor in tensors.items()
    }


def test_a_picture_that_is_all_object_or_none_has_no_scores() -> None:
    tensors = _tensors(SMALL)
    assert score_picture(tensors, 3, 1, (0,), np.ones(16, dtype=bool)) is None
    assert score_picture(tensors, 3, 1, (0,), np.zeros(16, dtype=bool)) is None


def test_a_gallery_is_summed_up_with_the_best_head_of_each_block() -> None:
    every = {f"p{seed}": score_picture(_tensors(SMALL, seed), 3, 1, (0,), _truth(seed)) for seed in range(9)}
    found = summarize({**every, "nothing to see": None})
    assert found.pictures == tuple(every)
    assert found.intervals.shape == (len(METHODS), 3, len(METRICS), 3)
    scores = [one for one in every.values() if one is not None]
    for block in range(3):
        means = np.mean([one.heads[:, block, 0] for one in scores], axis=0)
        best = int(np.argmax(means))
        assert found.best_heads[block] == best
        interval = bootstrap_interval(np.array([one.heads[best, block, 0] for one in scores]))
        np.testing.assert_allclose(found.intervals[METHODS.index("attention_head"), block, 0], interval[:3], atol=1e-12)
        bare = bootstrap_interval(np.array([one.methods[4, block, 3] for one in scores]))
        np.testing.assert_allclose(found.intervals[METHODS.index("rollout_bare"), block, 3], bare[:3], atol=1e-12)
    assert summarize({"nothing to see": None}).pictures == ()


def test_what_is_written_says_where_everything_lies(tmp_path: Path) -> None:
    left, right = Image.new("L", (16, 16)), Image.new("L", (16, 16))
    left.paste(255, (0, 0, 4, 16))
    right.paste(255, (4, 4, 8, 16))
    picture = read_pictures(_folder(tmp_path, (16, 16), cat=left, dog=right))[0]
    seen = interpret(_tensors(SMALL), SMALL, picture, _preprocess(None), _stopped(SMALL))
    unmasked = Interpreted(seen.maps, {}, None)
    entry = write_interpretation("small", SMALL, {"a": seen, "bare": unmasked}, Packer(tmp_path))
    assert entry["maps"]["a"]["bytes"] == layout_of(SMALL).bytes
    assert entry["maps_layout"] == {
        "blocks": 3, "pos": 17, "heads": 2, "answers": ANSWERS, "similarity": "triangle", "attention": "heads",
    }  # fmt: skip
    assert list(entry["covers"]) == ["a"] and list(entry["covers"]["a"]) == ["cat", "dog"]
    assert entry["scores"]["pictures"] == ("a",)
    assert entry["scores"]["pack"]["bytes"] == 4 * len(METHODS) * 3 * len(METRICS) * 3
    assert entry["scores"]["chance"] == [0.5, *[0.4375] * 4]  # of both masks together: 7 of 16 patches
    bare = write_interpretation("small", SMALL, {"bare": unmasked}, Packer(tmp_path))
    assert bare["scores"]["pack"] == {"chunks": [], "bytes": 0}
    json.dumps(bare, allow_nan=False)
