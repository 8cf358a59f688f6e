"""What a record of a case needs beyond a Desk: opened with its receipt, shown on the pages of the case,
and forgotten with it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.charter.models import charter_in_force
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.people.post_holders import Asker
from ongikar.records.actions import give_number, note
from ongikar.records.acts import Act
from ongikar.records.desk import Desk
from ongikar.records.filters import Filter, YearFilter
from ongikar.records.models import Numbered
from ongikar.records.registry import DESKS
from ongikar.records.retention import forget_people
from ongikar.records.words import Due, Words, label
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .citizen.track.applicant_proof import proof_of
from .kinds import Kind, is_asked_for
from .models import Case
from .officer.case.case_summary import due_day_words, is_late, state_tag
from .records import CaseRecord, RecordOfCase


@transaction.atomic
def open_record[Opened: RecordOfCase](model: type[Opened], case: Case, *, now: datetime) -> Opened:
    """The record of a case: with its receipt, or adopted later. Done twice it is done once."""
    known: Any = model.objects.filter(case=case).first()
    if known:
        return known
    record = model(office=case.office, case=case, made_at=now)
    record.fill(case)
    give_number(record, case.office, now)
    record.save(force_insert=True)
    record.follow_opening(now)
    note(record, "opened", WORKER, now)
    return record


def back_to_case(case: Case) -> dict[str, str]:
    """What a page with one form says of where it came from (core/staff_form.html)."""
    return {"back": reverse("case", args=[case.number]), "back_words": digits(case.number, language())}


def back_to_application(case: Case) -> dict[str, str]:
    """The same where whoever asked follows it (core/public_form.html)."""
    return {
        "back": reverse("track_case", args=[case.number]),
        "back_words": say("আবেদনের পাতা", "The application"),
    }


class RecordKind(Kind):
    """A kind whose cases have a record each."""

    record: ClassVar[type[CaseRecord]]
    rests_on_rows = True

    def begin(self, case: Case, *, now: datetime) -> None:
        open_record(self.record, case, now=now)

    def make_rows(self, case: Case, *, now: datetime) -> None:
        open_record(self.record, case, now=now)

    def anonymise(self, case: Case) -> None:
        for record in self.record.objects.filter(case=case):
            forget_people(record)


class CaseAct(Act):
    """Leads to an act of the case itself. Open as long as the case is."""

    has_page = False

    def __init__(self, name: str, button: Words, **more: Any) -> None:
        more.setdefault("when", lambda record: record.case.is_open)
        super().__init__(name, button, Form, lambda *_: None, **more)

    def url(self, desk: Desk, record: Any) -> str:
        return reverse("case_act", args=[record.case.number, self.name])


class CaseDesk(Desk):
    """The desk of records that belong to cases of one kind."""

    model: ClassVar[type[RecordOfCase]]

    kind: ClassVar[str]
    # Of its part on the page of the case: the heading, and the words that lead to the record.
    part: ClassVar[tuple[Words, Words]]
    with_acts = True
    # Whether whoever proved that the case is theirs reads the papers of its record, too.
    papers_for_applicant = False
    search_fields: Sequence[str] = ("case__number", "case__applicant__name")

    @property
    def list_filter(self) -> tuple[Filter, ...]:  # type: ignore[override]  # each book has its years
        return (YearFilter(self.model.BOOK),) if issubclass(self.model, Numbered) else ()

    def rows(self, office: Office) -> QuerySet[Any]:
        rows = super().rows(office).select_related("case__service", "case__applicant", "case__clock")
        rows = rows.prefetch_related("case__clock__facts")
        return rows.prefetch_related("case__acts") if self.with_acts else rows

    @label("শেষ দিন", "Due")
    def due(self, record: Any) -> Due | None:
        """By when its case is owed, while that is open."""
        case, now = record.case, timezone.now()
        if not case.is_open:
            return None
        late = is_late(case, now)
        return Due(case.clock.due_at, due_day_words(case, late, now).short, late)

    def open_url(self, asker: Asker) -> str:
        """Where such a case is received; of the office's own work, where it is begun."""
        if not asker.holder.has(asker.office.pk, self.handlers):
            return ""
        services = charter_in_force(asker.office, timezone.localdate()).services
        of_kind = [row for row in services if row.kind == self.kind]
        asked_for = [row for row in of_kind if is_asked_for(row)]
        if asked_for:
            address = reverse("counter")
            return f"{address}?service={asked_for[0].code}" if len(asked_for) == 1 else address
        return reverse("begin_own", args=[of_kind[0].code]) if of_kind else ""

    @property
    def open_words(self) -> str:
        return say("এ ধরনের নতুন কাজ", "New work of this kind")

    def find(self, office: Office, pk: int) -> Any:
        record: RecordOfCase = get_object_or_404(
            self.model.objects.select_related("office"), pk=pk, office=office
        )
        cases = Case.objects.with_related()
        record.case = (cases.prefetch_related("acts") if self.with_acts else cases).get(pk=record.case_id)
        return record

    def record_of(self, case: Case) -> Any:
        """The record of a case, None where it has none yet."""
        record = self.model.objects.select_related("office").filter(case=case).first()
        if record:
            record.case = case
        return record

    def number_words(self, record: Any) -> str:
        return digits(record.case.number, language())

    def caption(self, record: Any) -> Any:
        """The way to its case, and who or what stands behind it."""
        link = format_html(
            '<a href="{}">{}</a>', reverse("case", args=[record.case.number]), self.number_words(record)
        )
        more = self.caption_words(record)
        return format_html("{} · {}", link, mark_languages(more)) if more else link

    def caption_words(self, record: Any) -> str:
        return ""

    def number_of(self) -> str:
        return "case__number"

    def case_part(self, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
        """On the officer's page of a case: where its record stands, and the way there."""
        if (record := self.record_of(case)) is None:
            return None
        return "cases/officer/record_part.html", self.part_context(record)

    def tracked_part(self, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
        """What whoever applied sees of it on their page."""
        return None

    def part_context(self, record: Any) -> dict[str, Any]:
        """`lines`: what that page shows of the record beside where it stands."""
        heading, words = self.part
        return {
            "heading": say(*heading),
            "url": self.url_of(record),
            "words": say(*words),
            "state": str(self.state(record)) if self.states else "",
            "lines": [],
        }

    def may_read_paper(self, request: HttpRequest, paper: Paper) -> bool:
        if self.papers_for_applicant:
            case = self.model.objects.filter(pk=paper.subject_id).values_list("case", flat=True).first()
            if case and proof_of(request, ("case", case), timezone.now()):
                return True
        return super().may_read_paper(request, paper)

    def why_gone(self, record: Any) -> str:
        """In a book: one whose case ended otherwise than kept stays readable, crossed out."""
        state = record.case.state
        gone = state in case_transitions.CLOSED and state != case_transitions.KEPT
        return say(*state_tag(record.case)[1:]) if gone else ""


def desk_of_kind(kind: str) -> CaseDesk | None:
    desks = (desk for desk in DESKS.values() if isinstance(desk, CaseDesk))
    return next((desk for desk in desks if desk.kind == kind), None)


def record_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """What the desk of its kind shows there, of one that has a desk."""
    desk = desk_of_kind(case.row.kind)
    return desk.case_part(request, case, now) if desk else None


def tracked_record_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    desk = desk_of_kind(case.row.kind)
    return desk.tracked_part(request, case, now) if desk else None
