"""The key that signs sessions, forms and links: the settings say where it lies, and `ongikar prepare` makes
it, as every key of the installation (core/crypto/key_registry.py).
"""

from functools import partial
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import SimpleLazyObject

from ongikar.core.own_command import command_of_setting_up


class SigningKeyMissing(ImproperlyConfigured, FileNotFoundError):
    """No key was made yet, or its file is gone."""


class SigningKeyUnreadable(ImproperlyConfigured, ValueError):
    """The file holds no key."""


def signing_key(path: Path) -> str:
    """The key kept there, read when it is first needed: whoever imports the settings may come before it is
    made.
    """
    lazy: str = SimpleLazyObject(partial(read_signing_key, path))  # type: ignore[assignment]  # stands for it
    return lazy


def read_signing_key(path: Path) -> str:
    try:
        key = path.read_text()
    except FileNotFoundError:
        raise SigningKeyMissing(
            f"{path} নেই: একবার {command_of_setting_up()} চালান, অথবা ONGIKAR_SECRET দিন।\n"
            f"{path} is missing: run {command_of_setting_up()} once, or set ONGIKAR_SECRET."
        ) from None
    if not key:
        raise SigningKeyUnreadable(f"{path} খালি।\n{path} is empty.")
    return key
