"""The page of measurements: how times are summed up, files of results, and the sections written from them."""

from __future__ import annotations

import math
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.engines.ways import WAYS
from benchmarks.report.document import Section, write_document
from benchmarks.report.numbers import paired_ratio, power, spread
from benchmarks.report.plots import INK, plot
from benchmarks.report.results import read, record
from benchmarks.report.sections import SECTIONS, engines, growth, memory
from benchmarks.report.stamp import Stamp
from benchmarks.report.tables import kilobytes, milliseconds, table, verdict

pytestmark = pytest.mark.slow

MADE = Stamp("2026-01-02", "python -m benchmarks.engines", "0123456789", "a machine", {"Chromium": "1"})


def comparison(title: str, factor: float) -> dict[str, Any]:
    """Times of every engine, longer by the factor than the one before, on a machine that gets slower."""
    times = {way.name: [100 * factor**place * slow for slow in (1, 2, 3, 4)] for place, way in enumerate(WAYS)}
    return {"title": title, "times": times, "errors": {way.name: 1e-6 for way in WAYS}, "made": MADE.manifest()}


def test_a_spread_is_the_median_and_the_quartiles() -> None:
    """Of an odd number they are members of the list; of one number they are that."""
    assert spread([5, 1, 4, 2, 3]) == (2, 3, 4)
    assert spread([7]) == (7, 7, 7)


def test_a_ratio_is_taken_within_each_round() -> None:
    """A machine that is busy in some rounds slows both down: the ratio does not see it, the medians' would."""
    others = [10.0, 50.0, 11.0, 90.0, 12.0]
    times = [5.0, 25.0, 5.5, 45.0, 6.0]
    assert paired_ratio(times, others) == (0.5, 0.5, 0.5)


def test_the_interval_of_a_ratio_holds_what_most_rounds_say() -> None:
    """One wild round moves neither the ratio nor its interval far; the same rounds give the same interval."""
    times = [0.9, 1.0, 1.1, 0.95, 1.05, 0.98, 1.02, 1.01, 0.99, 30.0]
    low, value, high = paired_ratio(times, [1.0] * len(times))
    assert 0.9 <= low < value < high <= 1.1
    assert paired_ratio(times, [1.0] * len(times)) == (low, value, high)


def test_rounds_that_do_not_pair_are_an_error() -> None:
    """Times of another number of rounds cannot be of the same rounds."""
    with pytest.raises(ValueError, match="longer"):
        paired_ratio([1.0, 2.0], [1.0, 2.0, 3.0])


def test_a_power_law_gives_its_exponent() -> None:
    """Of y = 3 x^1.5."""
    xs = [1.0, 2.0, 5.0, 9.0]
    assert power(xs, [3 * x**1.5 for x in xs]) == pytest.approx(1.5)


def test_numbers_keep_three_digits() -> None:
    """And thousands are set apart."""
    assert [milliseconds(value) for value in (1.234, 12.34, 123.4, 1234.5)] == ["1.23", "12.3", "123", "1234"]
    assert kilobytes(3_701_900) == "3 702 kB"


def test_a_verdict_says_whether_the_bound_is_met() -> None:
    """What is exactly the bound meets it."""
    assert verdict(0.8, 0.8).endswith("met")
    assert verdict(0.801, 0.8, " s", 3) == "0.801 s, at most 0.800 s wanted: missed"


def test_a_row_of_another_length_is_an_error() -> None:
    """Markdown would drop cells without a word."""
    with pytest.raises(ValueError, match="3 cells below 2 heads"):
        table(["a", "b"], [["1", "2", "3"]])


def test_an_entry_takes_the_place_of_the_older_one_alone(tmp_path: Path) -> None:
    """One model can be measured again without the others."""
    record("engines", "one", {"times": [1.5, 2]}, MADE, tmp_path)
    record("engines", "two", {"times": [3]}, MADE, tmp_path)
    record("engines", "one", {"times": [-4e-7]}, MADE, tmp_path)
    found = read("engines", tmp_path)
    assert {name: entry["times"] for name, entry in found.items()} == {"one": [-4e-7], "two": [3]}
    assert found["one"]["made"] == MADE.manifest()


