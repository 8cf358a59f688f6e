"""What was made in quiet hours: it waits for their end, and what waited for one recipient goes out as one
message.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from ongikar.cases.models.proofs import UNSENT
from ongikar.core.i18n.say import override_language, say_in
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.rules.sms import simplify_for_gsm, split_message

from .actions import compose_email
from .models import Message

# A digest names what waited, not all its words, where these would take more parts than this.
MOST_PARTS = 3
APPLICANT = "applicant:"
# The address of one subject that opens once, in a letter that tells of several.
ONE_USE_LINK = re.compile(rf"\S+/o/{UNSENT}/")
TITLE = ("{n}টি খবর", "{n} [message|messages]")
MORE = ("ও আরও {n}টি", "and {n} more")


def is_collected(message: Message, *, outbox_entry: OutboxEntry, now: datetime) -> bool:
    """Whether it goes out in a digest, by itself or with what this call collects for the same recipient."""
    with transaction.atomic():
        waited = list(
            Message.objects.select_for_update()
            .filter(
                office=message.office_id,
                channel=message.channel,
                address=message.address,
                status=Message.MADE,
            )
            # This one may go out now, even where its wait was reckoned longer: a holiday may
            # have been withdrawn.
            .filter(Q(not_before__lte=now) | Q(pk=message.pk))
            .filter(hours=message.hours, **same_recipient(message))
            .order_by("id")
        )
        if message.pk not in {each.pk for each in waited}:
            # Another worker, or the outbox entry of another message, has collected it.
            return True
        if len(waited) == 1:
            return False
        make_digest(waited, outbox_entry=outbox_entry, now=now)
        return True


def same_recipient(message: Message) -> dict[str, str]:
    """Who is the same at one address: whoever applies with that mobile, but of posts and accounts only that
    one.
    """
    is_applicant = message.address and message.person.startswith(APPLICANT)
    return {"person__startswith": APPLICANT} if is_applicant else {"person": message.person}


def make_digest(waited: Sequence[Message], *, outbox_entry: OutboxEntry, now: datetime) -> None:
    """Make one message of several; it is sent as any other, and its parts say that they went out in it."""
    last, office = waited[-1], Office.objects.get(pk=waited[-1].office_id)
    subjects = {(each.subject_type, each.subject_id) for each in waited}
    subject = subjects.pop() if len(subjects) == 1 else (Message.DIGEST, waited[0].pk)
    title, body = digest_words(waited, office)
    digest = Message.objects.create(
        office=office,
        outbox_entry=outbox_entry,
        subject_type=subject[0],
        subject_id=subject[1],
        person=last.person,
        channel=last.channel,
        address=last.address,
        language=last.language,
        title=title,
        body=body,
        made_at=now,
        status=Message.MADE,
        hours=last.hours,
    )
    Message.objects.filter(pk__in=[each.pk for each in waited]).update(
        status=Message.IN_DIGEST, digest=digest
    )
    record("message.made", subject=digest.reference, actor=WORKER, office_id=office.pk, now=now)


def digest_words(waited: Sequence[Message], office: Office) -> tuple[str, str]:
    """Title and body in the language of the latest of them."""
    tongue = waited[-1].language
    title = say_in(tongue, *TITLE, n=len(waited))
    if waited[-1].channel == Message.EMAIL:
        # Each is a letter itself: between the first greeting and the closing stand the words of all.
        greeting, *_ = waited[-1].body.split("\n\n", 1)
        inside = ["\n\n".join([each.title, *each.body.split("\n\n")[1:-1]]) for each in waited]
        text = compose_email(greeting, inside, office, tongue)
        is_of_one = len({(each.subject_type, each.subject_id) for each in waited}) == 1
        return title, text if is_of_one else ONE_USE_LINK.sub(digest_link(waited, office, tongue), text)
    texts = [each.body.rpartition(" ")[0] for each in waited]
    link = digest_link(waited, office, tongue)
    body = "\n".join([f"{title}:", *texts, link])
    return title, (
        body
        if len(split_message(simplify_for_gsm(body))) <= MOST_PARTS
        else digest_titles(waited, title, link, tongue)
    )


def digest_titles(waited: Sequence[Message], title: str, link: str, tongue: str) -> str:
    """Their titles, the oldest first, as many as fit."""
    titles = [each.title for each in waited]
    for shown in range(len(titles), 0, -1):
        left = len(titles) - shown
        more = [say_in(tongue, *MORE, n=left)] if left else []
        body = simplify_for_gsm("\n".join([f"{title}:", *titles[:shown], *more, link]))
        if len(split_message(body)) <= MOST_PARTS or shown == 1:
            return body
    raise AssertionError("at least one is named")


def digest_link(waited: Sequence[Message], office: Office, tongue: str) -> str:
    """Where all of them lead; of several, to the list of the person's own requests, or to
    the officer's day.
    """
    # An address that opens once is of one subject, though all of them look alike until they are sent.
    links = {(each.body.rpartition(" ")[2], each.subject_type, each.subject_id) for each in waited}
    if len(links) == 1 or (
        len({link for link, *_ in links}) == 1 and not any(UNSENT in link for link, *_ in links)
    ):
        return links.pop()[0]
    with override_language(tongue):
        page = reverse("mine" if waited[-1].person.startswith(APPLICANT) else "today")
    return f"{site_of(office)}{page}"
