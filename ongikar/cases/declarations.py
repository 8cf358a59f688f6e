"""Where cases show elsewhere: on a service's page, in letters, on Today in its sections, in the search and
the counts of the menu, in what goes over with a post, and where a task or a letter is about one; and parts
of their own pages.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from ongikar.appointments.subjects import PERSONS as WHO_COMES
from ongikar.charter import service_presets
from ongikar.charter.models import service_of
from ongikar.charter.slots import SERVICE_ACCOUNT, SERVICE_FIRST, SERVICE_OWN, SERVICE_WAYS
from ongikar.clock.rehearsal import OWNERS
from ongikar.clock.tallies import register_tallies
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.db.pages import page_of
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.journal.actions import Reference
from ongikar.knowledge.checks import PERSONS
from ongikar.letters.outgoing import dispatching
from ongikar.letters.slots import LETTER
from ongikar.offices.models import Office, Post
from ongikar.people.charge import ChargeLine, ChargeSource, register_charge
from ongikar.people.models import FORGOTTEN_WITH_APPLICANT
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource, register_search
from ongikar.people.section_counts import CountedFor, SectionCount, register_section_count
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles, register_subject
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    TO_BEGIN,
    TO_HEED,
    TO_VERIFY,
    AsideRow,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
    register_today,
)
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.models import Visit
from ongikar.visits.slots import AT_DESK

from . import (
    week,  # noqa: F401 -- the days of cases in the week of the office
)
from .actions import sent_letters
from .actions.same_person import forget_what_names
from .answer_words import answer_words_part
from .appointments import (
    applicant_who_comes,
    applicants_appointment,
    bookings_of_case,
    has_hours,
    offered_times_part,
    way_by_appointment,
)
from .case_queries import case_owners
from .citizen.apply.blank_form import blank_form_panel, why_nobody_asks
from .citizen.track.appointment_views import take_offered_time
from .desks import hand_over
from .joined_parts import answered_with_part, joined_part, tracked_joined_part
from .kinds import CaseGroup, kind_of, kinds, presets_by_kind
from .models import Case, SamePerson
from .officer.case.case_summary import CaseSummary, applicant_words, holder_words, is_late, summarise_cases
from .officer.queue import selection
from .officer.queue.bars import mini_bars
from .officer.queue.filters import number_opened, search, tab_count_words
from .officer.queue.groups import due_words_of, groups_of, is_in_tab, with_groups
from .officer.queue.pages import fetch_queue_page
from .officer.queue.selection import cases_on_desk, counts_for_desk, desk_words
from .page_parts import (
    applicants_day_part,
    has_invitations,
    has_responses,
    has_rosters,
    held_responses,
    held_rosters,
    officers_day_part,
    tasks_part,
    tracked_rosters,
    tracked_rounds,
    waiting_letter_part,
)
from .question_notes import notes_part, person_of_case
from .record_desk import record_part, tracked_record_part
from .rights import READER_ROLES
from .slots import ANSWER, CASE, HELD, HELD_ABOVE, ONCE, PRESSED_ONCE, TRACKING
from .urgent import advice_panel as urgent_part

# The section of the day, and the tab of the queue that shows the rest; in this order, because a case stands
# in the first it belongs to and only there.
TABS = {"late": (LATE, "late"), "today": (DUE_TODAY, "today"), "answered": (TO_VERIFY, "open")} | {
    "received": (TO_BEGIN, "received")
}


def today_cases(question: TodayQuestion) -> TodayShare:
    office, now = question.office, question.now
    alone, groups = (
        counts_for_desk(office, question.holder, now=now, desks=question.posts),
        groups_of(office, now),
    )
    counts = with_groups(alone, groups, now, question.posts)
    return TodayShare(
        sections=[
            *case_sections(office, alone, now),
            *group_sections(groups, now),
            *heed_section(office, now),
        ],
        in_office=count_row(counts["mine"], say("আমার কাছে আবেদন", "Cases on my desk"), "mine"),
        for_others=count_row(counts["waiting"], say("নাগরিকের কাগজ", "Documents from citizens"), "waiting"),
        soon=counts["soon"],
    )


def count_row(count: int, words: str, tab: str) -> list[AsideRow]:
    return [AsideRow(words, f"{reverse('queue')}?tab={tab}", tab_count_words(count))] if count else []


def case_sections(office: Office, counts: Mapping[str, int], now: datetime) -> list[TodayLines]:
    """The sections that have something in them, each in the order of due days."""
    by_tab = {tab: cases_by_due_day(office, tab, counts, now) if counts[tab] else [] for tab in TABS}
    alone: dict[str, list[Case]] = {}
    seen: set[int] = set()
    for tab, cases in by_tab.items():
        alone[tab] = [case for case in cases if case.pk not in seen]
        seen.update(case.pk for case in cases)
    shown = [case for cases in alone.values() for case in cases]
    bars = mini_bars(shown, now)
    stands = {each.case.pk: each for each in summarise_cases(shown, now)}
    return [
        TodayLines(
            section=TABS[tab][0],
            lines=[case_line(stands[case.pk], bars[case.pk]) for case in cases],
            count=counts[tab] if len(by_tab[tab]) == selection.PAGE else None,
            more=f"{reverse('queue')}?tab={TABS[tab][1]}",
        )
        for tab, cases in alone.items()
        if cases
    ]


def group_sections(groups: list[CaseGroup], now: datetime) -> list[TodayLines]:
    """What is late or due today of cases that are answered together: one line a group."""
    sections = []
    for tab in ("late", "today"):
        owed = [each for each in groups if is_in_tab(each, tab, now, ()) and not each.is_said]
        lines = [group_line(each, now) for each in owed]
        if lines:
            more = f"{reverse('queue')}?tab={TABS[tab][1]}"
            sections.append(TodayLines(section=TABS[tab][0], lines=lines[:SHOWN], more=more))
    return sections


def group_line(group: CaseGroup, now: datetime) -> TodayLine:
    return TodayLine(
        due=group.due_at,
        who=group.title,
        url=group.url,
        what=group.what,
        about=say("{n}টি আবেদন", "{n} [case|cases]", n=group.count),
        owner_and_number=f"{group.number} · {group.holder}",
        bar=SafeString(""),
        words=due_words_of(group, now),
        act_url=group.url,
        act_words=say("ব্যাচের পাতা", "Open the batch"),
        is_late=group.due_at < now,
    )


def heed_section(office: Office, now: datetime) -> list[TodayLines]:
    """Poor ratings that nobody has seen to yet, those due first at the top."""
    rows = Case.objects.filter(office=office, heed_by__isnull=False).select_related("applicant", "clock")
    shown = rows.annotate(desk_words=desk_words(now.astimezone(TZ).date(), language()))
    page = page_of(shown.order_by("heed_by", "id"), SHOWN)
    if not page.rows:
        return []
    bars = mini_bars(page.rows, now)
    return [
        TodayLines(
            section=TO_HEED,
            lines=[heed_line(case, bars[case.pk], now) for case in page.rows],
            count=rows.count() if page.last else None,
        )
    ]


def heed_line(case: Case, bar: SafeString, now: datetime) -> TodayLine:
    due = not_none(case.heed_by)
    return TodayLine(
        due=due,
        who=applicant_words(case),
        url=reverse("case", args=[case.number]),
        what=say("৫-এ {stars} দিয়েছেন", "Rated {stars} of 5", stars=case.rating),
        about=case.row.short,
        owner_and_number=f"{digits(case.short_number, language())} · {holder_words(case)}",
        bar=bar,
        words=say("{day}-এর মধ্যে", "by {day}", day=due.astimezone(TZ).date()),
        act_url=reverse("case_act", args=[case.number, case_transitions.HEED]),
        act_words=say("কী করলেন, লিখুন", "Write what you did"),
        is_late=due < now,
    )


def cases_by_due_day(office: Office, tab: str, counts: Mapping[str, int], now: datetime) -> list[Case]:
    """A page of the cases of one section, the first due first."""
    return fetch_queue_page(office, selection.QueueSelection(tab=tab), now=now, counts=counts).cases


def case_line(stands: CaseSummary, bar: SafeString) -> TodayLine:
    case = stands.case
    page = reverse("case", args=[case.number])
    return TodayLine(
        due=case.clock.due_at,
        who=stands.who,
        url=page,
        what=kind_of(case.row).request_line(case),
        about=case.row.short,
        owner_and_number=f"{digits(case.short_number, language())} · {holder_words(case)}",
        bar=bar,
        words=stands.short_words,
        act_url=reverse("case_act", args=[case.number, stands.act]) if stands.act else page,
        act_words=stands.act_words,
        is_late=stands.is_late,
    )


def load_cases(keys: Iterable[int]) -> dict[int, SubjectLine]:
    cases = Case.objects.filter(pk__in=list(keys)).values_list("pk", "number", "service_id", "office_id")
    return {
        pk: SubjectLine(number, service_of(service_id).name, reverse("case", args=[number]), office_id)
        for pk, number, service_id, office_id in cases
    }


def find_case(office: Office, number: str) -> int | None:
    return Case.objects.filter(office=office, number=number).values_list("pk", flat=True).first()


def load_pairs(keys: Iterable[int]) -> dict[int, SubjectLine]:
    """Without a name: whoever may read of it sees who they are where people are found."""
    pairs = SamePerson.objects.filter(pk__in=list(keys)).values_list("pk", "office_id")
    words = say("দুটি আবেদন একই মানুষের কি না", "Whether two cases are one person’s")
    return {pk: SubjectLine("", words, reverse("people"), office_id) for pk, office_id in pairs}


SAME_PERSON = SubjectType(
    SamePerson.SUBJECT, ("একই মানুষ", "Same person"), load_pairs, readable_by_roles(STAFF_ROLES)
)
CASE_SUBJECT = SubjectType("case", ("আবেদন", "Case"), load_cases, readable_by_roles(READER_ROLES), find_case)


def charge_cases(post: Post, most: int) -> list[ChargeLine]:
    """The first due first, as they stand at the moment of the paper."""
    now = timezone.now()
    cases = Case.objects.filter(desk=post, closed_at=None).select_related("applicant", "clock")
    return [
        ChargeLine(
            digits(case.number, language()),
            f"{applicant_words(case)}: {case.row.short}",
            date_words(case.clock.due_at.astimezone(TZ).date(), language()),
            reverse("case", args=[case.number]),
            is_late(case, now),
            case.row.short,
        )
        for case in cases.order_by("clock__due_at", "clock_id")[:most]
    ]


def count_charge_cases(post: Post) -> int:
    return Case.objects.filter(desk=post, closed_at=None).count()


def transfer_cases(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Each by the act by which one case is reassigned: no day moves, and each says who has it."""
    moved = 0
    for case in Case.objects.filter(desk=post, closed_at=None).select_related("post").order_by("pk"):
        hand_over(case, to=to, words=reason, actor=actor, now=now)
        moved += 1
    return moved