def test_results_can_be_compared_line_by_line(tmp_path: Path) -> None:
    """A list of numbers takes one line; what is read is what was written, text with brackets too."""
    measured = {"times": [1.5, 2.25, -1e-7], "words": ["a [1,\n2]", "b"], "none": []}
    record("engines", "one", measured, MADE, tmp_path)
    text = (tmp_path / "engines.json").read_text()
    assert '"times": [1.5, 2.25, -1e-07]' in text
    assert {key: read("engines", tmp_path)["one"][key] for key in measured} == measured


def test_sections_without_results_are_left_out(tmp_path: Path) -> None:
    """And one with results says how they came about."""
    record("here", "one", {}, MADE, tmp_path)
    sections = [Section(name, name.title(), lambda entries, _: str(list(entries))) for name in ("here", "gone")]
    write_document(sections, tmp_path, tmp_path / "page.md")
    page = (tmp_path / "page.md").read_text()
    assert "## Here\n\n['one']" in page and "Gone" not in page
    for told in (MADE.command, MADE.date, MADE.commit, MADE.machine, "Chromium 1"):
        assert told in page


def test_ratios_of_the_page_are_those_of_the_rounds(tmp_path: Path) -> None:
    """The fourth engine is what all are compared with; each takes 1.1 times as long as the one before."""
    text = engines.write({"vit-b16": comparison("ViT-B/16", 1.1)}, tmp_path)
    share = 1.1**-3
    assert f"| elvit, logits only | {share:.2f} ({share:.2f}–{share:.2f}) |" in text
    assert f"logits only, of onnxruntime-web fp32: {share:.2f}, at most 0.80 wanted: met" in text
    assert "every hook kept, of logits only: 1.10, at most 1.25 wanted: met" in text


def test_a_bound_that_is_missed_is_said_to_be(tmp_path: Path) -> None:
    """With all engines alike."""
    text = engines.write({"vit-b16": comparison("ViT-B/16", 1.0)}, tmp_path)
    assert "1.00, at most 0.80 wanted: missed" in text


def test_operations_are_those_of_the_products() -> None:
    """Counted one by one: four projections, the scores, the mix of values, two layers of the MLP."""
    n, d, blocks = 5, 64, 3
    products = [(n, d, d)] * 4 + [(n, d, n), (n, n, d), (n, d, 4 * d), (n, 4 * d, d)]
    expected = blocks * sum(2 * math.prod(product) for product in products)
    assert growth.operations({"tokens": n, "width": d, "blocks": blocks}) == expected


def test_a_row_of_the_growth_varies_one_size_alone() -> None:
    """The point where both rows cross is in both."""
    sizes = [(50, 384), (197, 192), (197, 384), (197, 768), (401, 384)]
    points = [{"tokens": tokens, "width": width} for tokens, width in sizes]
    assert [point["tokens"] for point in growth.varied(points, "tokens")] == [50, 197, 401]
    assert [point["width"] for point in growth.varied(points, "width")] == [192, 384, 768]


def test_memory_grows_by_what_is_held_not_by_garbage() -> None:
    """What comes and goes between collections does not count."""
    assert memory.growth({"runs": [50, 90, 400], "collected": [40, 45]}) == 5


def test_the_page_is_what_its_results_say(tmp_path: Path, checkout: Path) -> None:
    """Whoever measures anew and does not write the page is told."""
    results = shutil.copytree(checkout / "docs" / "performance", tmp_path / "performance")
    write_document(SECTIONS, results, tmp_path / "performance.md")
    assert (tmp_path / "performance.md").read_text() == (checkout / "docs" / "performance.md").read_text()


def test_ink_follows_the_scheme_of_the_page(tmp_path: Path) -> None:
    """It is SVG, its text takes the page's colour, and the same drawing gives the same bytes."""
    files = [tmp_path / "one.svg", tmp_path / "two.svg"]
    for file in files:
        with plot(file, 3, 2) as [axes]:
            axes.plot([1, 2], [3, 4])
            axes.set_xlabel("runs")
    text = files[0].read_text()
    assert text == files[1].read_text() and INK not in text
    svg = ElementTree.fromstring(text)
    assert "prefers-color-scheme:dark" in "".join(svg.itertext()) and "runs" in "".join(svg.itertext())
    assert "currentColor" in text


def test_every_file_of_results_has_a_section(checkout: Path) -> None:
    """One that no section reads would be forgotten."""
    names = {path.stem for path in (checkout / "docs" / "performance").glob("*.json")}
    assert names and names <= {section.name for section in SECTIONS}
