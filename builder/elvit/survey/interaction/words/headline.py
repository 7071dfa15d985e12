"""How much can be spared and whether that is owed to the indicator; whether it is fair; what none of it shows."""

from __future__ import annotations

from collections.abc import Sequence

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.conditions import CONTROLS, EDGES, KS, ORDERS, RANKED_AT, SHARES, USUAL
from elvit.survey.interaction.summary import Summary
from elvit.survey.interaction.words.compared import RIGHT, better, worse
from elvit.survey.interaction.words.numbers import at_k, points, whole
from elvit.survey.interaction.words.tried import kept_windows
from elvit.survey.words import grouped, listed, percent


def headline(summary: Summary) -> str:
    """How much of the attention and of the patches can be spared, and whether that is owed to the indicator."""
    return f"{_spared(summary)} {_owed(summary)} {_removed(summary)}"


def _spared(summary: Summary) -> str:
    kept = kept_windows(summary)
    if not kept:
        return "Attention restricted to adaptive windows costs accuracy at every size that was tried."
    indicator, k = kept
    cell = summary.windows[indicator][k][RIGHT]
    return (
        f"Attention can be restricted to adaptive windows of {percent(summary.areas[indicator][k])} of the grid "
        f"without a clear loss of accuracy: {points(cell.change)}."
    )


def _owed(summary: Summary) -> str:
    """Adaptive windows against every control, over all k."""
    beaten = [control for control, cells in enumerate(summary.controls) if all(better(c[RIGHT].ahead) for c in cells)]
    beating = [control for control, cells in enumerate(summary.controls) if any(worse(c[RIGHT].ahead) for c in cells)]
    if beating:
        return f"But {_named(beating)} of the same area do better at some size."
    if len(beaten) == len(CONTROLS):
        return "They do better than every other window of the same area that was tried."
    if beaten:
        return f"They do better than {_named(beaten)} of the same area at every size, but not than the others."
    return "But no kind of other window of the same area does clearly worse at every size."


def _named(controls: Sequence[int]) -> str:
    return listed([CONTROLS[control].sentence for control in controls])


def _removed(summary: Summary) -> str:
    least = summary.removal[0]
    spared = [share for share, cell in zip(SHARES, least, strict=True) if not worse(cell[RIGHT].change)]
    chance = [cell[RIGHT].ahead for cell in summary.removal[1]]
    if all(map(better, chance)):
        verdict = "at every share that costs less than to remove as many at random"
    elif any(map(better, chance)) and not any(map(worse, chance)):
        verdict = "at some shares that costs less than to remove as many at random, at none more"
    elif any(map(worse, chance)) and not any(map(better, chance)):
        verdict = "at some shares that costs more than to remove as many at random, at none less"
    elif any(map(better, chance)):
        verdict = "that costs less than to remove as many at random at some shares, and more at others"
    else:
        verdict = "that costs neither clearly less nor clearly more than to remove as many at random"
    how = f"The least responsive {whole(max(spared))} of patches" if spared else "Even the least responsive patches"
    return f"{how} {'can' if spared else 'cannot'} be removed without a clear loss; {verdict}."


def fairness(summary: Summary) -> list[str]:
    """Whether the model was trained to do without patches."""
    dropped = summary.about.dropped
    if dropped is None:
        return [
            "How this model was trained is not known here. One that was trained with patches left out is no fair test."
        ]
    if dropped == 0:
        return ["This model was trained with all patches of every picture: it never learned to do without any."]
    return [
        f"Removal is not a fair test here: {whole(dropped)} of the patches were left out at random while this model "
        "was trained, so it has learned to do without patches, and most of all without random ones."
    ]


def limits(summary: Summary) -> list[str]:
    """What none of this shows."""
    about = summary.about
    cells = (len(INDICATORS) + len(CONTROLS)) * len(KS) + len(ORDERS) * len(SHARES)
    ranked = f"{INDICATORS[USUAL]} at {at_k(KS[RANKED_AT])}"
    said = [
        f"It holds for this model and for pictures like these {grouped(about.pictures)}; the intervals say what other "
        "pictures may change, not what another training of the same model would.",
        f"{cells} conditions were tried, each with a 95\u202f% interval of its own: a few will look clear by chance.",
        "Windows and rankings are made from the untouched pass: they do not follow what the restriction changes.",
        f"Controls have the areas of the windows by {INDICATORS[USUAL]}; patches are ranked by the fields of {ranked}. "
        "Neither was chosen by these results.",
        f"Edges were cut in {grouped(about.cut)} pictures, {EDGES} in each, drawn at random.",
        "A patch that can be removed without a loss may still be used where it is there.",
    ]
    return said