CASE_CHARGE = ChargeSource(
    "cases", ("আবেদন", "Cases"), charge_cases, count_charge_cases, transfer_cases, order=10
)


def find_cases(question: SearchQuestion) -> list[SearchResult]:
    cases = search(question.office, question.typed, now=question.now).cases[: question.most]
    return [case_result(each) for each in summarise_cases(cases, question.now)]


def case_result(stands: CaseSummary) -> SearchResult:
    case = stands.case
    number = digits(case.short_number, language())
    return SearchResult(
        url=reverse("case", args=[case.number]),
        title=f"{stands.who}: {case.row.short}",
        text=" · ".join(filter(None, (number, kind_of(case.row).request_line(case)))),
        look=stands.look,
        state=stands.words if case.is_open and stands.words else stands.state,
    )


def case_page(question: SearchQuestion) -> str:
    number = number_opened(question.office, question.typed, question.now)
    return reverse("case", args=[number]) if number else ""


def all_cases_found(question: SearchQuestion) -> str:
    return f"{reverse('queue')}?{urlencode({'q': question.typed})}"


CASE_SEARCH = SearchSource(
    "cases", ("আবেদন", "Cases"), READER_ROLES, find_cases, case_page, all_cases_found, order=10
)


def cases_waiting(counted: CountedFor) -> Combinable:
    """The open cases on each desk of the person and their groups, of each desk alone: several in one question
    would be read to their end.
    """
    rows: list[QuerySet[Any]] = [cases_on_desk(post) for post in counted.posts]
    for kind in kinds().values():
        groups = [kind.open_groups(post) for post in counted.posts]
        rows += [each for each in groups if each is not None]
    counts: list[Combinable] = [CappedCount(each) for each in rows]
    return sum(counts, Value(0))


