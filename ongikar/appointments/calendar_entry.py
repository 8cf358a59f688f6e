"""An appointment as a calendar program takes it: a later file moves the entry, and of one that was cancelled
strikes it.
"""

from ongikar.core.i18n.say import override_language, say
from ongikar.gatherings.member_page import calendar_host
from ongikar.rules.calendar.ical import CANCEL, PUBLISH
from ongikar.rules.calendar.timed_events import TimedEvent, timed_events_file

from . import transitions
from .models import Booking


def calendar_entry(booking: Booking, language: str) -> str:
    """The text of its .ics file. It does not say what for: a phone shows it to anybody."""
    office, is_cancelled = booking.office, booking.state in transitions.GONE
    with override_language(language):
        words = say("সাক্ষাৎ: {who}", "Appointment: {who}", who=booking.post.title)
    return timed_events_file(
        [
            TimedEvent(
                uid=booking.uid,
                sequence=booking.sequence,
                starts_at=booking.starts_at,
                ends_at=booking.ends_at,
                words=words,
                where=", ".join(
                    filter(None, (office.in_words("name", language), office.in_words("address", language)))
                ),
                is_cancelled=is_cancelled,
                # The office is closed then, and another time is not agreed yet.
                is_tentative=booking.state == transitions.TO_MOVE,
            )
        ],
        name=words,
        language=language,
        host=calendar_host(office),
        stamp=booking.acts.order_by("-id").values_list("at", flat=True)[0],
        method=CANCEL if is_cancelled else PUBLISH,
    )
