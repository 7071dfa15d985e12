"""The rooms of the builder and the order in which they may know each other; functions that fit on a screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILDER = Path(__file__).parents[2] / "builder"

ROOMS = (
    "errors",
    "resources",
    "running",
    "analysis",
    "hooks",
    "config",
    "output",
    "pictures",
    "models",
    "content",
    "convert",
    "preview",
    "check",
    "training",
    "survey",
    "study",
    "site",
    "commands",
    "cli",
    "__main__",
)
"""From the ground up. A room of `elvit` may import those before it, and itself."""

STRANGERS = (("training", "survey"), ("survey.maps", "survey.interaction"))
"""Rooms beside each other: neither imports the other."""

OF_SCENES = ("survey", "commands")
"""What may draw scenes; `elvit_scenes` itself knows nothing of elvit but its errors."""

CARRIED = "models.winft"
"""Files that a saved model carries with it: they may know each other, by relative imports, and nothing else of ours."""

LOOSE, LONGEST = 6, 60
REASON = "# Long because"  # stands above a longer function, with the reason

FILES = {
    ".".join(path.relative_to(BUILDER).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("elvit", "elvit_scenes")
    for path in sorted((BUILDER / package).rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def within(module: str, place: str) -> bool:
    """Whether a module lies in a room or a part of one."""
    return f"{module}.".startswith(f"elvit.{place}.")


def imported(name: str) -> Iterator[str]:
    """Modules of ours that a module imports, anywhere in it, also late or for types only."""
    for node in ast.walk(TREES[name]):
        found: list[str] = []
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = f"{name.rpartition('.')[0]}." if node.level else ""
            assert node.level == 0 or within(name, CARRIED), f"{name}: a relative import"
            inside = [f"{package}{node.module}.{alias.name}" for alias in node.names]
            found = [one if one in FILES else f"{package}{node.module}" for one in inside]
        yield from (one for one in found if one in FILES)


IMPORTS = {name: sorted(set(imported(name)) - {name}) for name in FILES}
EDGES = [(name, target) for name, targets in IMPORTS.items() for target in targets]


def room(module: str) -> str:
    """The first folder or file below the package."""
    package, _, inside = module.partition(".")
    return inside.split(".")[0] if package == "elvit" and inside else package


def test_every_file_stands_in_a_room() -> None:
    homes = {room(module) for module in FILES} - {"elvit", "elvit_scenes"}
    assert homes == set(ROOMS)
    assert len(list((BUILDER / "elvit").glob("*.py"))) <= LOOSE


def test_no_import_runs_back_up() -> None:
    order = {name: place for place, name in enumerate(("elvit", *ROOMS))}
    inside = [(a, b) for a, b in EDGES if "elvit_scenes" not in (room(a), room(b))]
    assert [f"{a} -> {b}" for a, b in inside if order[room(b)] > order[room(a)]] == []


def test_scenes_are_a_package_of_their_own() -> None:
    known = {room(b) for a, b in EDGES if room(a) == "elvit_scenes"}
    assert known <= {"elvit_scenes", "errors"}
    assert {room(a) for a, b in EDGES if room(b) == "elvit_scenes"} <= {"elvit_scenes", *OF_SCENES}


def test_what_a_saved_model_carries_knows_nothing_else() -> None:
    assert [f"{a} -> {b}" for a, b in EDGES if within(a, CARRIED) and not within(b, CARRIED)] == []


@pytest.mark.parametrize("pair", STRANGERS, ids=" and ".join)
def test_strangers_stay_strangers(pair: tuple[str, str]) -> None:
    both = (pair, pair[::-1])
    assert [f"{a} -> {b}" for a, b in EDGES for one, other in both if within(a, one) and within(b, other)] == []


def test_a_room_does_not_import_its_own_parts() -> None:
    """What two surveys share lies above neither of them."""
    parts = ("maps", "interaction")
    shared = [a for a in FILES if within(a, "survey") and not any(within(a, f"survey.{part}") for part in parts)]
    assert [f"{a} -> {b}" for a in shared for b in IMPORTS[a] for p in parts if within(b, f"survey.{p}")] == []


def test_no_file_imports_itself_by_way_of_others() -> None:
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for target in IMPORTS[module]:
                visit(target, (*trail, module))
            done.add(module)

    for module in FILES:
        visit(module, ())


def test_functions_fit_on_a_screen() -> None:
    long = []
    for name, tree in TREES.items():
        lines = FILES[name].read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST and not lines[first - 2].startswith(REASON):
                    long.append(f"{name}:{node.lineno} {node.name} ({length})")
    assert long == []
