"""The ten classes the generator can draw, by name."""

from __future__ import annotations

from elvit.scenes.kind import Kind
from elvit.scenes.objects.airplane import AIRPLANE
from elvit.scenes.objects.automobile import AUTOMOBILE
from elvit.scenes.objects.bird import BIRD
from elvit.scenes.objects.cat import CAT
from elvit.scenes.objects.deer import DEER
from elvit.scenes.objects.dog import DOG
from elvit.scenes.objects.frog import FROG
from elvit.scenes.objects.horse import HORSE
from elvit.scenes.objects.ship import SHIP
from elvit.scenes.objects.truck import TRUCK

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (AIRPLANE, AUTOMOBILE, BIRD, CAT, DEER, DOG, FROG, HORSE, SHIP, TRUCK)
}
"""In the order of CIFAR-10's labels."""
