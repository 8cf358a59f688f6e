"""What the office sees of the tasks that come again, and does with them: a series is begun, and ended."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import Asker, StaffRequest
from ongikar.records.acts import Act, OpenAct, PressAct
from ongikar.records.desk import Desk
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label

from . import task_list  # noqa: F401 -- registers the list of tasks
from .actions.series import begin_series, end_series
from .forms import SeriesForm
from .models import Series, Task
from .rights import posts_above
from .words import due_words, evidence_words, how_often, origin_words, task_number

RUNNING, ENDED = "running", "ended"
# The newest of its tasks stand on its page; the list of tasks has all.
MOST_TASKS = 50


class BeginSeries(OpenAct):
    """Given by the post of whoever begins it; checked there too, unless they choose another."""

    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        begun = {"check": giver_of(request).pk, "every": 1, "starts_on": now.date()}
        return {"office": request.office, "now": now, "initial": begun}


def giver_of(request: StaffRequest) -> Post:
    return next(post for post in request.holder.posts if post.office_id == request.office.pk)


def begin(request: StaffRequest, form: SeriesForm, now: datetime) -> Series:
    asked = form.cleaned_data
    return begin_series(
        office=request.office,
        title=asked["title"],
        words=asked["words"],
        owner=asked["owner"],
        given_by=giver_of(request),
        check=asked["check"],
        evidence=asked["evidence"],
        rule=asked["rule"],
        starts_on=asked["starts_on"],
        until=asked["until"],
        submission=asked["submission"] or f"desk-{request.holder.user.pk}-{now.timestamp()}",
        actor=request.holder.actor,
        now=now,
    )


def end(series: Series, actor: Reference, now: datetime) -> None:
    end_series(series, actor=actor, now=now)


def tasks_of(series: Series) -> QuerySet[Task]:
    return series.tasks.select_related("clock").order_by("-id")[:MOST_TASKS]


def link_to(task: Task) -> str:
    return format_html('<a href="{}">{}</a>', reverse("task", args=[task.number]), task_number(task.number))


@register
class SeriesDesk(Desk):
    model = Series
    name, names, path = "series", "task_series", "tasks/series"
    place = "tasks"
    title, subtitle = "title", "owner"
    list_display = ("often", "due", "state")
    list_template = "tasks/series.html"
    nothing = ("কোনো নিয়মিত কাজ লেখা নেই।", "No recurring task is entered.")
    summary = (
        *("words", "owner", "often", "due", "starts_on", "until"),
        *("given_by", "check", "evidence", "origin", "state", "ended_at"),
    )
    parts = (
        Part(
            ("যে কাজগুলো এসেছে", "Tasks that came of it"),
            tasks_of,
            (
                Cell(("নম্বর", "Number"), link_to),
                Cell(("শেষ দিন", "Due"), lambda task: task.clock.due_at.date()),
                Cell(("অবস্থা", "State"), lambda task: task.get_state_display()),
            ),
            nothing=("এখনো কোনো কাজ আসেনি।", "No task has come of it yet."),
        ),
    )
    opens = BeginSeries(
        ("নতুন নিয়মিত কাজ", "New recurring task"),
        SeriesForm,
        begin,
        done=(
            "নিয়মিত কাজটি লেখা হয়েছে; দিন এলে নিজে থেকে দেওয়া হবে।",
            "Entered; its tasks come by themselves.",
        ),
        press=("লিখে রাখুন", "Save"),
    )
    acts = (
        PressAct(
            "end",
            ("আর দেবেন না", "End"),
            end,
            when=lambda series: series.ended_at is None,
            done=("আর কোনো নতুন কাজ আসবে না।", "No further task will come of it."),
        ),
    )
    states = {RUNNING: State("চলছে", "Running", "open"), ENDED: State("বন্ধ", "Ended", "shut")}
    history_words = {"ended": ("বন্ধ", "Ended"), "passed": ("দায়িত্ব অন্য পদে গেছে", "Went over to another post")}

    def rows(self, office: Office) -> QuerySet[Series]:
        return super().rows(office).select_related("owner_post", "owner_contact")

    def state_of(self, series: Series) -> str:
        return ENDED if series.ended_at else RUNNING

    def may_do(self, asker: Asker, act: Act, series: Series) -> bool:
        """Whoever gave it, and who stands above."""
        superiors = Post.objects.filter(office=series.office_id).superiors()
        return bool(set(asker.holder.post_ids) & posts_above(series.given_by_id, superiors))

    @label("কার কাজ", "Whose work")
    def owner(self, series: Series) -> str:
        return mark_languages(series.owner.title)

    @label("কত দিন পরপর", "How often")
    def often(self, series: Series) -> str:
        return how_often(series.recurrence)

    @label("শেষ দিন", "Due")
    def due(self, series: Series) -> str:
        return due_words(series.recurrence)

    @label("কে দিয়েছেন", "Given by")
    def given_by(self, series: Series) -> str:
        return series.given_by.title

    @label("কে যাচাই করবেন", "Who checks it")
    def check(self, series: Series) -> str:
        return series.check_post.title if series.check_post else say("যাচাই লাগবে না", "No check needed")

    @label("প্রমাণ চাই", "Proof wanted")
    def evidence(self, series: Series) -> str:
        return evidence_words(series.evidence)

    @label("কোথা থেকে", "From")
    def origin(self, series: Series) -> str:
        return origin_words(series.origin)
