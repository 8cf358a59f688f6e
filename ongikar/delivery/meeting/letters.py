"""The two letters of a meeting: the notice that calls its members, and the minutes that go to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee, Wording, draft_letter, sign_and_issue
from ongikar.letters.outgoing.actions import Ties as LetterTies
from ongikar.letters.outgoing.dispatching import dispatch_by_itself
from ongikar.letters.outgoing.kinds import MEETING_NOTICE, MINUTES
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.offices.models import Post
from ongikar.records.actions import note, require_transition
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .agenda import agenda_of, number_pair
from .calling import notice_given
from .committees import seat_of, seats_on
from .invitations import invite_by_notice
from .minutes_text import minutes_parts, minutes_title
from .models import Meeting, Membership, Minutes
from .transitions import ARRANGE
from .wording import decision_number, meeting_title, moment_words

LANGUAGE = "bn"


def members_as_addressees(meeting: Meeting) -> list[Addressee]:
    """Every seat of the day, the chair first; whoever issues it is written to as well."""
    day = meeting.starts_at.astimezone(TZ).date()
    addressees = []
    for seat in seats_on(meeting.committee, day):
        if seat.post:
            addressees.append(Addressee(seat.post.title_bn, email=seat.post.email, post=seat.post))
        elif contact := seat.contact:
            addressees.append(
                Addressee(contact.full_title, address=contact.address, email=contact.email, contact=contact)
            )
    return addressees


def notice_body(meeting: Meeting, now: datetime) -> str:
    """What the notice says: when, where, and the whole agenda, its fixed beginning included."""
    agenda = agenda_of(meeting, now)
    lines = []
    if agenda.last:
        lines.append(
            say("সভা {n}-এর কার্যবিবরণী দৃঢ়ীকরণ", "To confirm the minutes of meeting {n}", n=agenda.last.number)
        )
    if agenda.open:
        numbers = ", ".join(decision_number(number_pair(task)) for task in agenda.open)
        lines.append(
            say(
                "আগের সব সভার খোলা সিদ্ধান্ত: {numbers}",
                "Open decisions of all earlier meetings: {numbers}",
                numbers=numbers,
            )
        )
    lines += [item.subject for item in agenda.items]
    numbered = "\n".join(f"{digits(place, LANGUAGE)}. {line}" for place, line in enumerate(lines, 1))
    opening = say(
        "{title} আগামী {when} {place}-এ হবে। আপনাকে উপস্থিত থাকার অনুরোধ করা হলো। আলোচ্যসূচি:",
        "The {title} will be held on {when} at {place}. You are requested to attend. Agenda:",
        title=meeting_title(meeting),
        when=moment_words(meeting.starts_at),
        place=meeting.place,
    )
    return f"{opening}\n\n{numbered}" if numbered else opening


@transaction.atomic
def send_notice(meeting: Meeting, *, signer: Post, actor: Reference, now: datetime) -> Letter:
    """Sign, issue and dispatch the notice to every member at once. Pressed twice it went once."""
    meeting.lock()
    require_transition(meeting, ARRANGE)
    if meeting.notice_id:
        return Letter.objects.get(pk=meeting.notice_id)
    with override_language(LANGUAGE):
        wording = Wording(
            say("{title}: নোটিশ", "{title}: notice", title=meeting_title(meeting))[:300],
            notice_body(meeting, now),
            meeting.committee.order_words,
            LANGUAGE,
        )
    letter = send_to_members(
        meeting,
        MEETING_NOTICE,
        wording,
        signer=signer,
        name=f"notice-{meeting.acts.count()}",
        actor=actor,
        now=now,
    )
    meeting.notice = letter
    meeting.save(update_fields=["notice"])
    invite_by_notice(meeting, letter, actor=actor, now=now)
    days = notice_given(meeting.committee, now, meeting.starts_at)
    note(meeting, "notice_sent", actor, now, working_days=days)
    return letter


def send_to_members(
    meeting: Meeting,
    kind: str,
    wording: Wording,
    *,
    signer: Post,
    name: str,
    actor: Reference,
    now: datetime,
) -> Letter:
    """A letter to every member, issued and by e-mail on its way to those who have an address. To the others
    somebody must carry it: it stands among the letters to be dispatched.
    """
    letter = draft_letter(
        office=meeting.office,
        kind=kind,
        wording=wording,
        drafter=signer,
        signer=signer,
        recipients=members_as_addressees(meeting),
        submission=f"meeting-{meeting.pk}-{name}",
        actor=actor,
        now=now,
        ties=LetterTies(subject=meeting.reference),
    )
    try:
        sign_and_issue(letter, actor=actor, now=now)
        dispatch_by_itself(letter, actor=actor, now=now)
    except LetterFault as fault:
        raise ActFault("", fault.bn, fault.en) from fault
    return letter


def issue_minutes_letter(
    meeting: Meeting, minutes: Minutes, *, signer: Post, actor: Reference, now: datetime
) -> Letter:
    """The approved version as a letter to every member."""
    with override_language(LANGUAGE):
        wording = Wording(
            say("{title}: কার্যবিবরণী", "{title}: minutes", title=minutes_title(minutes.data))[:300],
            say(
                "সভার কার্যবিবরণী অবগতি ও সিদ্ধান্ত বাস্তবায়নের জন্য পাঠানো হলো।",
                "The minutes are sent for information and for the decisions to be carried out.",
            ),
            meeting.committee.order_words,
            LANGUAGE,
            minutes_parts(minutes.data),
        )
    return send_to_members(meeting, MINUTES, wording, signer=signer, name="minutes", actor=actor, now=now)


def secretary_post(meeting: Meeting, now: datetime) -> Post | None:
    seat = seat_of(seats_on(meeting.committee, now.astimezone(TZ).date()), Membership.SECRETARY)
    return seat.post if seat else None


def outcome_of(meeting: Meeting, minutes: Minutes) -> dict[str, Any]:
    """What the outcome of the case says: figures that the sitting counted, none that anybody typed. What was
    decided stands in rows of its own, and in the letter.
    """
    data: Mapping[str, Any] = minutes.data
    quorum = data["quorum"]
    with override_language(LANGUAGE):
        talk = "\n\n".join(f"{item['subject']}: {item['discussion']}".rstrip(": ") for item in data["items"])
    return {
        "held_on": meeting.starts_at.astimezone(TZ).date().isoformat(),
        "present": quorum["present"] + quorum["represented"],
        "quorum": "yes",
        "words": talk or say("আগের সিদ্ধান্তের অগ্রগতি", "What became of earlier decisions"),
        "meeting": meeting.pk,
    }
