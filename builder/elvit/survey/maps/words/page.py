"""What stands around the plots of an analysis: facts in a list, titles, and what screen readers are told."""

from __future__ import annotations

from elvit.survey.maps.methods import METHODS, METRICS, Figure, Metric
from elvit.survey.maps.summary import Scores, Summary
from elvit.survey.words import capital, grouped, origin, percent, sizes


def facts(summary: Summary) -> list[tuple[str, str]]:
    """How it was measured: what each line is called, and what it says."""
    about = summary.about
    said = [("Model", sizes(about))]
    if about.first_seed is None:
        said.append(("Pictures", f"{grouped(about.pictures)} of the folder {about.folder}"))
    else:
        seeds = f"seeds {about.first_seed} to {about.first_seed + about.pictures - 1}"
        said.append(("Pictures", f"{grouped(about.pictures)} drawn scenes, {seeds}"))
        said.append(("Command", f"elvit analyze --model {about.source} --scenes {about.pictures}"))
    if about.right is not None:
        said.append(("Named rightly", percent(about.right)))
    if summary.scores is not None:
        said.append(("Scored", scored(summary.scores, about.pictures)))
    return [*said, *origin(about, about.versions)]


def scored(scores: Scores, pictures: int) -> str:
    """How many pictures have a mask that can be scored, and how many have not."""
    said = f"{grouped(scores.pictures)} with a mask"
    if scores.unscored:
        said += f"; {grouped(scores.unscored)} more have no patch of the object, or no other"
    bare = pictures - scores.pictures - scores.unscored
    return said + (f"; {grouped(bare)} have no mask" if bare else "")


CHANCE = "chance"
EVERYTHING = "everything"
EVEN = "even"
USUAL_PLACE = "the usual place"
USUALLY = "where things usually are"

OWN = "Owed to the picture itself"
OWN_MEANING = "The area with its own mask, less the mean area with the masks of all other pictures."
OWN_LEVEL = "owed to the usual place alone"
OWN_SAYS = "Area under the ROC curve with the picture's own mask minus that with the masks of the others, by block"

UNDEFINED = "It is not defined for this model."


def area_says(headline: str) -> str:
    """Of the large plot."""
    return f"{METRICS[0].title} by block for {len(METHODS)} methods. {headline}"


def metric_says(metric: Metric) -> str:
    """Of the plot of another metric."""
    return f"{metric.title} by block"


def figure_title(figure: Figure) -> str:
    """With its unit."""
    return capital(f"{figure.title}, {figure.unit}")


def figure_says(figure: Figure) -> str:
    """Of the plot of a figure."""
    return f"{figure.title} by block, {figure.unit}"
