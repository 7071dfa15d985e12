"""`python -m elvit.training`: the train command on its own, without the rest of the site generator."""

from elvit.training.command import train

if __name__ == "__main__":
    train()
