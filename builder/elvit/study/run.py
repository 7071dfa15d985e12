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
from elvit.study.transfer import transfer_arm
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
        transfer: folders or zips of another task, to train on and to measure on, if any.
    """

    data: tuple[Path, ...]
    test: Path
    out: Path
    sizes: Sizes
    transfer: tuple[Path, Path] | None = None

    @property
    def work(self) -> Path:
        """Where checkpoints, models and results are kept."""
        return self.out.with_name(f"{self.out.name}.study")


@dataclass(frozen=True)
class Transferred:
    """What came of training the arms' models on.

    Attributes:
        trained: by arm, in their order, a training for each seed.
        counts: training pictures of each class of the other task.
        test: its test pictures.
    """

    trained: dict[str, list[Trained]]
    counts: dict[str, int]
    test: int


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
        transferred: what came of training every model on, on another task, if that was asked for.
    """

    sizes: Sizes
    trained: dict[str, list[Trained]]
    costs: dict[str, Cost]
    counts: dict[str, int]
    test: int
    sha256: str
    transferred: Transferred | None = None


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
        transferred = None if study.transfer is None else _transfer(study.transfer, material, console)
    weights = weights_sha256(str(material.model_folder(GUIDED, 0)))
    return Results(study.sizes, trained, costs, data.counts(), len(test), weights, transferred)


def _transfer(paths: tuple[Path, Path], source: Material, console: Console) -> Transferred:
    """Every model of the study, trained on on another task."""
    data, test = load_data(paths[:1], paths[1], IMAGE_SIZE, source.work)
    assert test is not None
    target = Material(source.sizes, data, test, source.normalization, source.work / f"transfer-{data.digest()}")
    trained: dict[str, list[Trained]] = {arm.id: [] for arm in ARMS}
    for seed in range(source.sizes.seeds):
        for arm in ARMS:
            file = target.result_file(arm, seed)
            if not file.is_file():
                console.print(f"{arm.title}, seed {seed}, trained on", highlight=False)
                save_trained(file, transfer_arm(arm, seed, source, target, console))
            trained[arm.id].append(load_trained(file.read_text(encoding="utf-8")))
    return Transferred(trained, data.counts(), len(test))


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
