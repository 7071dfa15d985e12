"""The ten classes the generator can draw, by name."""

from __future__ import annotations

from elvit_scenes.kind import Kind
from elvit_scenes.objects.airplane import AIRPLANE
from elvit_scenes.objects.automobile import AUTOMOBILE
from elvit_scenes.objects.bird import BIRD
from elvit_scenes.objects.cat import CAT
from elvit_scenes.objects.deer import DEER
from elvit_scenes.objects.dog import DOG
from elvit_scenes.objects.frog import FROG
from elvit_scenes.objects.horse import HORSE
from elvit_scenes.objects.ship import SHIP
from elvit_scenes.objects.truck import TRUCK

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (AIRPLANE, AUTOMOBILE, BIRD, CAT, DEER, DOG, FROG, HORSE, SHIP, TRUCK)
}
"""In the order of CIFAR-10's labels."""
