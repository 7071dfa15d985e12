"""Maps as sentences say them."""

from __future__ import annotations

from elvit.survey.maps.methods import METHODS
from elvit.survey.maps.summary import Place, Summary
from elvit.survey.maps.words.titles import reference_name


def the_map(place: Place, summary: Summary) -> str:
    """A map within a sentence, such as "cosine similarity to CLS after block 3"."""
    method = METHODS[place.method]
    name = method.sentence.format(reference_name(summary.about))
    return f"{name} {method.place} {place.block}"
