"""Who may open the message tray; what each reads in it is in tray.py."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ongikar.cases.models.proofs import UNSENT
from ongikar.cases.officer.queue.pages import read_key
from ongikar.cases.rights import READER_ROLES
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.i18n.say import language, say, say_lazy, value_in_words
from ongikar.grievances.ladder.conflict_lists import StageConflicts
from ongikar.grievances.models import Grievance, Stage
from ongikar.letters.models import Letter
from ongikar.notices.rules import choose_alphabet, encoded_length, split_message
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import TIER_ROLES, PostHolder, StaffRequest, for_roles
from ongikar.rules.bangla.text import locative_time
from ongikar.rules.numbers import masked_mobile
from ongikar.tasks.models import Task

from .models import Message

# A tray holds at the least what is addressed to the person's own post.
for_addressees = for_roles(*Post.ROLES)

__all__ = ["READER_ROLES", "for_addressees"]


# How a tag looks, by how a message stands.
TAGS = {
    Message.MADE: "open",
    Message.SENT: "kept",
    Message.KEPT_IN_TRAY: "shut",
    Message.FAILED: "late",
    Message.HELD: "wait",
    Message.IN_DIGEST: "kept",
}
IN_A_DEMONSTRATION = ("shut", say_lazy("পাঠানো হয়নি (প্রদর্শনী)", "Not sent (demo)"))
WAITS = ("{moment} যাবে", "Goes out {moment}")
LANGUAGES = {"bn": say_lazy("বাংলায়", "In Bangla"), "en": say_lazy("ইংরেজিতে", "In English")}


HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class TrayMessage:
    """A message as the tray shows it. `parts`: the SMS it travels as; empty for other channels."""

    message: Message
    whom: str
    address: str
    channel: str
    language: str
    tag: tuple[str, str]
    parts: tuple[str, ...]

    @property
    def body(self) -> str:
        """The words as they were written; the address that proves a mobile was known to the message alone."""
        return self.message.body.replace(UNSENT, HIDDEN)

    @property
    def length(self) -> int:
        return encoded_length(self.message.body, choose_alphabet(self.message.body))


# A decider of few grievances reads the messages of each; of many, all messages about grievances back from the
# newest.
FEW_GRIEVANCES = 200


def visible_messages(holder: PostHolder, office_id: int, *, before: int | None, most: int) -> list[Message]:
    """The newest messages a person may read: staff those of cases, deciders those of the grievances they may
    study. `before`: the key from which the page goes on.

    What is addressed to them or to their own post is theirs, whatever it is about. Each sort is read by
    itself, in the order of its index, until a page is full.
    """
    rows = Message.objects.filter(office_id=office_id, **({"pk__lt": before} if before else {}))
    sorts: list[QuerySet[Message]] = [
        rows.filter(**equal_by_range(person=person)).order_by("person", "-id")
        for person in (f"user:{holder.user.pk}", *(f"post:{post_id}" for post_id in sorted(holder.post_ids)))
    ]
    if holder.has(office_id, READER_ROLES):
        sorts += [
            rows.filter(**equal_by_range(subject_type=about)).order_by("subject_type", "-id")
            for about in ("case", Letter.SUBJECT, Task.SUBJECT)
        ]
    if holder.has(office_id, TIER_ROLES):
        sorts.append(about_studied_grievances(rows, holder, office_id))
    by_key = {message.pk: message for each in sorts for message in each[:most]}
    return [by_key[pk] for pk in sorted(by_key, reverse=True)[:most]]


def about_studied_grievances(
    rows: QuerySet[Message], holder: PostHolder, office_id: int
) -> QuerySet[Message]:
    """Those of them about the grievances that have reached a post of this person, without those the person is
    in conflict with.
    """
    own = [post.pk for post in holder.posts if post.office_id == office_id]
    conflicts = StageConflicts(holder, office_id)
    few: set[int] = set()
    for post_id in own:
        # Asked of each stage in its turn: joined, all that ever lay with the post would be read first.
        free = conflicts.leave_out_barred(Stage.objects.filter(pk=OuterRef("pk"))).order_by().values("pk")[:1]
        of_post = Stage.objects.filter(**equal_by_range(post_id=post_id)).alias(free=Subquery(free))
        of_post = of_post.filter(free__isnull=False)
        keys = of_post.order_by("post_id", "-id").values_list("grievance", flat=True)
        few |= set(keys[: FEW_GRIEVANCES + 1])
    if len(few) <= FEW_GRIEVANCES:
        return rows.filter(subject_type=Grievance.SUBJECT, subject_id__in=few).order_by("-id")
    about = rows.filter(**equal_by_range(subject_type=Grievance.SUBJECT)).order_by("subject_type", "-id")
    reached = conflicts.leave_out_barred(Stage.objects.filter(post__in=own))
    # Asked of each message: of an EXISTS PostgreSQL would rather read all stages.
    stage = reached.filter(grievance=OuterRef("subject_id")).order_by().values("pk")[:1]
    return about.alias(stage=Subquery(stage)).filter(stage__isnull=False)


def status_tag(message: Message, office: Office) -> tuple[str, str]:
    """How it stands; one made in quiet hours says when it goes out."""
    if message.status == Message.MADE and message.not_before:
        moment = value_in_words(message.not_before, language())
        return "wait", say(*WAITS, moment=locative_time(moment) if language() == "bn" else moment)
    if message.status == Message.KEPT_IN_TRAY and office.is_demo:
        return IN_A_DEMONSTRATION
    return TAGS[message.status], message.get_status_display()


def tray_messages(messages: list[Message], office: Office) -> list[TrayMessage]:
    """Messages with their words; the titles of all posts are read at once."""
    keys = {
        int(message.person.partition(":")[2]) for message in messages if message.person.startswith("post:")
    }
    posts = Post.objects.in_bulk(keys)
    return [
        TrayMessage(
            message,
            recipient_words(message, posts),
            masked_address(message),
            message.get_channel_display(),
            LANGUAGES[message.language],
            status_tag(message, office),
            split_message(message.body) if message.channel == Message.SMS else (),
        )
        for message in messages
    ]


def recipient_words(message: Message, posts: dict[int, Post]) -> str:
    holder, _, key = message.person.partition(":")
    if holder == "user":
        return say("আপনি", "You")
    if holder == "contact":
        return say("বাইরের যাঁর কাজ", "Whoever owes the task, outside")
    if holder == "member":
        return say("তালিকার সদস্য", "Member of a roster")
    if holder == "recipient":
        return say("চিঠির প্রাপক", "Recipient of a letter")
    if holder == "post":
        return posts[int(key)].title
    return (
        say("অভিযোগকারী", "Complainant")
        if message.subject_type == Grievance.SUBJECT
        else say("আবেদনকারী", "Applicant")
    )


def masked_address(message: Message) -> str:
    """Enough of the address for its owner to know it."""
    if message.channel == Message.SMS:
        return masked_mobile(message.address)
    name, at, host = message.address.partition("@")
    return f"{name[:1]}•••{at}{host}" if at else ""


PAGE_SIZE = 25


@for_addressees
@require_safe
def messages(request: StaffRequest) -> HttpResponse:
    """What was or would be sent, the newest first."""
    before, address = read_key(request.GET.get("after", "")), reverse("messages")
    rows = visible_messages(request.holder, request.office.pk, before=before, most=PAGE_SIZE + 1)
    context = {
        "shown": tray_messages(rows[:PAGE_SIZE], request.office),
        "first_page": address if before else "",
        "next_page": f"{address}?after={rows[PAGE_SIZE - 1].pk}" if len(rows) > PAGE_SIZE else "",
        "current": "messages",
    }
    return render(request, "notices/tray.html", context)
