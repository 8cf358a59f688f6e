"""The channel for a desk without an address: the message stands in its tray, and a line in the worker's log
says so.
"""

import logging
from collections.abc import Callable, Iterable

from ongikar.notices.models import Message

from .attached import Attachment

log = logging.getLogger("ongikar.notices")


def is_set() -> bool:
    return True


def send(message: Message, attached: Iterable[Attachment], taken: Callable[[], None]) -> None:
    # No words of the message: a log is read by others than the person it is for.
    log.info("message %s for %s stands in the tray", message.pk, message.person)
    taken()
