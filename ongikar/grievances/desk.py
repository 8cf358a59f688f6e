"""The lists of complaints: those before whoever decides, by their day, and those about the posts of whoever
is complained of. Both say the matter and no name; its words, those who decide alone: what else is read of a
complaint is recorded on its page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ongikar.cases.case_promise import display_promise
from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.core.db.pages import page_of, read_key
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.templatetags.words import day_short, weekday
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import TIER_ROLES, Asker, PostHolder, StaffRequest
from ongikar.people.search_sources import register_search
from ongikar.records.filters import TYPED, Choice, Filter, Narrowed, typed_words
from ongikar.records.lines import NextAct
from ongikar.records.lists import ListOfHolder, ListPage
from ongikar.records.registry import register_list
from ongikar.records.search import source_of_list
from ongikar.records.words import Due, State, label
from ongikar.rules.bangla.text import digits, latin_digits

from .handling.redaction import matter_of_list, read_former_names
from .handling.stage_list import DUE_SOON, PAGE, DeskStages
from .handling.steps import ACCEPTED, DECISION, HEARING, INQUIRY, likely_act, open_step
from .house_rules import house_rules
from .models import Grievance, Stage
from .rights import RESPONDENT_ROLES, respondent_complaints, respondent_keys
from .today import is_screening_late
from .transitions import OPEN
from .upward.repeated_complaints import repeated_complaints
from .words import filed_as, stage_status, stage_title, summarise_stage

TABS = {
    "open": say_lazy("সব খোলা", "All open"),
    "late": say_lazy("দেরি", "Late"),
    "soon": say_lazy("শেষ দিন কাছে", "Due soon"),
    "settled": say_lazy("নিষ্পত্তি হয়েছে", "Settled"),
}
STATES = {
    ACCEPTED: State("নতুন", "New", "open"),
    INQUIRY: State("তদন্ত চলছে", "Under inquiry", "open"),
    HEARING: State("শুনানি হবে", "To be heard", "open"),
    DECISION: State("সিদ্ধান্তের অপেক্ষায়", "Waiting for the decision", "open"),
}
NOT_ACCEPTED_YET = State("এখনো গ্রহণ করা হয়নি", "Not accepted yet", "late")


def due_of(stage: Stage, now: datetime) -> Due:
    """The day of the decision; of one that is closed, when it was."""
    due_at = stage.clock.due_at
    if stage.closed_at:
        return Due(due_at, day_short(stage.closed_at))
    bar = draw_svg(display_promise(stage.clock, now).drawing, BAR_FORMS["mini"], f"bar-{stage.pk}")
    return Due(due_at, weekday(due_at), stage.clock.is_late(now), bar)


@dataclass
class StageQuestion:
    """What is to be read of what is before a person."""

    stages: DeskStages
    tab: str
    now: datetime

    @property
    def has_late(self) -> bool:
        return any(due_at < self.now for due_at in self.stages.first_due[:1])

    @cached_property
    def counts(self) -> dict[str, str]:
        """In words; of the open tabs those counted at first, however many there are."""
        first = self.stages.first_due
        spans = {"open": (None, None), "late": (None, self.now), "soon": (self.now, self.now + DUE_SOON)}
        counts = {}
        for tab, (begin, end) in spans.items():
            number = sum((not begin or due >= begin) and (not end or due < end) for due in first)
            # Where those counted end in this part, there may be more of it.
            is_more = self.stages.is_counted_so_far and (not end or first[-1] < end)
            counts[tab] = digits(f"{number}+" if is_more else number, language())
        return counts


class StageTabs(Filter):
    name, words = "tab", ("কোন অভিযোগ", "Which complaints")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, str(words)) for name, words in TABS.items()]


TAB = StageTabs()


@dataclass(frozen=True, slots=True)
class StageRow:
    """`step`: where it stands, of one that is open."""

    stage: Stage
    step: str
    state: State
    due: Due


def stage_row(stage: Stage, days: int, now: datetime) -> StageRow:
    """`days`: working days after which one that nobody took on is marked."""
    step = open_step(stage) if stage.is_open else ""
    if step == ACCEPTED and is_screening_late(stage, days, now):
        state = NOT_ACCEPTED_YET
    elif not stage.is_open or stage.clock.is_late(now):
        look, words = stage_status(stage, now)
        state = State(str(words), str(words), look)
    else:
        state = STATES[step]
    return StageRow(stage, step, state, due_of(stage, now))


class ListOfComplaints(ListOfHolder):
    has_search = True
    page_of_list, mark_name = PAGE, "after"


@register_list
class ComplaintsToDecide(ListOfComplaints):
    model = Stage
    names, path, place = "desk_grievances", "grievances", "grievances"
    handlers = readers = TIER_ROLES
    title, subtitle = "matter", "whose"
    list_display = ("respondent", "state", "due")
    list_filter = (TAB,)
    search_words = ("নম্বর বা অভিযোগের কথা", "Number or words of the complaint")
    list_template = "grievances/desk.html"

    @property
    def list_title(self) -> str:
        return say("আপনার সিদ্ধান্তের অপেক্ষায়", "Waiting for your decision")

    def open_url(self, asker: Asker) -> str:
        return reverse("desk_grievance_new")

    @property
    def open_words(self) -> str:
        return say("হাতে, ফোনে বা চিঠিতে আসা অভিযোগ নিন", "Take a complaint that came by hand, phone or letter")

    # ---- which complaints ----

    def narrow_for(self, holder: PostHolder, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        tab = asked.get(TAB.name, "")
        by = {TAB.name: tab if tab in TABS else "open", TYPED: typed_words(asked)}
        question = StageQuestion(DeskStages(holder, office), by[TAB.name], timezone.now())
        rows = Stage.objects.filter(post__in=question.stages.posts)
        return Narrowed(rows, "id", TAB, {name: value for name, value in by.items() if value}, question)

    def count_of(self, narrowed: Narrowed, most: int) -> int:
        """Of what is open as many as are counted."""
        return len(narrowed.selection.stages.first_due)

    def read_page(self, narrowed: Narrowed, mark: str, most: int) -> ListPage:
        question = narrowed.selection
        stages, now = question.stages, question.now
        if narrowed.words:
            return ListPage(stages.with_words(narrowed.words, most), "")
        if question.tab == "settled":
            page = stages.page_of_settled(mark, most)
            return ListPage(page.stages, page.after)
        begin, end = {"late": (None, now), "soon": (now, now + DUE_SOON)}.get(question.tab, (None, None))
        page = stages.waiting(mark[:60], begin, end, most)
        return ListPage(page.stages, page.after)

    def opened_by(self, asker: Asker, narrowed: Narrowed) -> str:
        """A number that is typed whole opens its complaint."""
        number = narrowed.selection.stages.number_opened(narrowed.words) if narrowed.words else ""
        return reverse("desk_grievance", args=[number]) if number else ""

    def choices_of(self, each: Filter, narrowed: Narrowed, office: Office) -> list[Choice]:
        question = narrowed.selection
        counts = question.counts
        return [
            Choice(name, words, counts.get(name, ""), name == "late" and question.has_late)
            for name, words in each.choices(office)
        ]

    def is_chosen(self, narrowed: Narrowed, each: Filter, value: str) -> bool:
        return value == narrowed.asked[TAB.name] and not narrowed.words

    def url_of_choice(self, narrowed: Narrowed, each: Filter, value: str) -> str:
        return self.url_narrowed(narrowed, **{TAB.name: value, TYPED: ""})

    def nothing_words(self, narrowed: Narrowed) -> str:
        return say("এখানে এখন কিছু নেই।", "There is nothing here now.")

    # ---- what a row says ----

    def prepare(self, records: list[Stage], office: Office) -> list[StageRow]:
        now, days = timezone.now(), house_rules(office.slug).screening_days
        read_former_names([stage.grievance for stage in records])
        return [stage_row(stage, days, now) for stage in records]

    def url_of(self, record: StageRow) -> str:
        return reverse("desk_grievance", args=[record.stage.grievance.number])

    @label("কী নিয়ে, কার", "The matter, and whose")
    def matter(self, row: StageRow) -> str:
        return matter_of_list(row.stage.grievance, row.stage.grievance.text)

    @label("কার", "Whose")
    def whose(self, row: StageRow) -> str:
        """What it is, its number, and how whoever complains stands to be named."""
        grievance = row.stage.grievance
        number = digits(grievance.number, language())
        return f"{stage_title(row.stage)} {number} · {filed_as(grievance)}"

    @label("কাকে নিয়ে", "Complaint against", look="")
    def respondent(self, row: StageRow) -> str:
        return row.stage.grievance.respondent.title

    @label("অবস্থা", "State")
    def state(self, row: StageRow) -> State:
        return row.state

    @label("সিদ্ধান্তের শেষ দিন", "Decision due")
    def due(self, row: StageRow) -> Due:
        return row.due

    def next_act(self, asker: Asker, record: StageRow) -> NextAct | None:
        return likely_act(record.stage, timezone.now()) if record.step else None

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: Any) -> dict[str, Any]:
        is_first = not request.GET.get(self.mark_name)
        return {"repeated": repeated_complaints(request.office, timezone.now()) if is_first else []}


TO_ANSWER = State("জবাব বাকি", "No answer yet", "wait")
ANSWERED = State("জবাব দেওয়া হয়েছে", "Answered", "open")


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint as whoever is complained of reads it in a list: no model of the complainant in it."""

    number: str
    matter: str
    filed_as: str
    decided_by: str
    state: State
    due: Due
    awaits_answer: bool


