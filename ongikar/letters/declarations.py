"""Letters and files where they are met beside their own pages: on Today, in the search and the menu, where
something points at them, and at the handing over of charge.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource, anybodys_desk, register_charge
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource, register_search
from ongikar.people.section_counts import CountedFor, SectionCount, count_words, register_section_count
from ongikar.people.subjects import (
    SubjectLine,
    SubjectType,
    readable_by_roles,
    register_referring_model,
    register_subject,
)
from ongikar.people.today_lines import (
    SHOWN,
    TO_ANSWER,
    AsideRow,
    TodayCount,
    TodayCountedFor,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
    register_today,
)
from ongikar.rules.bangla.text import day_month, digits, latin_digits, nfc
from ongikar.rules.calendar.office_calendar import TZ

from .act_log import record_act, write_act
from .incoming.actions import mark_letter
from .letter_list import IN_ALL, OPEN_IN_STATES, OPEN_STATES, OUT_ALL, LetterSelection, fetch_letters
from .letter_list import TO_ANSWER as ANSWER_TAB
from .letter_list import TO_MARK as MARK_TAB
from .letter_search import with_our_memo
from .models import File, Letter
from .outgoing.list_views import STATE_WORDS, letters_in_draft, letters_to_dispatch, waiting_for_signature
from .outgoing.transitions import TRANSFER
from .rights import READER_ROLES, STAFF_ROLES, officer_post, restricted_letters
from .transitions import DIARISED, DRAFT, MARKED
from .words import STATES

# For whom a letter or a file is named where something points at it: those who work in the office.
NAMED_FOR = frozenset({Post.OFFICER, Post.ASSISTANT})


def load_letters(keys: Iterable[int]) -> dict[int, SubjectLine]:
    letters = Letter.objects.filter(pk__in=list(keys))
    rows = letters.values_list("pk", "memo_number", "their_memo", "subject_line", "office_id")
    return {
        pk: SubjectLine(memo or theirs, words, reverse("letter", args=[pk]), office_id)
        for pk, memo, theirs, words, office_id in rows
    }


def load_files(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = File.objects.filter(pk__in=list(keys)).values_list("pk", "number", "title", "office_id")
    return {
        pk: SubjectLine(number, title, reverse("letter_file", args=[pk]), office_id)
        for pk, number, title, office_id in rows
    }


LETTER_SUBJECT = SubjectType(Letter.SUBJECT, ("চিঠি", "Letter"), load_letters, readable_by_roles(NAMED_FOR))
FILE_SUBJECT = SubjectType(File.SUBJECT, ("নথি", "File"), load_files, readable_by_roles(NAMED_FOR))


def address(tab: str, **given: str) -> str:
    return f"{reverse('letters')}?{urlencode({'tab': tab, **given})}"


def diary_number(letter: Letter) -> str:
    return say("ডায়েরি {n}", "Diary {n}", n=letter.book_serial)


# Today: the letters marked to the person that want an answer on a day to come. What is due today or late
# stands there as the task that it is.


def today_letters(question: TodayQuestion) -> TodayShare:
    today = question.now.astimezone(TZ).date()
    # Of most days nothing more is asked.
    count = question.count("letters_owed")
    owed = owed_letters(marked_to(question.posts), today)
    sections = owed_lines(question, owed, count) if count else []
    return TodayShare(sections=sections, in_office=unmarked_row(question, question.count("letters_unmarked")))


def owed_letters(letters: QuerySet[Letter], today: date | Value) -> QuerySet[Letter]:
    return letters.filter(state=MARKED, due_on__gt=today).order_by("due_on", "id")


def count_owed(counted: TodayCountedFor) -> Combinable:
    # Of each post alone: several in one question would be read to their end.
    of_posts = (Letter.objects.filter(marked=post, state__in=OPEN_IN_STATES) for post in counted.posts)
    return sum((CappedCount(owed_letters(each, counted.today)) for each in of_posts), Value(0))


def count_unmarked(counted: TodayCountedFor) -> Combinable:
    return CappedCount(Letter.objects.filter(office=counted.office, state=DIARISED).order_by("id"))


LETTERS_COUNTED: dict[str, TodayCount] = {"letters_owed": count_owed, "letters_unmarked": count_unmarked}


def owed_lines(question: TodayQuestion, owed: QuerySet[Letter], count: int) -> list[TodayLines]:
    letters = list(owed.select_related("marked")[:SHOWN])
    hidden = restricted_letters(question.holder, letters)
    lines = [letter_line(each) for each in letters if each.pk not in hidden]
    more = count if count > len(letters) else None
    return [TodayLines(TO_ANSWER, lines, count=more, more=address(ANSWER_TAB))] if lines else []


def marked_to(posts: list[int]) -> QuerySet[Letter]:
    return Letter.objects.filter(marked__in=posts, state__in=OPEN_IN_STATES)


def letter_line(letter: Letter) -> TodayLine:
    page, due = reverse("letter", args=[letter.pk]), not_none(letter.due_on)
    return TodayLine(
        due=datetime.combine(due, time(23, 59), TZ),
        who=letter.sender_name,
        url=page,
        what=letter.subject_line,
        about=say("চিঠির উত্তর", "Answer to a letter"),
        owner_and_number=f"{diary_number(letter)} · {not_none(letter.marked).title}",
        bar=mark_safe(""),
        words=say("{day}-এর মধ্যে", "by {day}", day=day_month(due, language())),
        act_url=page,
        act_words=say("উত্তর দিন", "Answer"),
    )


def unmarked_row(question: TodayQuestion, count: int) -> list[AsideRow]:
    """How many letters wait to be marked: for the officer, who marks them."""
    if officer_post(question.holder, question.office.pk) is None:
        return []
    words = say("চিঠি চিহ্নিত করা বাকি", "Letters to be marked")
    return [AsideRow(words, address(MARK_TAB), count_words(count))] if count else []


# The search.


def find_letters(question: SearchQuestion) -> list[SearchResult]:
    letters: list[Letter] = []
    for tab in (IN_ALL, OUT_ALL):
        letters += fetch_letters(question.office, LetterSelection(tab, question.typed)).rows
    letters = sorted(letters, key=lambda letter: -letter.pk)[: question.most]
    hidden = restricted_letters(question.holder, letters)
    return [letter_result(letter) for letter in letters if letter.pk not in hidden]


def letter_result(letter: Letter) -> SearchResult:
    look, *words = STATES[letter.state]
    number = diary_number(letter) if letter.is_in else digits(letter.memo_number, language())
    return SearchResult(
        url=reverse("letter", args=[letter.pk]),
        title=letter.subject_line,
        text=" · ".join(filter(None, (number, letter.sender_name))),
        look=look,
        state=say(*words),
    )


def letter_page(question: SearchQuestion) -> str:
    """The letter whose memo number was typed whole."""
    number = latin_digits(nfc(question.typed)).strip()
    # A short number is rather that of a case or a line of the diary: the results say both.
    if len(number) < 8:
        return ""
    letter = with_our_memo(question.office, number).first()
    if letter is None or restricted_letters(question.holder, [letter]):
        return ""
    return reverse("letter", args=[letter.pk])


def all_letters_found(question: SearchQuestion) -> str:
    return address(IN_ALL, q=question.typed)


LETTER_SEARCH = SearchSource(
    "letters", ("চিঠি", "Letters"), READER_ROLES, find_letters, letter_page, all_letters_found, order=30
)


# The menu.


def letters_waiting(counted: CountedFor) -> Combinable:
    """The open letters that are marked to each post of the person, and what waits for its signature."""
    counts: list[Combinable] = []
    for post in counted.posts:
        marked = Letter.objects.filter(marked=post, state__in=OPEN_IN_STATES)
        to_sign = Letter.objects.filter(signer=post, state__in=OPEN_STATES).exclude(state=DRAFT)
        counts += [
            CappedCount(marked.order_by("due_on", "id")),
            CappedCount(to_sign.order_by("signer", "id")),
        ]
    return sum(counts, Value(0))


LETTER_COUNT = SectionCount("letters", STAFF_ROLES, letters_waiting)


# Handing over charge.


def charge_lines(post: Post, most: int) -> list[ChargeLine]:
    letters = list(
        Letter.objects.filter(marked=post, state__in=OPEN_IN_STATES).order_by("due_on", "id")[:most]
    )
    # The whole office reads the list: of what not everybody there may know it has the number.
    hidden = restricted_letters(anybodys_desk(post), letters)
    return [
        ChargeLine(
            number=diary_number(letter),
            title=say("চিঠি", "Letter")
            if letter.pk in hidden
            else f"{letter.sender_name}: {letter.subject_line}",
            due=day_month(letter.due_on, language()) if letter.due_on else "",
            url=reverse("letter", args=[letter.pk]),
            on_document="" if letter.pk in hidden else letter.subject_line,
        )
        for letter in letters
    ]


def count_charge(post: Post) -> int:
    return Letter.objects.filter(marked=post, state__in=OPEN_IN_STATES).count()


def transfer_letters(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """All open letters of a post are marked to another; the tasks of their answers go over with them."""
    letters = list(
        Letter.objects.filter(marked=post, state__in=OPEN_IN_STATES).select_related("office").order_by("id")
    )
    for letter in letters:
        mark_letter(letter, to=to, by=post, words=reason, actor=actor, now=now)
    return len(letters)


LETTER_CHARGE = ChargeSource(
    "letters", ("চিঠি", "Letters"), charge_lines, count_charge, transfer_letters, order=30
)


def count_to_sign(counted: TodayCountedFor) -> Combinable:
    return sum((CappedCount(waiting_for_signature(signer=post)) for post in counted.posts), Value(0))


LETTERS_OUT_COUNTED: dict[str, TodayCount] = {
    "letters_to_sign": count_to_sign,
    "letters_to_dispatch": lambda counted: CappedCount(letters_to_dispatch(counted.office)),
    "letters_in_draft": lambda counted: CappedCount(letters_in_draft(counted.office)),
}


def today_of_letters_out(question: TodayQuestion) -> TodayShare:
    """What waits for the person's signature, and what was issued and has not gone to everybody yet."""
    if not question.holder.has(question.office.pk, STAFF_ROLES):
        return TodayShare()
    page = reverse("letters_out")
    rows = (
        (say("চিঠি: স্বাক্ষর ও জারি বাকি", "Letters to sign and issue"), "sign", "letters_to_sign"),
        (
            say("চিঠি: জারি হয়েছে, পাঠানো বাকি", "Letters issued, to be dispatched"),
            "dispatch",
            "letters_to_dispatch",
        ),
        (say("চিঠির খসড়া", "Drafts of letters"), "drafts", "letters_in_draft"),
    )
    return TodayShare(
        in_office=[
            AsideRow(words, f"{page}#s-{key}", count_words(count))
            for words, key, counted in rows
            if (count := question.count(counted))
        ]
    )


