"""What goes with an e-mail: a letter with its enclosures, an invitation with the day for one's calendar."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ongikar.gatherings.models import Gathering
from ongikar.letters.models import Letter

from .gatherings import calendar_of_gathering
from .letters import files_of_letter
from .models import Message


class Attachment(NamedTuple):
    name: str
    content: bytes
    media_type: str


# By what the message is about.
MADE: dict[str, Callable[[Message], Iterator[tuple[str, bytes, str]]]] = {
    Letter.SUBJECT: files_of_letter,
    Gathering.SUBJECT: calendar_of_gathering,
}


def attachments_of(message: Message) -> Iterator[Attachment]:
    """Of a message by e-mail what belongs to it; of any other nothing."""
    made = MADE.get(message.subject_type)
    if made is None or message.channel != Message.EMAIL:
        return
    for name, content, media_type in made(message):
        yield Attachment(name, content, media_type)
