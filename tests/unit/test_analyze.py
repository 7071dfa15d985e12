"""`elvit analyze`: what it reads, what it refuses, and whether its tables, its JSON and its page say the same."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from elvit.analysis.gallery_scores import METHODS as GALLERY_METHODS
from elvit.analysis.gallery_scores import score_picture
from elvit.analysis.scoring import truth_of, union_cover
from elvit.errors import ElvitError
from elvit.models.covers import read_covers
from elvit.models.source import load_model
from elvit.pictures.gallery import read_pictures
from elvit.survey.maps.listing import list_subjects
from elvit.survey.maps.look import Looker
from elvit.survey.maps.methods import METHODS, METRICS
from elvit.survey.maps.subjects import scene_subjects
from factories import model_folder, photo, tiny_vit
from masked import analyze, draw_pictures
from PIL import Image
from sklearn.metrics import average_precision_score, roc_auc_score
from transformers import ViTForImageClassification, ViTImageProcessorPil

pytestmark = pytest.mark.slow

PICTURES = 12


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model, pictures with masks, and the report of them."""
    place = tmp_path_factory.mktemp("analyze")
    model_folder(place / "model")
    draw_pictures(place / "photos", PICTURES)
    result = analyze(
        "--model", place / "model", "--images", place / "photos", "--masks", place / "photos-masks",
        "--out", place / "report",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return place


@pytest.fixture
def copy(place: Path, tmp_path: Path) -> Path:
    """The same to be changed, without the report."""
    shutil.copytree(place, tmp_path / "copy", ignore=shutil.ignore_patterns("report"))
    return tmp_path / "copy"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def summary_of(report: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((report / "summary.json").read_text("utf-8"))
    return found


def test_the_report_holds_tables_json_and_a_page(place: Path) -> None:
    names = {re.sub(r"\.[0-9a-f]{10}\.", ".", file.name) for file in (place / "report").iterdir()}
    assert names == {
        "index.html", "pages.css", "fonts.css", "NOTICES.txt", "elvit.json",
        "scores.csv", "figures.csv", "scores.json", "summary.json",
    }  # fmt: skip
    assert not (place / "report.part").exists()


def test_every_picture_method_and_block_has_its_row(place: Path) -> None:
    found = rows(place / "report" / "scores.csv")
    assert len(found) == PICTURES * (len(METHODS) * 2 + 1)
    assert {row["picture"] for row in found} == {f"{number}.png" for number in range(PICTURES)}
    assert {row["method"] for row in found} == {*(method.id for method in METHODS), "usual_place"}
    assert len(rows(place / "report" / "figures.csv")) == PICTURES * 2


def test_the_json_holds_what_the_table_holds(place: Path) -> None:
    whole = json.loads((place / "report" / "scores.json").read_text("utf-8"))
    by_name = {picture["picture"]: picture for picture in whole["pictures"]}
    for row in rows(place / "report" / "scores.csv"):
        thing = by_name[row["picture"]]["things"][0]
        assert float(row["share"]) == thing["share"]
        if row["method"] == "usual_place":
            assert [row[metric.id] for metric in METRICS] == [repr(v) for v in by_name[row["picture"]]["usual_place"]]
        else:
            m, block = whole["methods"].index(row["method"]), int(row["block"])
            assert row["roc_auc_others"] == repr(by_name[row["picture"]]["roc_auc_others"][m][block])
            values = thing["scores"][m][block]
            assert [row[metric.id] for metric in METRICS] == [repr(value) for value in values]
    assert {key: value for key, value in whole.items() if key != "pictures"} == summary_of(place / "report")


def test_the_summary_is_the_tables_mean(place: Path) -> None:
    scores = summary_of(place / "report")["scores"]["scores"]
    found = rows(place / "report" / "scores.csv")
    for m, method in enumerate(METHODS):
        for block in range(2):
            for n, metric in enumerate(METRICS):
                mine = [float(r[metric.id]) for r in found if r["method"] == method.id and r["block"] == str(block)]
                mean, low, high = scores[m][block][n]
                assert mean == pytest.approx(np.mean(mine), abs=2e-6)
                assert low <= mean <= high
                assert min(mine) - 1e-6 <= low


def test_the_page_shows_every_number_of_the_summary(place: Path) -> None:
    text = unescape((place / "report" / "index.html").read_text("utf-8"))
    for method in summary_of(place / "report")["scores"]["scores"]:
        for block in method:
            for mean, low, high in block:
                shown = f"{mean:.3f}" if abs(mean) >= 5e-4 else "0"
                assert re.search(rf'<td class="right">(<b>)?{shown}(</b>)?<small>', text)
                assert "nan" not in f"{low}{high}"
    assert "None" not in text
    assert not re.search(r"\bnan\b", text, re.IGNORECASE)


def test_the_page_obeys_its_own_policy(place: Path) -> None:
    text = (place / "report" / "index.html").read_text("utf-8")
    assert "Content-Security-Policy" in text
    assert not re.search(r"<script|\sstyle=|<style|\son\w+=|https?://(?!www\.w3\.org)", text)
    for name in re.findall(r'(?:href|src)="([^"#:]+)"', text):
        assert (place / "report" / name).is_file(), name


def test_the_scores_are_those_of_transformers_and_scikit_learn(place: Path) -> None:
    """One picture by another way: transformers' own attention, torch's cosine, scikit-learn's scores."""
    folder = place / "model"
    model: Any = ViTForImageClassification.from_pretrained(folder, attn_implementation="eager")
    processor: Any = ViTImageProcessorPil.from_pretrained(folder)
    inputs = processor(Image.open(place / "photos" / "3.png"), return_tensors="pt")
    with torch.no_grad():
        out = model(**inputs, output_hidden_states=True, output_attentions=True)
    mask = np.asarray(Image.open(place / "photos-masks" / "3.png")) > 127
    truth = mask.reshape(4, 4, 4, 4).mean((1, 3)).reshape(-1) >= 0.5
    stream = out.hidden_states[1][0]  # after block 0
    similar = torch.nn.functional.cosine_similarity(stream[:1], stream[1:]).numpy()
    steps = [attention[0].double().mean(0) for attention in out.attentions]
    halves = [(step + torch.eye(17)) / 2 for step in steps]
    expected = {
        ("similarity", 0): similar,
        ("attention_mean", 1): steps[1][0, 1:].numpy(),
        ("attention_max", 1): out.attentions[1][0].max(0).values[0, 1:].numpy(),
        ("rollout", 1): (halves[1] @ halves[0])[0, 1:].numpy(),
        ("rollout_bare", 1): (steps[1] @ steps[0])[0, 1:].numpy(),
    }
    found = {(r["method"], r["block"]): r for r in rows(place / "report" / "scores.csv") if r["picture"] == "3.png"}
    for (method, block), values in expected.items():
        row = found[method, str(block)]
        assert float(row["roc_auc"]) == pytest.approx(roc_auc_score(truth, values), abs=1e-6)
        assert float(row["average_precision"]) == pytest.approx(average_precision_score(truth, values), abs=1e-6)
        assert float(row["pointing_game"]) == truth[values.argmax()]


def test_the_gallery_scores_the_same_as_in_a_site(place: Path, checkout: Path) -> None:
    """`elvit build` scores the same maps of the same pictures."""
    loaded = load_model(str(place / "model"))
    looker = Looker(loaded)
    images = checkout / "content" / "images"
    picture = next(picture for picture in read_pictures(images) if len(picture.masks) > 1)
    subject = next(subject for subject in list_subjects(images, None, print) if subject.name == picture.file)
    looked = looker.look(subject)
    assert [thing.name for thing in looked.things] == ["all", *picture.masks]
    from elvit.convert.onnx import Traced
    from elvit.models.processor import normalise, prepare
    from elvit.site.trace import trace

    pixels = normalise(prepare(picture.open(), loaded.preprocess), loaded.preprocess)
    tensors = trace(Traced(loaded.model, looker.adapter), pixels)
    covers = [np.array(cover) for cover in read_covers(picture, loaded.preprocess, 4, 4).values()]
    built = score_picture(tensors, 2, 1, (0,), truth_of(union_cover(covers)))
    assert built is not None
    assert tuple(method.id for method in METHODS) == tuple(name for name in GALLERY_METHODS if name != "attention_head")
    np.testing.assert_allclose(looked.things[0].scores, built.methods, atol=1e-9)


def test_masks_are_found_by_name_and_class(tmp_path: Path) -> None:
    images, masks = tmp_path / "i", tmp_path / "m"
    for folder in (images / "bird", masks / "bird"):
        folder.mkdir(parents=True)
    for name in ("bird/heron.jpg", "bird/heron.two.jpg", "pond.png"):
        photo(8, 8).save(images / name)
    for name in ("bird/heron.png", "bird/heron.fish.png", "bird/heron.two.png", "pond.png", "pond.a.b.png"):
        photo(8, 8).convert("L").save(masks / name)
    said: list[str] = []
    found = {subject.name: [name for name, _ in subject.files] for subject in list_subjects(images, masks, said.append)}
    assert found == {"bird/heron.jpg": ["fish", "bird"], "bird/heron.two.jpg": ["bird"], "pond.png": ["object"]}
    assert len(said) == 1
    assert "pond.a.b.png is a mask without a picture" in said[0]


def test_several_things_are_scored_alone_and_together(copy: Path) -> None:
    masks = copy / "photos-masks"
    Image.fromarray(np.eye(16, dtype=np.uint8) * 0).save(masks / "0.nothing.png")
    half = np.zeros((16, 16), np.uint8)
    half[:, :8] = 255
    Image.fromarray(half).save(masks / "1.left.png")
    result = run(copy)
    assert result.exit_code == 0, result.output
    found = rows(copy / "report" / "scores.csv")
    assert {row["class"] for row in found if row["picture"] == "1.png"} == {"all", "left", "object"}
    nothing = [row for row in found if row["class"] == "nothing"]
    assert nothing
    assert all(row["roc_auc"] == "" for row in nothing)
    assert summary_of(copy / "report")["scores"]["pictures"] == PICTURES


def run(place: Path, *more: object) -> Any:
    """An analysis with masks, in this process: what several come to is `place`'s."""
    images, masks = place / "photos", place / "photos-masks"
    options = ["--images", images, "--masks", masks, "--out", place / "report", "--processes", 1]
    return analyze("--model", place / "model", *options, *more)


def test_without_masks_it_says_so_and_tells_what_needs_none(copy: Path) -> None:
    options = ["--images", copy / "photos", "--out", copy / "report", "--processes", 1]
    result = analyze("--model", copy / "model", *options)
    assert result.exit_code == 0, result.output
    assert not (copy / "report" / "scores.csv").exists()
    assert summary_of(copy / "report")["scores"] is None
    text = (copy / "report" / "index.html").read_text("utf-8")
    assert "There are no masks" in text
    assert "area under the ROC curve" not in text
    assert len(rows(copy / "report" / "figures.csv")) == PICTURES * 2


def test_masks_that_leave_nothing_to_tell_apart_are_not_scored(copy: Path) -> None:
    for number in range(PICTURES):
        white = 255 if number % 2 else 0
        Image.new("L", (16, 16), white).save(copy / "photos-masks" / f"{number}.png")
    assert run(copy).exit_code == 0
    assert summary_of(copy / "report")["scores"] is None
    text = (copy / "report" / "index.html").read_text("utf-8")
    assert not re.search(r"\bnan\b", text, re.IGNORECASE)


def test_pictures_without_a_mask_are_counted(copy: Path) -> None:
    (copy / "photos-masks" / "4.png").unlink()
    result = run(copy)
    assert "1 of 12 pictures have no mask" in result.output
    assert summary_of(copy / "report")["scores"]["pictures"] == PICTURES - 1
    assert "11 with a mask; 1 have no mask" in (copy / "report" / "index.html").read_text("utf-8")


def spoilt(place: Path) -> Iterator[tuple[str, str]]:
    """Ways to spoil the input, and what is said of each."""
    photos, masks = place / "photos", place / "photos-masks"
    (photos / "1.png").write_bytes(b"not a picture")
    yield "1.png is not a picture", "what was done is kept"
    photo(16, 16, 1).save(photos / "1.png")
    Image.new("L", (16, 9)).save(masks / "2.png")
    yield "2.png is 16 x 9 pixels, its picture 16 x 16", "what was done is kept"


def test_what_cannot_be_read_is_named_and_the_old_report_stays(copy: Path) -> None:
    assert run(copy).exit_code == 0
    before = (copy / "report" / "scores.csv").read_bytes()
    for wrong, hint in spoilt(copy):
        result = run(copy)
        assert result.exit_code == 1
        assert wrong in result.output
        assert hint in result.output
        assert "Traceback" not in result.output
        assert (copy / "report" / "scores.csv").read_bytes() == before
    Image.new("L", (16, 16)).save(copy / "photos-masks" / "2.png")
    assert run(copy).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--images", "nowhere"], "There is no folder of pictures"),
        (["--images", "photos", "--masks", "nowhere"], "There is no folder of masks"),
        (["--images", "photos", "--masks", "photos"], "Put the masks into a folder of their own"),
        (["--images", "photos", "--masks", "model"], "No mask in"),
        (["--images", "model"], "holds no pictures"),
        (["--images", "photos", "--model", "nowhere/at-all/x"], "There is no model folder"),
        (["--scenes", "3"], "Scenes of fox cannot be drawn"),
        (["--images", "photos", "--out", "photos"], "holds files that elvit did not write"),
    ],
)
def test_what_is_refused(copy: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str) -> None:
    monkeypatch.chdir(copy)
    result = analyze("--model", "model", "--out", "report", *arguments)
    assert result.exit_code == 1
    assert said in " ".join(result.output.split())
    assert not (copy / "report").exists()