def complaint_row(grievance: Grievance, now: datetime) -> ComplaintRow:
    summary = summarise_stage(grievance.current, grievance, now)
    is_answered = any(act.name == "answer" for act in grievance.acts.all())
    awaits_answer = grievance.state in OPEN and not is_answered
    look, words = summary.tag
    state = State(str(words), str(words), look)
    if awaits_answer:
        state = TO_ANSWER
    elif is_answered and summary.stage.is_open and not summary.is_late:
        state = ANSWERED
    return ComplaintRow(
        grievance.number,
        # Its words stand on its page, where each reading of them is recorded.
        grievance.get_about_display(),
        filed_as(grievance),
        summary.stage.post.title,
        state,
        due_of(summary.stage, now),
        awaits_answer,
    )


@register_list
class ComplaintsAboutUs(ListOfComplaints):
    model = Grievance
    names, path, place = "desk_complaints", "complaints", "complaints"
    handlers = RESPONDENT_ROLES
    readers = RESPONDENT_ROLES | {Post.AUDITOR}
    title, subtitle = "matter", "whose"
    list_display = ("decided_by", "state", "due")
    search_words = ("নম্বর", "Number")
    list_template = "grievances/complaints.html"
    nothing = ("কোনো অভিযোগ নেই।", "No complaints.")

    @property
    def list_title(self) -> str:
        return say("আমার কাজ নিয়ে অভিযোগ", "Complaints about my work")

    def narrow_for(self, holder: PostHolder, office: Office, asked: Mapping[str, Any]) -> Narrowed:
        typed = typed_words(asked)
        rows = Grievance.objects.filter(office=office)
        return Narrowed(rows, "id", None, {TYPED: typed} if typed else {}, (holder, office))

    def count_of(self, narrowed: Narrowed, most: int) -> int:
        holder, office = narrowed.selection
        return len(respondent_keys(holder, office.pk, before=None, most=most))

    def read_page(self, narrowed: Narrowed, mark: str, most: int) -> ListPage:
        holder, office = narrowed.selection
        words = latin_digits(narrowed.words)
        page = page_of(
            respondent_complaints(holder, office.pk, before=read_key(mark), most=most + 1, number=words), most
        )
        return ListPage(page.rows, page.last_key)

    # ---- what a row says ----

    def prepare(self, records: list[Grievance], office: Office) -> list[ComplaintRow]:
        now = timezone.now()
        read_former_names(records)
        return [complaint_row(grievance, now) for grievance in records]

    def url_of(self, record: ComplaintRow) -> str:
        return reverse("desk_complaint", args=[record.number])

    @label("কী নিয়ে", "The matter")
    def matter(self, row: ComplaintRow) -> str:
        return row.matter

    @label("কার", "Whose")
    def whose(self, row: ComplaintRow) -> str:
        number = digits(row.number, language())
        return f"{number} · {row.filed_as}"

    @label("কে সিদ্ধান্ত দেন", "Decided by", look="")
    def decided_by(self, row: ComplaintRow) -> str:
        return row.decided_by

    @label("অবস্থা", "State")
    def state(self, row: ComplaintRow) -> State:
        return row.state

    @label("শেষ দিন", "Due")
    def due(self, row: ComplaintRow) -> Due:
        return row.due

    def next_act(self, asker: Asker, record: ComplaintRow) -> NextAct | None:
        """Whoever is complained of answers; an auditor reads."""
        may_answer = asker.holder.has(asker.office.pk, self.handlers)
        if not (may_answer and record.awaits_answer):
            return None
        return NextAct(self.url_of(record), say("জবাব দিন", "Answer"))


register_search(source_of_list(ComplaintsToDecide(), ("অভিযোগ ও আপিল", "Complaints and appeals")))
register_search(source_of_list(ComplaintsAboutUs(), ("আমাদের বিরুদ্ধে অভিযোগ", "Complaints about us")))
