"""What the office sees of what must stay fresh and writes of it: the list, the stalest first; one thing with
its proofs; the part on the page of the case that named it, and on Today.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from ongikar.cases.models import Case
from ongikar.cases.record_desk import back_to_case
from ongikar.cases.rights import for_handlers, may_handle
from ongikar.cases.slots import CASE
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.core.templatetags.icons import state as state_tag
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post, calendar_of
from ongikar.people.post_holders import StaffRequest
from ongikar.people.today_lines import NEWEST_CALENDAR, AsideRow, TodayQuestion, TodayShare
from ongikar.records.acts import Act, OpenAct
from ongikar.records.desk import Desk
from ongikar.records.filters import Narrowed, typed_words
from ongikar.records.offers import Door, Today
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.views import faults_beside
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task
from ongikar.tasks.owners import held_posts, owner_of, staff_posts
from ongikar.tasks.promise import task_standing

from . import actions
from .catalogue import HOW_OFTEN, sorts
from .models import UpkeepItem
from .words import item_line, item_lines, living_items, proof_words, with_renewal

OWNER: dict[str, Any] = {
    "label": say_lazy("কে হালনাগাদ রাখবেন", "Who keeps it fresh"),
    "missing": say_lazy("কে হালনাগাদ রাখবেন, বেছে নিন", "Choose who keeps it fresh"),
    "many": True,
}
OFTEN: dict[str, Any] = {
    "label": say_lazy("কত দিন পরপর", "How often"),
    "missing": say_lazy("কত দিন পরপর, বেছে নিন", "Choose how often"),
    "choices": list(HOW_OFTEN.items()),
}


class OwnerForm(Form):
    owner = ChoiceField(**OWNER)

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.today = office, today
        first = ("", say("বেছে নিন", "Choose"))
        posts = [(f"post-{post.pk}", post.title) for post in staff_posts(office)]
        self.choice_field("owner").choices = [first, *posts]

    def clean_owner(self) -> Post:
        owner = owner_of(self.office, self.cleaned_data["owner"])
        if not isinstance(owner, Post) or owner.pk not in held_posts([owner], self.today):
            raise ValidationError(
                say(
                    "এই পদে এখন কেউ নেই। অন্য কাউকে বেছে নিন।",
                    "Nobody holds this post now. Choose somebody else.",
                ),
                NAMELESS,
            )
        return owner


class ItemForm(OwnerForm):
    field_order = ("token", "sort", "title", "address", "how_often", "owner", "last_known")
    token = IdempotencyKeyField()
    sort = ChoiceField(
        label=say_lazy("কী ধরনের", "What sort of thing"),
        many=True,
    )
    title = TextField(
        label=say_lazy("কী হালনাগাদ থাকবে", "What is to stay fresh"),
        max_length=200,
    )
    address = TextField(
        label=say_lazy("কোথায় দেখা যায়", "Where it can be seen"),
        help_text=say_lazy("পাতার ঠিকানা, বা কোন আলমারির কোন খাতা", "The address of the page, or which book"),
        required=False,
        max_length=300,
    )
    how_often = ChoiceField(**OFTEN)
    last_known = DayField(
        label=say_lazy("শেষ কবে হালনাগাদ হয়েছে", "Last brought up to date"),
        help_text=say_lazy("জানা না থাকলে খালি রাখুন", "Leave it empty if not known"),
        required=False,
    )

    def __init__(self, *args: Any, office: Office, today: date, sort: str = "", **kwargs: Any) -> None:
        known = sorts(office.slug)
        initial: dict[str, Any] = {}
        if chosen := known.get(sort):
            initial |= {"sort": sort, "title": chosen.words, "how_often": chosen.how_often}
        super().__init__(*args, office=office, today=today, initial=initial, **kwargs)
        first = ("", say("বেছে নিন", "Choose"))
        self.choice_field("sort").choices = [first, *((key, each.words) for key, each in known.items())]

    def facts(self) -> dict[str, Any]:
        """What the action is called with, beside the key of the form."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return given | {"evidence": sorts(self.office.slug)[given["sort"]].evidence}


class CaseItemsForm(OwnerForm):
    """The lines of a case, each begun as a thing that must stay fresh."""

    how_often = ChoiceField(**OFTEN)


class EndForm(Form):
    reason = TextField(
        label=say_lazy("কেন আর লাগবে না", "Why it is no longer kept"),
        max_length=300,
    )