def letters_of_post(post: Post) -> QuerySet[Letter]:
    """What somebody of this post still has in hand: as drafter or as signer."""
    # Each by its own index: of an OR over both, either database reads all letters through.
    signs, drafts = (
        Letter.objects.filter(state__in=OPEN_STATES, **{column: post}).order_by().values("pk")
        for column in ("signer", "drafter")
    )
    return Letter.objects.filter(pk__in=signs.union(drafts)).order_by("id")


def charge_lines_out(post: Post, most: int) -> list[ChargeLine]:
    letters = list(letters_of_post(post)[:most])
    hidden = restricted_letters(anybodys_desk(post), letters)
    return [
        ChargeLine(
            say("খসড়া {n}", "Draft {n}", n=letter.pk),
            say("চিঠি", "Letter")
            if letter.pk in hidden
            else f"{letter.subject_line} ({say(*STATE_WORDS[letter.state])})",
            url=reverse("letter_out", args=[letter.pk]),
        )
        for letter in letters
    ]


def count_charge_out(post: Post) -> int:
    return letters_of_post(post).count()


@transaction.atomic
def transfer_charge(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Whoever takes over drafts and signs them from now on; what is signed keeps the name under it."""
    moved = 0
    for letter in letters_of_post(post).select_for_update():
        if letter.signer_id == post.pk:
            letter.signer = to
        if letter.drafter_id == post.pk:
            letter.drafter = to
        data = {"from": post.pk, "to": to.pk}
        write_act(letter, TRANSFER, actor=actor, now=now, words=reason, data=data)
        letter.save(update_fields=["signer", "drafter"])
        record_act("transferred", letter, actor=actor, now=now, from_post=post.pk, to_post=to.pk)
        moved += 1
    return moved


LETTERS_OUT_CHARGE = ChargeSource(
    "letters_out",
    ("যাওয়া চিঠি: খসড়া ও স্বাক্ষর", "Letters out: drafts and signatures"),
    charge_lines_out,
    count_charge_out,
    transfer_charge,
    order=31,
)


def open_files(post: Post) -> QuerySet[File]:
    return File.objects.filter(office=post.office_id, closed_on=None).order_by("opened_on", "id")


def file_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(digits(file.number, language()), file.title, url=reverse("letter_file", args=[file.pk]))
        for file in open_files(post)[:most]
    ]


def count_files(post: Post) -> int:
    return open_files(post).count()


FILE_CHARGE = ChargeSource("files", ("নথি", "Files"), file_lines, count_files, order=60)


register_today("letters_out", today_of_letters_out, order=30, counts=LETTERS_OUT_COUNTED)
register_charge(LETTERS_OUT_CHARGE)
register_subject(LETTER_SUBJECT)
register_subject(FILE_SUBJECT)
register_referring_model(Letter)
register_search(LETTER_SEARCH)
register_section_count(LETTER_COUNT)
register_today("letters", today_letters, order=30, counts=LETTERS_COUNTED)
register_charge(LETTER_CHARGE)
register_charge(FILE_CHARGE)
