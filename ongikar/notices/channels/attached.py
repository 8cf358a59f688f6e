"""What goes with a message by e-mail."""

from typing import NamedTuple


class Attachment(NamedTuple):
    name: str
    content: bytes
    media_type: str
