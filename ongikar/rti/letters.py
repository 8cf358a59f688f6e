"""The letter that a request ends with: issued in the transaction of the act, under the next number of the
issue book, and put on the applicant's page.
"""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from ongikar.core.i18n.say import language, override_language, say
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing import kinds
from ongikar.letters.outgoing.actions import Addressee, issue_letter_at_once
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.outgoing.ways import is_mailable
from ongikar.offices.sites import site_of
from ongikar.papers.models import Paper
from ongikar.people.desk import HeldPosts
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ

from .models import InformationRequest, RtiAct
from .track import track_of
from .words import ANSWERS, appeal_words


def issue_answer_letter(
    request: InformationRequest, act: RtiAct, *, papers: Sequence[Paper], actor: HeldPosts, now: datetime
) -> Letter:
    """In the language of the applicant: what was given or why not, and how to appeal."""
    with override_language(request.tongue):
        number = text.digits(request.number, language())
        day = request.received_at.astimezone(TZ).date()
        reason = track_of(request.office.slug).reason(request.reason_code) if request.reason_code else ""
        letter = issue_letter_at_once(
            office=request.office,
            kind=kinds.RESULT,
            subject=request.reference,
            title=str(ANSWERS[act.name]),
            body="",
            parts=[
                (say("যা চেয়েছিলেন", "What you asked for"), request.text),
                *([(say("কারণ", "Reason"), reason)] if reason else []),
                (say("উত্তর", "Answer"), act.words),
                (say("আপিল", "Appeal"), appeal_words(request)),
            ],
            source=say(
                "তথ্যের আবেদন {number}, {day}",
                "Request for information {number} of {day}",
                number=number,
                day=day,
            ),
            language=language(),
            enclosures=[(paper.title, paper) for paper in papers],
            signer_post=request.post,
            recipients=[addressee(request)],
            verify={
                "address": site_of(request.office) + reverse("rti", args=[request.number]),
                "words": say("ট্র্যাকিং নম্বর {number}", "Tracking number {number}", number=number),
            },
            submission=f"rti {request.pk} act {act.pk}",
            actor=actor.actor,
            now=now,
        )
    for recipient in letter.recipients.all():
        dispatch(letter, recipient, channel=recipient.channel, actor=actor.actor, now=now)
    return letter


def addressee(request: InformationRequest) -> Addressee:
    """The applicant, by e-mail where that was wanted and can be; else on the page of the request."""
    who = request.applicant
    name = "\n".join(filter(None, (who.name, who.institution)))
    is_mailed = request.wanted_as == InformationRequest.BY_EMAIL and is_mailable(
        who.email, is_demo=request.office.is_demo
    )
    channel = Dispatch.EMAIL if is_mailed else Dispatch.PAGE
    return Addressee(name, address=who.address, email=who.email, channel=channel, applicant=who)