# How many times that a thing was kept stand on its page.
MOST_TIMES = 30
# Rows of the right column of Today; more stand on the list.
MOST_ROWS, MOST_READ = 4, 300


def giver_of(request: StaffRequest) -> Post:
    """The post from which whoever is signed in gives work here."""
    return next(post for post in request.holder.posts if post.office_id == request.office.pk)


def begin_item(request: StaffRequest, form: ItemForm, now: datetime) -> UpkeepItem:
    return actions.begin_item(
        office=request.office,
        given_by=giver_of(request),
        submission=f"{request.office.pk}-{form.cleaned_data['token']}"[:64],
        actor=request.holder.actor,
        now=now,
        **form.facts(),
    )


class BeginItem(OpenAct):
    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        today, sort = now.astimezone(TZ).date(), request.GET.get("sort", "")
        return {"office": request.office, "today": today, "sort": sort}


def end_item(item: UpkeepItem, form: EndForm, actor: Reference, now: datetime) -> None:
    actions.end_item(item, reason=form.cleaned_data["reason"], actor=actor, now=now)


class Time(NamedTuple):
    """One time that a thing was kept: its task, where that stands, and the words of its proof."""

    task: Task
    stands: Any
    proof: str


def times_of(item: UpkeepItem) -> list[Time]:
    """The newest first."""
    tasks = list(Task.objects.with_related().filter(series=item.series_id).order_by("-period")[:MOST_TIMES])
    proofs, now = proof_words(task.pk for task in tasks), timezone.now()
    return [Time(task, task_standing(task, now), proofs.get(task.pk, "")) for task in tasks]


def task_link(time: Time) -> Any:
    return format_html('<a href="{}">{}</a>', reverse("task", args=[time.task.number]), time.stands.words)


def today_of_upkeep(question: TodayQuestion) -> TodayShare:
    """What has grown stale in the office, the stalest first; one statement."""
    version_id = question.count(NEWEST_CALENDAR)
    calendar = calendar_of(version_id) if version_id else None
    rows = living_items(question.office)[:MOST_READ]
    lines = item_lines(question.office, rows, question.now, calendar)
    stale = [line for line in lines if line.fresh.is_stale]
    return TodayShare(
        in_office=[
            AsideRow(line.item.title, reverse("upkeep_item", args=[line.item.pk]), line.words)
            for line in stale[:MOST_ROWS]
        ]
    )


