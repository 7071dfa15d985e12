"""How long builds take and how large they are; figures in the README and the release notes come from here."""
