"""What the office sees of its agreements and does with them: the table is taken from the form, signed, and
reported quarter by quarter.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.core.bars import draw_bar
from ongikar.core.forms.figures import figure_words
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.charge import ChargeLine
from ongikar.people.post_holders import StaffRequest
from ongikar.records.acts import BeginAct, ChangeRowAct, EnterAct, EnterBelowAct, PressAct
from ongikar.records.desk import Desk
from ongikar.records.forms import submission_of
from ongikar.records.offers import Charge, Door
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .forms import AgreementForm, ChangedTableForm, LineForm, ValueForm
from .models import Agreement, AgreementAct, AgreementTable, Line, QuarterReading
from .scores import LineProgress, Progress, progress_of, read_progress, score_words, values_words
from .words import FORMS, UNSEEN, fault_words, place_words, unit_words

OPEN_STATES = (transitions.DRAWN_UP, transitions.SIGNED)
OFFICER = frozenset({Post.OFFICER})


class DrawUpAct(BeginAct):
    def begin(self, request: StaffRequest, form: Any, now: datetime) -> Agreement:
        form.instance.submission = submission_of(form.of, form)
        return actions.draw_up(form.instance, form.lines, actor=request.holder.actor, now=now)

    def url_when_done(self, desk: Any, made: Any) -> str:
        return str(desk.url_of(made))


class TakeTableAct(EnterAct):
    def enter(self, record: Any, form: Any, actor: Reference, now: datetime) -> Any:
        form.instance.rows_to_write = form.lines
        return super().enter(record, form, actor, now)


class TypeValueAct(EnterBelowAct):
    def is_for(self, row: Any) -> bool:
        return bool(row.is_typed)


def progress_on(agreement: Any) -> Progress:
    """Read once for a page."""
    if "progress" not in vars(agreement):
        agreement.progress = progress_of(agreement)
    progress: Progress = agreement.progress
    return progress


def lines_on(agreement: Any) -> list[Any]:
    """Each with its progress."""
    lines: list[Any] = []
    for each in progress_on(agreement).lines:
        each.line.progress = each  # type: ignore[attr-defined]  # of the page
        lines.append(each.line)
    return lines


def is_draft(agreement: Agreement) -> bool:
    return agreement.state == transitions.DRAWN_UP


def is_signed(agreement: Agreement) -> bool:
    return agreement.state == transitions.SIGNED


def is_open(agreement: Agreement) -> bool:
    return is_draft(agreement) or is_signed(agreement)


def may_be_signed(agreement: Any) -> Any:
    if not is_draft(agreement):
        return False
    if faults_on(agreement):
        return (
            "ছকের ভুলগুলো ঠিক করার পর স্বাক্ষর লেখা যায়।",
            "It can be signed once the faults of its table are put right.",
        )
    return True


def may_be_read(agreement: Any) -> bool:
    return is_signed(agreement) and any(not each.line.is_typed for each in progress_on(agreement).lines)


def faults_on(agreement: Any) -> list[Any]:
    if "found_faults" not in vars(agreement):
        agreement.found_faults = agreement.faults()
    faults: list[Any] = agreement.found_faults
    return faults


def say_muted(words: Any) -> Any:
    return format_html('<span class="small muted">{}</span>', words)


def indicator_cell(line: Any) -> list[Any]:
    title = format_html("{} {}", place_words(line.place), mark_languages(line.name))
    said = format_html("{} · {}", mark_languages(line.field), mark_languages(line.activity))
    return [title, say_muted(said)]


def unit_cell(line: Any) -> list[Any]:
    return [mark_languages(unit_words(line.unit)), say_muted(line.get_method_display())]


def year_cell(line: Any) -> list[Any]:
    """What the year has come to, and how much of the first column that is."""
    progress: LineProgress = line.progress
    found: list[Any] = [progress.year_words]
    if not line.is_of_dates and progress.year is not None:
        found.append(bar_of(progress))
    return found


def bar_of(progress: LineProgress) -> Any:
    targets = [each for each in progress.line.targets if isinstance(each, Decimal)]
    value = min(Decimal(progress.year.numerator) / progress.year.denominator, max(targets))  # type: ignore[union-attr]
    most = max(targets)
    return draw_bar([("ok", value), ("bg", most - value)], most, marks=targets) if most else ""


def points_cell(line: Any) -> str:
    return say(
        "{weight}-এ {points}",
        "{points} of {weight}",
        points=figure_words(line.progress.points),
        weight=figure_words(line.weight),
    )


def proof_cell(line: Any) -> list[Any]:
    """What will be asked as proof, and whether it is typed without a document."""
    asked = mark_languages(line.proof) if line.proof else say_muted(say("বলা নেই", "Not said"))
    by = [say_muted(mark_languages(line.by_post.title))] if line.by_post else []
    return [asked, *by]


def lines_on_post(post: Post) -> QuerySet[Line]:
    """Of the tables that count, of agreements whose year is not closed."""
    later = AgreementTable.objects.filter(
        agreement=OuterRef("table__agreement"), number__gt=OuterRef("table__number")
    )
    lines = Line.objects.filter(by_post=post, table__agreement__state__in=OPEN_STATES)
    return lines.filter(~Exists(later)).select_related("table__agreement__office").order_by("pk")


def charge_line(line: Line) -> ChargeLine:
    agreement = line.record
    url = reverse("agreement", args=[agreement.pk])
    return ChargeLine(place_words(line.place), line.name, url=url)


SET = ChangeRowAct(
    Line,
    "line",
    "line_set",
    ("কার, কীভাবে", "Who and how"),
    asks=("measure", "by_post"),
    form=LineForm,
    when=is_open,
)
TYPE_VALUE = TypeValueAct(
    Line,
    QuarterReading,
    "value",
    ("অর্জন লিখুন", "Enter a result"),
    asks=("quarter", "value", "reached_on", "proof"),
    form=ValueForm,
    when=is_signed,
)


@register
class AgreementDesk(Desk):
    model = Agreement
    name, names, path, place = "agreement", "agreements", "agreements", "agreements"
    door = Door(("কর্মসম্পাদন চুক্তি", "Agreements"), {"tasks": 38})
    charges = (
        Charge(
            "agreements",
            ("কর্মসম্পাদন চুক্তির সূচক", "Indicators of performance agreements"),
            lines_on_post,
            charge_line,
            53,
            verb="line_set",
            column="by_post",
        ),
    )
    title = "title_words"
    list_display = ("score", "state")
    nothing = (
        "কোনো কর্মসম্পাদন চুক্তি লেখা নেই। সেকশন ৩-এর ছকটি কপি করে আনলেই হয়।",
        "There is no performance agreement. Copy the table of its section 3 to begin.",
    )
    has_papers = True
    detail_template = "agreements/agreement.html"
    opens = DrawUpAct(
        Agreement,
        transitions.DRAW_UP,
        ("চুক্তি বা পরিকল্পনা যোগ করুন", "Add an agreement or workplan"),
        asks=("form", "year"),
        form=AgreementForm,
        done=("ছকটি নেওয়া হয়েছে।", "The table is taken."),
        press=("ছকটি নিন", "Take the table"),
    )
    summary = ("score", "signature", "why_dropped")
    states = {
        transitions.DRAWN_UP: State(*transitions.STATE_WORDS[transitions.DRAWN_UP]),
        transitions.SIGNED: State(*transitions.STATE_WORDS[transitions.SIGNED], "done"),
        transitions.CLOSED: State(*transitions.STATE_WORDS[transitions.CLOSED], "shut"),
        transitions.DROPPED: State(*transitions.STATE_WORDS[transitions.DROPPED], "shut"),
    }
    way = (transitions.DRAWN_UP, transitions.SIGNED, transitions.CLOSED)
    off_way = frozenset({transitions.DROPPED})
    parts = (
        Part(
            ("সূচক", "Indicators"),
            lines_on,
            (
                Cell(("সূচক", "Indicator"), indicator_cell),
                Cell(("একক ও পদ্ধতি", "Unit and method"), unit_cell),
                Cell(("লক্ষ্যমাত্রা ১০০–৬০", "Targets 100–60"), lambda line: values_words(line.targets)),
                Cell(("চার কোয়ার্টার", "Four quarters"), lambda line: values_words(line.progress.quarters)),
                Cell(("বছরে", "Year"), year_cell),
                Cell(("প্রাপ্ত মান", "Points"), points_cell),
                Cell(("প্রমাণক", "Proof"), proof_cell),
            ),
            nothing=("কোনো সূচক নেই।", "There is no indicator."),
            acts=(TYPE_VALUE, SET),
        ),
    )
    acts = (
        EnterAct(
            AgreementAct,
            transitions.SIGN,
            ("স্বাক্ষর লিখুন", "Enter the signature"),
            asks=("on", "with_whom"),
            act=transitions.SIGN,
            when=may_be_signed,
            is_usual=True,
            handlers=OFFICER,
            done=("স্বাক্ষর লেখা হয়েছে।", "The signature is entered."),
        ),
        PressAct(
            "read",
            ("হিসাব থেকে গুনুন", "Compute from the records"),
            lambda record, actor, now: actions.read_measures(record, actor=actor, now=now),
            when=may_be_read,
            done=("নথি থেকে গোনা হয়েছে।", "Computed from the records."),
        ),
        TakeTableAct(
            AgreementTable,
            "table",
            ("ছকটি আবার নিন", "Take the table again"),
            asks=("why",),
            form=ChangedTableForm,
            when=is_open,
            done=("ছকটি নেওয়া হয়েছে।", "The table is taken."),
            press=("ছকটি নিন", "Take the table"),
        ),
        EnterAct(
            AgreementAct,
            transitions.CLOSE,
            ("বছরের হিসাব শেষ করুন", "Close the year"),
            asks=("words",),
            act=transitions.CLOSE,
            when=lambda agreement: is_signed(agreement) and is_year_over(agreement),
            handlers=OFFICER,
            done=("বছরের হিসাব শেষ।", "The year is closed."),
        ),
        EnterAct(
            AgreementAct,
            transitions.DROP,
            ("খসড়াটি বাদ দিন", "Drop the draft"),
            asks=("words",),
            act=transitions.DROP,
            when=is_draft,
            handlers=OFFICER,
            done=("খসড়াটি বাদ গেছে।", "The draft is dropped."),
        ),
        SET,
        TYPE_VALUE,
    )
    history_words = {
        **transitions.ACT_WORDS,
        "table_taken": ("ছক নেওয়া হয়েছে", "The table was taken"),
        "reading_typed": ("একটি সূচকের অর্জন লেখা হয়েছে", "A result was entered"),
        "read": ("নথি থেকে গোনা হয়েছে", "Computed from the records"),
        "quarter_begun": ("কোয়ার্টার শুরু, কাজ দেওয়া হয়েছে", "A quarter began; tasks were given"),
        "line_set": ("একটি সূচকের দায়িত্ব বা মাপ বদলেছে", "Who or how of an indicator was changed"),
    }

    def prepare(self, agreements: list[Any], office: Office) -> list[Any]:
        for each, progress in zip(agreements, read_progress(agreements), strict=True):
            each.progress = progress
        return agreements

    def detail_context(self, request: StaffRequest, record: Any, *, may_change: bool) -> dict[str, Any]:
        full = figure_words(record.full)
        faults = [fault_words(each, full) for each in faults_on(record)] if is_draft(record) else []
        return {"agreement": record, "faults": faults, "is_unseen": record.form in UNSEEN}

    @label("চুক্তি", "Agreement")
    def title_words(self, agreement: Any) -> str:
        return str(agreement.title)

    @label("যে মান পাওয়া গেছে", "Score so far")
    def score(self, agreement: Any) -> str:
        return score_words(progress_on(agreement))

    @label("স্বাক্ষর", "Signature")
    def signature(self, agreement: Any) -> Any:
        act = next((each for each in agreement.acts.all() if each.name == transitions.SIGN), None)
        return [act.on, mark_languages(act.with_whom)] if act else None

    @label("কেন বাদ", "Why it was dropped")
    def why_dropped(self, agreement: Any) -> str:
        acts = (act.words for act in agreement.acts.all() if act.name == transitions.DROP)
        return next(acts, "")

    def named_by(self) -> str:
        return "form"

    def name_words(self, value: Any) -> str:
        return str(FORMS[value])


def is_year_over(agreement: Agreement) -> bool:
    return fiscal_year(timezone.localdate(timezone.now(), TZ)) > agreement.year
