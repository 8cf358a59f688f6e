"""What goes with an e-mail: a letter with its enclosures, an invitation with the day for one's calendar, and
what belongs to a complaint.
"""

from collections.abc import Callable, Iterator

from ongikar.gatherings.models import Gathering
from ongikar.grievances.models import Grievance
from ongikar.letters.models import Letter

from .channels.attached import Attachment
from .complaint_files import files_of_complaint
from .gatherings import calendar_of_gathering
from .letters import files_of_letter
from .models import Message

# By what the message is about.
MADE: dict[str, Callable[[Message], Iterator[tuple[str, bytes, str]]]] = {
    Letter.SUBJECT: files_of_letter,
    Gathering.SUBJECT: calendar_of_gathering,
    Grievance.SUBJECT: files_of_complaint,
}


def attachments_of(message: Message) -> Iterator[Attachment]:
    """Of a message by e-mail what belongs to it, or to what it was made of; of any other nothing."""
    if message.channel != Message.EMAIL:
        return
    parts = list(message.collected.order_by("id")) or [message]
    for part in parts:
        made = MADE.get(part.subject_type)
        for name, content, media_type in made(part) if made else ():
            yield Attachment(name, content, media_type)