@pytest.mark.parametrize("arguments", [[], ["--images", "x", "--scenes", 3], ["--scenes", 3, "--masks", "x"]])
def test_wrong_options_exit_with_2(arguments: list[object]) -> None:
    assert analyze("--model", "model", "--out", "report", *arguments).exit_code == 2


def test_a_misnamed_mask_gets_a_suggestion(tmp_path: Path) -> None:
    draw_pictures(tmp_path / "photos", 1)
    masks = tmp_path / "photos-masks"
    (masks / "0.png").rename(masks / "0_mask.png")
    (tmp_path / "photos" / "0.png").rename(tmp_path / "photos" / "0_mas.png")
    with pytest.raises(ElvitError, match=r"Did you mean 0_mas\.png"):
        list_subjects(tmp_path / "photos", masks, print)


@pytest.mark.parametrize("settings", [{"num_hidden_layers": 1}, {"num_attention_heads": 1}, {"patch_size": 8}])
def test_small_models_get_a_page_too(settings: dict[str, Any], tmp_path: Path) -> None:
    """One block, one head, four patches."""
    model_folder(tmp_path / "model", **settings)
    draw_pictures(tmp_path / "photos", 3)
    result = run(tmp_path)
    assert result.exit_code == 0, result.output
    assert not re.search(r"\bnan\b", (tmp_path / "report" / "index.html").read_text("utf-8"), re.IGNORECASE)


def test_a_constant_picture_has_figures_and_no_nan(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "model")
    with torch.no_grad():
        blank = tiny_vit()
        for parameter in blank.parameters():
            parameter.zero_()
        blank.save_pretrained(model)
    draw_pictures(tmp_path / "photos", 4)
    result = run(tmp_path)
    assert result.exit_code == 0, result.output
    found = rows(tmp_path / "report" / "scores.csv")
    assert {row["roc_auc"] for row in found if row["method"] == "similarity"} == {"0.5"}
    text = (tmp_path / "report" / "index.html").read_text("utf-8")
    assert "No map finds the object" in text
    assert not re.search(r"\bnan\b", text, re.IGNORECASE)


def test_scenes_follow_from_their_seeds() -> None:
    pytest.importorskip("resvg_py")
    first, second = scene_subjects(2, ("cat", "ship"), 32)
    assert (first.name, second.name) == ("cat 1000000", "ship 1000001")
    assert first.open().tobytes() == first.open().tobytes()
    assert first.masks(first.open())["cat"].size == (128, 128)
