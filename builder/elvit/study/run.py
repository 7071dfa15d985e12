"""The study from its request to its results: arm by arm and seed by seed, going on where an earlier run was ended."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console

from elvit.errors import ElvitError
from elvit.models.quiet import quiet_transformers
from elvit.output.aside import write_aside
from elvit.study.arms import ARMS, GUIDED, PLAIN, Arm, Sizes
from elvit.study.build_arm import build
from elvit.study.cost import Cost, measure_cost
from elvit.study.evaluate import guides_areas
from elvit.study.result import Trained, load_trained, save_trained
from elvit.study.train_arm import Material, train_arm
from elvit.survey.fingerprint import weights_sha256
from elvit.training.augment import measure_normalization
from elvit.training.data import load_data
from elvit.training.guide import Guide, open_guide
from elvit.training.model import IMAGE_SIZE

LOOKED_AT = 1000  # training pictures by which the sizes of fixed windows are chosen
IDENTITY = "study.json"


@dataclass(frozen=True)
class Study:
    """What was asked for.

    Attributes:
        data: folders or zips to train on.
        test: a folder or zip to measure on.
        out: the report's folder.
        sizes: of models and budget.
    """

    data: tuple[Path, ...]
    test: Path
    out: Path
    sizes: Sizes

    @property
    def work(self) -> Path:
        """Where checkpoints, models and results are kept."""
        return self.out.with_name(f"{self.out.name}.study")


@dataclass(frozen=True)
class Results:
    """What came of all trainings.

    Attributes:
        sizes: of models and budget.
        trained: by arm, in their order, a training for each seed.
        costs: of an update, by arm.
        counts: training pictures of each class.
        test: test pictures.
        sha256: of the weights of the guided WinfT of the first seed.
    """

    sizes: Sizes
    trained: dict[str, list[Trained]]
    costs: dict[str, Cost]
    counts: dict[str, int]
    test: int
    sha256: str


def run_study(study: Study, console: Console) -> Results:
    """Train and measure all that is not done yet.

    Raises:
        ElvitError: the data cannot be used, or the folder of results belongs to another study.
    """
    with quiet_transformers():
        data, test = load_data(study.data, study.test, IMAGE_SIZE, study.work)
        assert test is not None
        _check_same(study, data.digest())
        material = Material(study.sizes, data, test, measure_normalization(data.pixels), study.work)
        trained: dict[str, list[Trained]] = {arm.id: [] for arm in ARMS}
        for seed in range(study.sizes.seeds):
            for arm in ARMS:
                trained[arm.id].append(_one(arm, seed, material, console))
        costs = {arm.id: _cost(arm, study, console) for arm in ARMS}
    weights = weights_sha256(str(material.model_folder(GUIDED, 0)))
    return Results(study.sizes, trained, costs, data.counts(), len(test), weights)


def _one(arm: Arm, seed: int, material: Material, console: Console) -> Trained:
    """The result of a training: as it was kept, or of a new one."""
    file = material.result_file(arm, seed)
    if file.is_file():
        return load_trained(file.read_text(encoding="utf-8"))
    console.print(f"{arm.title}, seed {seed}", highlight=False)
    guide = None if (arm, seed) == (PLAIN, 0) else _guide(material)
    fixed = _fixed(material, guide) if guide is not None and arm.kind == "winft" and not arm.learned else []
    trained = train_arm(arm, seed, material, guide, fixed, console)
    save_trained(file, trained)
    console.print(f"{arm.title}, seed {seed}: top-1 {trained.top1:.2%}", highlight=False)
    return trained


def _guide(material: Material) -> Guide:
    """The plain ViT of the first seed."""
    untrained = build(PLAIN, material.sizes, material.data.classes, 0)
    return open_guide(material.model_folder(PLAIN, 0), untrained)


def _fixed(material: Material, guide: Guide) -> list[float]:
    stride = max(1, len(material.data) // LOOKED_AT)
    return guides_areas(guide, material.data.pixels[::stride], material.normalization)


def _cost(arm: Arm, study: Study, console: Console) -> Cost:
    file = study.work / "costs" / f"{arm.id}.json"
    if file.is_file():
        return Cost(**json.loads(file.read_text(encoding="utf-8")))
    console.print(f"{arm.title}: what an update costs", highlight=False)
    cost = measure_cost(arm, study.sizes)
    write_aside(file, lambda stream: stream.write((json.dumps(asdict(cost), indent=1) + "\n").encode()))
    return cost


def _check_same(study: Study, data: str) -> None:
    """Refuse to mix the results of studies of other sizes or data; more seeds may be added to the same."""
    own = {**asdict(study.sizes), "data": data}
    own.pop("seeds")
    file = study.work / IDENTITY
    if not file.is_file():
        write_aside(file, lambda stream: stream.write((json.dumps(own, indent=1) + "\n").encode()))
        return
    held = json.loads(file.read_text(encoding="utf-8"))
    differing = [key for key in own if held.get(key) != own[key]]
    if differing:
        message = f"{study.work} belongs to a study with another {' and '.join(differing)}."
        raise ElvitError(message, "Give another --out, or remove this folder to start over.")
