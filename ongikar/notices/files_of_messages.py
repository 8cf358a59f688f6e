"""What goes with a message by e-mail: letters, notices and entries for a calendar, by what it is about."""

from collections.abc import Callable, Iterator

from ongikar.appointments.models import Booking
from ongikar.core.i18n.say import override_language, say
from ongikar.core.not_none import not_none
from ongikar.gatherings.member_page import calendar_host, gathering_event
from ongikar.gatherings.models import Gathering
from ongikar.grievances.hearing.papers import hearing_notice_pdf
from ongikar.grievances.ladder.reactions import stage_of_entry
from ongikar.grievances.models import Grievance, Hearing, Stage
from ongikar.journal.models import Entry
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.paper import letter_pdf
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.timed_events import timed_events_file

from .appointments import calendar_of_appointment
from .channels.attached import Attachment
from .gatherings import calendar_of_gathering
from .hearings import newest_hearing
from .letters import files_of_letter
from .models import Message

# To each side its own, and to nobody what tells a hidden name. A post's mailbox is read by more people than
# its holder, also by those below the officer complained of. So to that side goes no paper that names who
# complains: where the name is known to the officer, the page shows it.


PDF = "application/pdf"
DECIDED = "grievance.decided"
# To whoever complains each of these goes with its letter.
WITH_LETTER = frozenset({DECIDED, "grievance.not_accepted", "grievance.redirected"})
HEARINGS = frozenset(
    {"grievance.hearing_called", "grievance.hearing_put_off", "grievance.hearing_called_off"}
)
File = tuple[str, bytes, str]


def side_of(message: Message, grievance: Grievance) -> str:
    """Which side a message went to; "" for whoever decides or looks into it."""
    if message.person == f"applicant:{grievance.complainant_id}":
        return Stage.COMPLAINANT
    return Stage.RESPONDENT if message.person == f"post:{grievance.respondent_id}" else ""


def files_of_complaint(message: Message) -> Iterator[File]:
    """As it stands when the e-mail goes."""
    entry: Entry = message.outbox_entry.entry
    if entry.verb not in WITH_LETTER | HEARINGS:
        return
    stage = not_none(stage_of_entry(entry))
    side = side_of(message, stage.grievance)
    if not side:
        return
    with override_language(message.language):
        if entry.verb in HEARINGS:
            yield from files_of_hearing(message, stage, side)
        elif may_have_letter(entry.verb, stage.grievance, side):
            # None once retention has emptied the letter.
            content = letter_pdf(stage.letter) if stage.letter else None
            if content is not None:
                yield f"{stage.grievance.number}.pdf", content, PDF


def may_have_letter(verb: str, grievance: Grievance, side: str) -> bool:
    """The officer complained of is sent the decision alone, and only where it names nobody."""
    return side == Stage.COMPLAINANT or (verb == DECIDED and not grievance.is_open_identity)


def files_of_hearing(message: Message, stage: Stage, side: str) -> Iterator[File]:
    """The notice of one side while the hearing is to come, and the entry for a calendar: a move moves it, and
    a hearing that was called off is struck from it.
    """
    hearing = newest_hearing(stage)
    if hearing is None or hearing.recorded_at:
        return
    hearing.stage = stage
    if hearing.is_coming:
        yield f"{stage.grievance.number}-hearing.pdf", hearing_notice_pdf(hearing, side), PDF
    yield "hearing.ics", calendar_of_hearing(message, hearing, side).encode(), "text/calendar"


def calendar_of_hearing(message: Message, hearing: Hearing, side: str) -> str:
    """Its own time alone, in words that name nobody."""
    grievance = hearing.stage.grievance
    number = digits(grievance.number, message.language)
    return timed_events_file(
        [
            gathering_event(
                hearing.gathering_of(side), say("শুনানি: অভিযোগ {n}", "Hearing: complaint {n}", n=number)
            )
        ],
        name=say("শুনানি", "Hearing"),
        language=message.language,
        host=calendar_host(grievance.office),
        stamp=message.made_at,
    )


# By what the message is about.
MADE: dict[str, Callable[[Message], Iterator[tuple[str, bytes, str]]]] = {
    Letter.SUBJECT: files_of_letter,
    Gathering.SUBJECT: calendar_of_gathering,
    Grievance.SUBJECT: files_of_complaint,
    # Of an application only what tells of an appointment brings one.
    "case": calendar_of_appointment,
    Booking.SUBJECT: calendar_of_appointment,
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