CASE_COUNT = SectionCount("queue", STAFF_ROLES, cases_waiting)


def counter_for_visit(request: HttpRequest, *, visit: Visit, **facts: Any) -> Answer | None:
    """Beside whoever is called: what they came for is entered as a walk-in, and the visit leads to it."""
    return None if visit.subject_type else ("cases/officer/at_desk.html", {"visit": visit})


# Beside the other ways to ask, above how well the service is kept.
SERVICE_ACCOUNT.add(blank_form_panel, order=10)
SERVICE_FIRST.add(urgent_part)
SERVICE_OWN.add(why_nobody_asks)
SERVICE_WAYS.add(way_by_appointment)
AT_DESK.add(counter_for_visit)
WHO_COMES["case"] = applicant_who_comes
CASE.add(officers_day_part, order=4)
TRACKING.add(applicants_day_part, order=4)
# Beneath a complaint that is ready.
TRACKING.add(applicants_appointment, order=12)
ONCE.add(offered_times_part, order=40)
PRESSED_ONCE["appointment"] = take_offered_time
HELD_ABOVE["found_bookings"] = bookings_of_case
HELD_ABOVE["has_hours"] = has_hours
TRACKING.add(tracked_record_part, order=6)
TRACKING.add(tracked_rosters, order=8)
HELD.add(held_rosters, order=40)
HELD_ABOVE["has_rosters"] = has_rosters
HELD.add(held_responses, order=45)
HELD_ABOVE["has_responses"] = has_responses
TRACKING.add(tracked_rounds, order=9)
HELD_ABOVE["has_invitations"] = has_invitations
CASE.add(record_part, order=5)
CASE.add(joined_part, order=15)
ANSWER.add(answered_with_part, order=5)
TRACKING.add(tracked_joined_part, order=5)
CASE.add(tasks_part, order=20)
CASE.add(notes_part, order=15)
ANSWER.add(answer_words_part, order=10)
PERSONS["case"] = person_of_case
LETTER.add(waiting_letter_part, order=5)
OWNERS["case"] = case_owners
FORGOTTEN_WITH_APPLICANT.append(forget_what_names)
# Also of a clock that stopped before its case was reopened.
register_tallies("case", groups=("case__service__code", "earlier_ending__case__service__code"))
register_subject(CASE_SUBJECT)
register_subject(SAME_PERSON)
register_search(CASE_SEARCH)
register_charge(CASE_CHARGE)
register_section_count(CASE_COUNT)
register_today("cases", today_cases, order=10)
dispatching.AFTER_DISPATCH.append(sent_letters.keep_when_sent)
dispatching.AFTER_RETURN.append(sent_letters.owe_again)
dispatching.AFTER_WITHHOLDING.append(sent_letters.answer_anew)
service_presets.SOURCES.append(presets_by_kind)