@register
class UpkeepDesk(Desk):
    model = UpkeepItem
    name, names, path = "upkeep_item", "upkeep", "upkeep"
    door = Door(("নিয়মিত হালনাগাদ", "Regular updates"), {"tasks": 30})
    today = (Today(today_of_upkeep, 60),)
    history_words = {"ended": ("শেষ হয়েছে", "Ended")}
    title, subtitle = "title", "sort_and_often"
    list_display = ("last_renewal", "owner", "freshness")
    list_template, page_of_list = "upkeep/list.html", 300
    search_fields = ("title", "address")
    search_words = ("নাম বা ঠিকানা", "Name or address")
    opens = BeginItem(
        ("নতুন কিছু যোগ করুন", "Add something"),
        ItemForm,
        begin_item,
        heading=("যা নিয়মিত হালনাগাদ থাকবে", "To be updated regularly"),
        done=("তালিকায় যোগ হয়েছে।", "It stands in the list now."),
    )
    summary = ("freshness", "address", "owner", "last_renewal", "asked_by", "why_ended")
    parts = (
        Part(
            ("প্রতিবারের প্রমাণ", "Proof of each time"),
            times_of,
            (
                Cell(("কাজ", "Task"), task_link),
                Cell(("প্রমাণ", "Proof"), lambda time: time.proof),
                Cell(("অবস্থা", "State"), lambda time: state_tag(time.stands.look, time.stands.state)),
            ),
        ),
    )
    acts = (
        Act(
            "end",
            ("আর রাখতে হবে না", "No longer kept"),
            EndForm,
            end_item,
            when=lambda item: item.ended_at is None,
            done=("তালিকা থেকে বাদ গেছে।", "It stands in the list no more."),
        ),
    )

    def newest(self, office: Any) -> QuerySet[Any]:
        """Those that are still kept fresh: by the index of just these."""
        return super().newest(office).filter(ended_at__isnull=True)

    def rows(self, office: Office) -> QuerySet[UpkeepItem]:
        return with_renewal(super().rows(office))

    def prepare(self, records: list[Any], office: Office) -> list[Any]:
        """The stalest first; then by the day until which each is fresh."""
        lines = item_lines(office, records, timezone.now())
        for line in lines:
            line.item.line = line  # type: ignore[attr-defined]  # read by what the columns show
        return [line.item for line in lines]

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        """Of the usual things those that nobody keeps yet, where the list is whole."""
        if typed_words(request.GET):
            return {}
        kept = {record.sort for record in records}
        known = sorts(request.office.slug).values()
        return {"suggested": [sort for sort in known if sort.is_suggested and sort.key not in kept]}

    def find(self, office: Office, pk: int) -> Any:
        rows = with_renewal(UpkeepItem.objects.filter(office=office)).select_related("case", "office")
        item: Any = get_object_or_404(rows, pk=pk)
        item.line = item_line(office, item, timezone.now())
        return item

    def caption(self, item: Any) -> Any:
        return self.sort_and_often(item)

    @label("ধরন", "Sort")
    def sort_and_often(self, item: Any) -> str:
        return f"{item.line.sort} · {item.line.how_often}"

    @label("শেষ হালনাগাদ", "Last brought up to date")
    def last_renewal(self, item: Any) -> Any:
        return item.line.renewed

    @label("কে রাখেন", "Kept by")
    def owner(self, item: UpkeepItem) -> str:
        return not_none(item.series.owner_post).title

    @label("অবস্থা", "State")
    def freshness(self, item: Any) -> Any:
        """How fresh it is, and the way to the task that is open."""
        if item.ended_at:
            words: Any = State("আর রাখা হয় না", "No longer kept", "shut")
        elif item.line.fresh.is_stale:
            words = state_tag("late", item.line.words)
        else:
            words = item.line.words
        if not item.line.task:
            return words
        see = say("কাজটি দেখুন", "See the task")
        link = format_html('<a class="small" href="{}">{}</a>', reverse("task", args=[item.line.task]), see)
        return [words, link]

    @label("কোন আবেদন থেকে", "From which case")
    def asked_by(self, item: UpkeepItem) -> Any:
        if item.case is None:
            return None
        number = digits(item.case.number, language())
        return format_html('<a href="{}">{}</a>', reverse("case", args=[item.case.number]), number)

    @label("কেন আর রাখা হয় না", "Why it is no longer kept")
    def why_ended(self, item: UpkeepItem) -> str:
        return item.ended_reason


@for_handlers
@require_http_methods(["GET", "POST"])
def begin_of_case(request: StaffRequest, number: str) -> HttpResponse:
    """The lines of a case become things of their own."""
    cases, now = Case.objects.with_related(), timezone.now()
    case = get_object_or_404(cases, number=number, office=request.office, service__kind="upkeep")
    form = CaseItemsForm(
        *posted_data(request)[:1],
        office=request.office,
        today=now.astimezone(TZ).date(),
        initial={"owner": f"post-{case.post_id}", "how_often": case.answers.get("how_often", "")},
    )
    if form.is_valid():
        with faults_beside(form):
            actions.begin_items_of_case(case, actor=request.holder.actor, now=now, **form.cleaned_data)
            messages.success(request, say("তালিকায় যোগ হয়েছে।", "They stand in the list now."))
            return redirect("case", case.number)
    context = {
        **back_to_case(case),
        "heading": say("প্রতিটি লাইন আলাদা করে হালনাগাদ রাখা", "Keep each line fresh by itself"),
        "about": format_html_join(
            mark_safe("<br>"), "{}", ((mark_languages(line),) for line in actions.lines_of_case(case))
        ),
        "button": say("লিখে রাখুন", "Write it down"),
        "form": form,
        "current": "upkeep",
    }
    return render_form(request, "core/staff_form.html", context)


ITEMS_OF_CASE = CompiledQuery(
    lambda: with_renewal(UpkeepItem.objects.filter(case=CompiledQuery.parameter(0))).order_by("id")
)


def officers_upkeep_part(*, request: StaffRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "upkeep":
        return None
    lines = item_lines(case.office, ITEMS_OF_CASE(case.pk), now)
    may_begin = (
        bool(actions.lines_of_case(case)) and case.is_open and may_handle(request.holder, case.office_id)
    )
    if not lines and not may_begin:
        return None
    return "upkeep/case_part.html", {"case": case, "lines": lines, "may_begin": may_begin}


CASE.add(officers_upkeep_part, order=5)
