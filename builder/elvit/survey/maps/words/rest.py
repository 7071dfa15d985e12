"""What needs no mask, and what none of this shows."""

from __future__ import annotations

import math

from elvit.survey.maps.methods import FIGURES
from elvit.survey.maps.summary import Summary
from elvit.survey.maps.words.titles import reference_name
from elvit.survey.words import amount, grouped, percent


def about_figures(summary: Summary) -> list[str]:
    """How alike patches are, how many stand out, how spread attention is: first block and last, highest, lowest."""
    said = []
    for figure_, blocks in zip(FIGURES, summary.figures, strict=True):
        means = [block.mean for block in blocks]
        if not any(math.isnan(mean) for mean in means):
            said.append(_figure_sentence(figure_.id, means, summary))
    return said


def _figure_sentence(name: str, means: list[float], summary: Summary) -> str:
    high, low = means.index(max(means)), means.index(min(means))
    if name == "anisotropy":
        much = means[high] >= 0.8
        verdict = "so that a high similarity means little there" if much else "where 1 would be the same direction"
        return (
            f"Two patches of a picture have a mean cosine of {amount(means[0])} after block 0 and "
            f"{amount(means[-1])} after the last; the highest is {amount(means[high])} after block {high}, {verdict}."
        )
    if name == "outliers":
        if max(means) < 0.05:
            return "Hardly any patch stands out by the length of its vector."
        return (
            f"Patches whose vector is far longer than the others are most frequent after block {high}: "
            f"{amount(means[high])} a picture, of {summary.about.patches}."
        )
    even = math.log2(summary.about.patches + summary.about.prefix)
    reference = reference_name(summary.about)
    return (
        f"The attention of {reference} is narrowest in block {low}, {amount(means[low])} bits, and widest in block "
        f"{high}, {amount(means[high])}; {amount(even)} would be spread evenly over all tokens."
    )


def limits(summary: Summary) -> list[str]:
    """What none of this shows."""
    about, scores = summary.about, summary.scores
    said = ["A map that lies on the object does not show that the model used those patches: nothing was changed in it."]
    if scores is not None:
        covered = f"the object covers {percent(scores.share.mean)} of the patches on average"
        if about.first_seed is not None:
            said.append(f"The pictures are drawn, one thing in each; {covered}. Photographs may differ.")
            said.append("None of these scenes was trained on, but others by the same generator may have been.")
        else:
            said.append(f"It holds for pictures like these {grouped(scores.pictures)}, where {covered}.")
        said.append("The truth is as coarse as the patches: one is the object's where the mask covers half of it.")
        said.append("The maps of a wrong answer count like those of a right one.")
    said.append("The intervals say what other pictures may change; another training of the same model is not in them.")
    if about.prefix and about.readout == "token":
        said.append("After the last block the classifier reads CLS alone: nothing trained what patches become there.")
    return said
