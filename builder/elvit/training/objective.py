"""What a step makes smaller: the loss against labels, and what a teacher or a guide would have otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional
from transformers import ViTForImageClassification

from elvit.models.winft.modeling_winft import WinfTForImageClassification
from elvit.training.augment import Normalization
from elvit.training.guide import Guide
from elvit.training.model import logits_from_some
from elvit.training.precision import fast_precision
from elvit.training.recipe import Recipe
from elvit.training.teacher.answers import Teacher
from elvit.training.windowed import distance_from_guide, logits_and_distances


@dataclass(frozen=True)
class Objective:
    """The loss of a part of a batch.

    Attributes:
        recipe: its shares.
        normalization: what the pictures are normalized with.
        teacher: whose answers are learned beside the labels, if any.
        guide: whose windows are learned, if any; of a `WinfTForImageClassification` that sees all of its patches.
    """

    recipe: Recipe
    normalization: Normalization
    teacher: Teacher | None = None
    guide: Guide | None = None

    def loss(
        self,
        model: ViTForImageClassification,
        pictures: Tensor,
        targets: Tensor,
        chosen: Tensor | None = None,
        guidance: float = 0.0,
    ) -> Tensor:
        """Summed over the pictures, a scalar.

        Args:
            model: in training.
            pictures: augmented and normalized, [picture, channel, row, column].
            targets: probabilities, [picture, class].
            chosen: the tokens that the model sees, as in `logits_from_some`.
            guidance: weight of the guide's windows.
        """
        if self.guide is None or not guidance or not isinstance(model, WinfTForImageClassification):
            with fast_precision(pictures.device):
                logits = logits_from_some(model, pictures, chosen)
            return self._of_answers(logits.float(), pictures, targets)
        with fast_precision(pictures.device):
            logits, distances = logits_and_distances(model, pictures)
        wanted = self.guide.distances(pictures, self.normalization, len(distances))
        return self._of_answers(logits.float(), pictures, targets) + guidance * distance_from_guide(distances, wanted)

    def _of_answers(self, logits: Tensor, pictures: Tensor, targets: Tensor) -> Tensor:
        smoothing = self.recipe.label_smoothing
        by_label = functional.cross_entropy(logits, targets, label_smoothing=smoothing, reduction="sum")
        if self.teacher is None:
            return by_label
        answers = self.teacher.answer(pictures, self.normalization)
        share = self.recipe.teacher_share
        return (1 - share) * by_label + share * distance_from(logits, answers, self.recipe.temperature)


def distance_from(logits: Tensor, answers: Tensor, temperature: float) -> Tensor:
    """How far a student's softened answers are from a teacher's: their divergence, times the temperature squared.

    Source: Hinton et al. 2015, arXiv:1503.02531. The teacher sees the very picture that the student sees (Beyer et
    al. 2022, arXiv:2106.05237).

    Args:
        logits: the student's, [picture, class].
        answers: the teacher's, [picture, class].
        temperature: by which both are divided.

    Returns:
        Kullback-Leibler divergence summed over the pictures, a scalar.
    """
    student = functional.log_softmax(logits / temperature, 1)
    teacher = functional.log_softmax(answers / temperature, 1)
    return functional.kl_div(student, teacher, reduction="sum", log_target=True) * temperature**2
