"""`python -m elvit.scenes`: the command `draw` on its own."""

from elvit.scenes.command import draw

draw(prog_name="python -m elvit.scenes")
