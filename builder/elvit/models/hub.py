"""Models on the Hugging Face hub, through its own client, cache and environment variables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import huggingface_hub
from huggingface_hub import constants, errors

from elvit.errors import ElvitError
from elvit.models.files import CONFIG, INDEX, PICKLE, PREPROCESSOR, PROCESSOR, SAFETENSORS, pickle_refused
from elvit.models.naming import HubReference
from elvit.models.quiet import quiet_hub

_SETTINGS = (CONFIG, PREPROCESSOR, PROCESSOR)
_SAFETENSORS = (SAFETENSORS, SAFETENSORS + INDEX, "model-*-of-*.safetensors")
_PICKLES = (PICKLE, PICKLE + INDEX, "pytorch_model-*-of-*.bin")
_TOKEN = "If it is private, set HF_TOKEN to a token that may read it."


@dataclass(frozen=True)
class Fetched:
    """Files of a model in the hub's cache.

    Args:
        reference: what was asked for.
        folder: where they lie.
        commit: 40 hexadecimal digits, what the revision stood for.
    """

    reference: HubReference
    folder: Path
    commit: str

    @property
    def source(self) -> str:
        """`owner/name@commit`, the commit shortened to seven digits."""
        return f"{self.reference.name}@{self.commit[:7]}"


def fetch_settings(reference: HubReference) -> Fetched:
    """Fetches the small files that say what a model is, and settles its commit.

    Raises:
        ElvitError: no such model or revision, no access to it, no network.
    """
    folder = _snapshot(reference, reference.revision, _SETTINGS)
    return Fetched(reference, folder, folder.name)


def fetch_weights(fetched: Fetched, allow_pickle: bool) -> None:
    """Adds the weights of the same commit to the folder: safetensors, or pickles where they are allowed.

    Raises:
        ElvitError: no access, no network, or only pickles and they are not allowed.
    """
    folder = _snapshot(fetched.reference, fetched.commit, _SAFETENSORS)
    if any(folder.glob("*.safetensors")):
        return
    if allow_pickle:
        _snapshot(fetched.reference, fetched.commit, _PICKLES)
        return
    pickles = [name for name in _listing(fetched) if name in _PICKLES]
    if pickles:
        raise pickle_refused(fetched.reference.name, pickles[0])


def _snapshot(reference: HubReference, revision: str | None, files: tuple[str, ...]) -> Path:
    with quiet_hub(), _in_plain_words(reference):
        folder = huggingface_hub.snapshot_download(
            reference.name, revision=revision, allow_patterns=list(files), library_name="elvit"
        )
    return Path(str(folder))


def _listing(fetched: Fetched) -> list[str]:
    """Names of all files of the model, none where the hub does not answer."""
    try:
        with quiet_hub():
            return huggingface_hub.HfApi().list_repo_files(fetched.reference.name, revision=fetched.commit)
    except Exception:  # only makes a message better; the missing weights are reported anyway
        return []


@contextmanager
def _in_plain_words(reference: HubReference) -> Iterator[None]:
    """Turns the errors of huggingface_hub, and of the HTTP library below it, into ElvitErrors."""
    try:
        yield
    except errors.LocalEntryNotFoundError as error:
        if isinstance(error.__cause__, errors.HfHubHTTPError):
            raise _refused(reference, error.__cause__) from error
        raise _not_in_cache(reference) from error
    except errors.HfHubHTTPError as error:
        raise _refused(reference, error) from error
    except Exception as error:
        reason = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
        message = f"{reference} cannot be fetched from {constants.ENDPOINT}: {reason}."
        raise ElvitError(message, "Try again, or name a folder.") from error


def _not_in_cache(reference: HubReference) -> ElvitError:
    settings = huggingface_hub.try_to_load_from_cache(reference.name, CONFIG, revision=reference.revision)
    partly = isinstance(settings, str)  # an earlier download was broken off
    where = "only partly in the hub's cache" if partly else "neither a folder here nor in the hub's cache"
    if constants.HF_HUB_OFFLINE:
        hint = "Unset HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE, or name a folder."
        return ElvitError(f"{reference} is {where}, and downloads are switched off.", hint)
    message = f"{constants.ENDPOINT} cannot be reached, and {reference} is {where}."
    return ElvitError(message, "Check the network and HF_ENDPOINT, or name a folder.")


def _refused(reference: HubReference, error: errors.HfHubHTTPError) -> ElvitError:
    name = reference.name
    if isinstance(error, errors.GatedRepoError):
        hint = "Ask for access on its page there, then set HF_TOKEN to a token of yours."
        return ElvitError(f"{name} is gated: its author gives access one by one.", hint)
    status = error.response.status_code
    if isinstance(error, errors.RevisionNotFoundError):
        hint = "Name a branch, a tag or a full commit."
        return ElvitError(f"{name} has no revision {reference.revision}.", hint)
    if isinstance(error, errors.RepositoryNotFoundError) or status == 404:
        message = f"There is no folder {name} here and no model of that name on {constants.ENDPOINT}."
        return ElvitError(message, f"Check the name. {_TOKEN}")
    if status in (401, 403):
        message = f"{constants.ENDPOINT} refuses access to {name} ({status})."
        return ElvitError(message, "Set HF_TOKEN to a token that may read it.")
    message = f"{constants.ENDPOINT} answers {status} for {name}."
    return ElvitError(message, "Try again later, or name a folder.")
