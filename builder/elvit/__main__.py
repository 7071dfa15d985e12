"""`python -m elvit` is the `elvit` command."""

from elvit.cli import main

main(prog_name="elvit")
