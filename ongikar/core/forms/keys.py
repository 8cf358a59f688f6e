"""The key of a form: one page is one press, however often its button is pressed."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

# Every form that acts carries it in a hidden field of this name, beside its token against forgery
# (core/templatetags/form_keys.py).
KEY = "submission"
LONGEST = 40


def new_key() -> str:
    return secrets.token_urlsafe(16)


def accept_key(value: str) -> str:
    """The key as it was given out; "" for one that never was."""
    return value if len(value) <= LONGEST and value.isascii() and value.isprintable() else ""


def key_of(data: Mapping[str, Any], name: str = KEY) -> str:
    """The key that was sent, under the name of a form's own field or the page's; "" where there is none."""
    return accept_key(data.get(name) or data.get(KEY) or "")


def renew_key(request: HttpRequest) -> None:
    """What was sent has been done, and the same address answers with its form once more: that is another."""
    request.form_key = new_key()  # type: ignore[attr-defined]  # read by key_to_show alone


def show_once(request: HttpRequest) -> None:
    """What was sent has been done, and is answered by what is shown this once: a link, a printed copy."""
    request.is_shown_once = True  # type: ignore[attr-defined]  # read by is_shown_once alone


def is_shown_once(request: HttpRequest) -> bool:
    return hasattr(request, "is_shown_once")


def is_renewed(request: HttpRequest) -> bool:
    return hasattr(request, "form_key")


def key_to_show(request: HttpRequest) -> str:
    """The key of a form on the page that answers this request. A form that is shown again with its faults
    keeps its key, and with it what lies aside under that.
    """
    renewed: str = getattr(request, "form_key", "")
    if renewed or request.method != "POST":
        return renewed or new_key()
    return key_of(request.POST) or new_key()
