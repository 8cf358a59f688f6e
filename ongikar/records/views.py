"""The pages that a Desk hands out: class-based views of a list, a record with what has been done with it, and
an act with its form.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.generic import View

from ongikar.core.db.pages import page_before, read_key
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.i18n.say import say
from ongikar.journal.actions import WORKER
from ongikar.journal.models import Entry as JournalEntry
from ongikar.offices.models import Office
from ongikar.papers.check import PaperFault
from ongikar.people.day_list import act_done
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.people.models import User
from ongikar.people.post_holders import StaffRequest, for_roles

from .acts import Act, ChangeAct, ChangeRowAct, EnterAct, EnterBelowAct, RowAct, StrikeAct
from .filters import PLACE_OF_LIST, Filter, Narrowed
from .forms import StrikeForm
from .last_list import list_address, remember_list
from .list_files import order_list
from .models import ActRow, Record, Row
from .retention import rows_of
from .saved_filters import saved_links, url_to_save

if TYPE_CHECKING:
    from .desk import Desk

ENTERED = ("লেখা হয়েছে", "entered")
STRUCK = ("বাতিল হয়েছে", "struck through")
PUT_RIGHT = ("ঠিক করা হয়েছে", "put right")
BEGUN = ("শুরু", "Begun")
OF_ITSELF = ("নিজে থেকে", "By itself")
USER = "user"
# In the address of the form that strikes a line through, right after it was written.
UNDO = "undo"


class HistoryLine(NamedTuple):
    """`by`: who did it, by name; "" for somebody from outside."""

    at: datetime
    words: str
    by: str


def history_of(desk: "Desk", record: Record, before: int | None, most: int) -> tuple[list[HistoryLine], int]:
    """What was done last, before that entry, and the entry before which the next page begins; 0 for none."""
    entries = JournalEntry.objects.filter(subject_type=record.SUBJECT, subject_id=record.pk).order_by("-id")
    page = page_before(entries, before, most)
    shown = page.rows
    people = User.objects.in_bulk({each.actor_id for each in shown if each.actor_type == USER})
    words = words_of_verbs(desk)
    lines = [
        HistoryLine(each.at, words_of_entry(words, each.verb), name_of_actor(each, people)) for each in shown
    ]
    return lines, page.last.pk if page.last else 0


def name_of_actor(entry: JournalEntry, people: Mapping[int, User]) -> str:
    if entry.actor_type == WORKER[0]:
        return say(*OF_ITSELF)
    person = people.get(entry.actor_id or 0) if entry.actor_type == USER else None
    return person.name if person else ""


def words_of_entry(words: Mapping[str, str], verb: str) -> str:
    """What no declaration says in words stands as the journal has it, and as no language."""
    name = verb.partition(".")[2]
    return words.get(name, name)


def words_of_verbs(desk: "Desk") -> dict[str, str]:
    """By the name of each act after that of the record, in the language at hand: what follows from its rows
    and acts, and what the desk says itself.
    """
    names: dict[type[Row], str] = {}
    for act in desk.acts:
        if isinstance(act, EnterAct | EnterBelowAct):
            names[act.entered if isinstance(act, EnterBelowAct) else act.model] = say(*act.heading)
    found = dict.fromkeys(("opened", "begun"), say(*BEGUN))
    for model in rows_of(desk.model):
        if not issubclass(model, ActRow):
            found[model.VERB] = f"{name_of(model, names)}: {say(*ENTERED)}"
    for act in desk.acts:
        if isinstance(act, StrikeAct):
            found[act.verb] = f"{name_of(act.model, names)}: {say(*STRUCK)}"
        elif isinstance(act, ChangeAct | ChangeRowAct):
            changed: type[Row] = desk.model if isinstance(act, ChangeAct) else act.model
            found[act.verb] = f"{name_of(changed, names)}: {say(*PUT_RIGHT)}"
        elif isinstance(act, EnterAct) and act.act:
            found[act.act] = say(*act.heading)
    if table := desk.model.TRANSITIONS:
        leads = {name: move.target for name, move in table.moves.items()} | dict([table.beginning])
        found |= {
            name: str(desk.states[state]) for name, state in leads.items() if state and state in desk.states
        }
    return found | {name: say(*words) for name, words in desk.history_words.items()}


def name_of(model: type[Row], headings: Mapping[type[Row], str]) -> str:
    """What a row is called: as its model says, else as the form says by which it is entered."""
    name = model._meta.verbose_name
    if isinstance(name, str) and model in headings:
        return headings[model]
    return f"{str(name)[:1].upper()}{str(name)[1:]}"


class DeskView(View):
    """For those who read the records of the desk; only who works with them may send something."""

    desk: Any = None

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        return cls.guard(initkwargs["desk"], initkwargs.get("act"))(super().as_view(**initkwargs))

    @classmethod
    def guard(cls, desk: "Desk", act: Act | None) -> Any:
        """Who may ask for it: a decorator of the view."""
        return for_roles(*desk.handlers, readers=desk.readers | desk.readers_of_some)

    def record_of(self, request: StaffRequest, pk: Any) -> Any:
        """The record, of which whoever asks may read; 404 where there is none, 403 where it is not for
        them.
        """
        record = self.desk.find(request.office, pk)
        if not self.desk.may_read(request, record):
            raise PermissionDenied
        return record


class ChoiceLink(NamedTuple):
    """One choice of a filter, and the list narrowed by it."""

    url: str
    words: str
    figure: str
    is_bad: bool
    is_shown: bool


class FilterChoices(NamedTuple):
    """A filter as its list shows it: words in a row, or a field with its values."""

    filter: Filter
    links: list[ChoiceLink]
    options: list[tuple[str, str]]
    value: str


class RecordList(DeskView):
    """A page of a list, the newest first; the next goes on from the last record of this."""

    http_method_names = ("get", "head")

    def get(self, request: StaffRequest) -> HttpResponse:
        desk, office = self.desk, request.office
        narrowed = desk.narrow(request, request.GET.dict())
        if url := desk.opened_by(request, narrowed):
            return redirect(url)
        mark = request.GET.get(desk.mark_name, "")
        readable = narrowed._replace(rows=desk.rows_for(request, narrowed.rows))
        page = desk.read_page(readable, mark, desk.page_of_list)
        filters = [self.choices_of(each, narrowed, office) for each in desk.list_filter]
        saved = saved_links(request, desk, narrowed)
        context = {
            "desk": desk,
            "table": desk.table(request, narrowed, page),
            "views": [each for each in filters if each.links],
            "fields": [each for each in filters if each.options],
            "narrowed": narrowed,
            "without_words": desk.url_narrowed(narrowed, q=""),
            "file_url": reverse(f"{desk.names}_file"),
            "first_page": desk.url_narrowed(narrowed) if mark else "",
            "next_page": desk.url_narrowed(narrowed, **{desk.mark_name: page.after}) if page.after else "",
            "nothing": desk.nothing_words(narrowed),
            "open_url": desk.open_url(request),
            "takes_list": request.holder.has(office.pk, desk.readers),
            "place_of_list": PLACE_OF_LIST,
            "saved": saved,
            "save_url": url_to_save(request, desk, narrowed, saved),
            "current": desk.place,
            **desk.list_context(request, narrowed, page.records),
        }
        response = render(request, desk.list_template, context)
        remember_list(request, response, desk.names)
        return response

    def choices_of(self, each: Filter, narrowed: Narrowed, office: Office) -> FilterChoices:
        """Each choice with whether it is the one that was chosen; first of them, that none is."""
        desk, value = self.desk, narrowed.asked.get(each.name, "")
        choices = desk.choices_of(each, narrowed, office)
        if not choices:
            return FilterChoices(each, [], [], value)
        if each.is_field:
            options = [("", each.all_label), *((choice.value, choice.words) for choice in choices)]
            return FilterChoices(each, [], options, value)
        links = [
            ChoiceLink(
                desk.url_of_choice(narrowed, each, choice.value),
                choice.words,
                choice.figure,
                choice.is_bad,
                desk.is_chosen(narrowed, each, choice.value),
            )
            for choice in choices
        ]
        return FilterChoices(each, links, [], value)


class ListFile(DeskView):
    """Orders the list as a spreadsheet. Whoever reads the list may take it along."""

    http_method_names = ("post",)

    @classmethod
    def guard(cls, desk: "Desk", act: Act | None) -> Any:
        return for_roles(*desk.readers)

    def post(self, request: StaffRequest) -> HttpResponse:
        return order_list(request, self.desk)


class RecordPage(DeskView):
    """Everything of one record, and what may be done next."""

    http_method_names = ("get", "head")

    def get(self, request: StaffRequest, pk: Any) -> HttpResponse:
        return self.page(request, self.record_of(request, pk))

    def page(self, request: StaffRequest, record: Any, status: int = 200, **more: Any) -> HttpResponse:
        """`more`: for the template, of a page on which something else was pressed."""
        desk, office = self.desk, request.office.pk
        may_change = request.holder.has(office, desk.handlers)
        acts = [
            act
            for act in desk.acts_of(record)
            if request.holder.has(office, act.handlers or desk.handlers) and desk.may_do(request, act, record)
        ]
        context = {
            "desk": desk,
            "record": record,
            "title": desk.title_of(record),
            "caption": desk.caption(record),
            "steps": desk.steps(record),
            "summary": desk.summary_of(record),
            "parts": desk.parts_of(record, may_change=may_change),
            "warning": desk.warning(record),
            "acts": [(act, act.url(desk, record)) for act in acts if act.is_open(record)],
            "shut": [(act, why) for act in acts if (why := act.why_not(record))],
            "may_change": may_change,
            "history_url": desk.history_url(record),
            "current": desk.place,
            **desk.detail_context(request, record, may_change=may_change),
            **more,
        }
        return render(request, desk.detail_template, context, status=status)


class HistoryPage(DeskView):
    """What has been done with a record, and by whom, the last first."""

    http_method_names = ("get", "head")

    def get(self, request: StaffRequest, pk: Any) -> HttpResponse:
        desk = self.desk
        record, before = self.record_of(request, pk), request.GET.get("before", "")
        key = read_key(before)
        lines, following = history_of(desk, record, key, desk.page_of_history)
        context = {
            "desk": desk,
            "title": desk.title_of(record),
            "url": desk.url_of(record),
            "lines": lines,
            "first_page": "?" if key is not None else "",
            "next_page": f"?before={following}" if following else "",
            "current": desk.place,
        }
        return render(request, "records/history.html", context)


class FormPage(DeskView):
    """For those alone who work with the records."""

    http_method_names = ("get", "head", "post")

    @classmethod
    def guard(cls, desk: "Desk", act: Act | None) -> Any:
        return for_roles(*((act.handlers if act else None) or desk.handlers))


@contextmanager
def faults_beside(form: Any) -> Iterator[None]:
    """What stands in the way of an act becomes a fault of the form, beside its field."""
    try:
        yield
    except ActFault as fault:
        add_fault(form, fault)
    except PaperFault as fault:
        form.add_error("paper", say(fault.bn, fault.en))


class OpenPage(FormPage):
    """The form by which a record is begun."""

    @property
    def opens(self) -> Any:
        return self.desk.opens

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if why := self.opens.why_not(request, timezone.now()):
            messages.error(request, why)
            return redirect(self.desk.list_url)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: StaffRequest) -> HttpResponse:
        return self.page(request, self.form(request, timezone.now()))

    def post(self, request: StaffRequest) -> HttpResponse:
        opens, now = self.opens, timezone.now()
        form = self.form(request, now, request.POST, request.FILES)
        if form.is_valid():
            with faults_beside(form):
                made = opens.do(request, form, now)
                if not form.errors:
                    messages.success(request, say(*opens.done))
                    return redirect(opens.url_when_done(self.desk, made))
        return self.page(request, form, status=422)

    def form(self, request: StaffRequest, now: datetime, *sent: Any) -> Any:
        opens = self.opens
        return opens.form(*sent, **opens.form_arguments(request, now))

    def page(self, request: StaffRequest, form: Any, status: int = 200) -> HttpResponse:
        opens = self.opens
        context = {
            "desk": self.desk,
            "form": form,
            "heading": say(*opens.heading),
            "about": opens.about_words,
            "back": self.desk.list_url,
            "back_words": self.desk.list_title,
            "button": opens.press_words,
            "current": self.desk.place,
        }
        return render(request, opens.template, context, status=status)


class ActPage(FormPage):
    """The form of an act. What stands in its way is said beside its field, and nothing that was typed is
    lost.
    """

    act: Any = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.record = self.record_of(request, kwargs["pk"])
        if not self.desk.may_do(request, self.act, self.record):
            raise PermissionDenied
        self.row = None
        if isinstance(self.act, RowAct):
            self.row = self.act.find_row(self.record, kwargs["row"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: StaffRequest, **_: Any) -> HttpResponse:
        act = self.act
        if why := act.why_not(self.record) or (isinstance(act, RowAct) and act.why_not_row(self.row)):
            messages.error(request, why)
            return redirect(self.desk.url_of(self.record))
        form = self.form()
        if UNDO in request.GET and isinstance(form, StrikeForm):
            form.initial.setdefault("reason", say("ভুল করে লেখা হয়েছিল", "Entered by mistake"))
        return self.page(request, form)

    def post(self, request: StaffRequest, **_: Any) -> HttpResponse:
        act: Act = self.act
        form = self.form(request.POST, request.FILES)
        now = timezone.now()
        if self.accept(form):
            with faults_beside(form):
                made = self.do(request, form, now)
                if not form.errors:
                    url = act.url_when_done(self.desk, self.record, self.row or made)
                    if act.in_list:
                        url = list_address(request, self.desk.names)
                    return self.answer(request, made, url)
        return self.page(request, form, status=422)

    def accept(self, form: Any) -> bool:
        """Whether what was sent can be done."""
        return bool(form.is_valid())

    def answer(self, request: StaffRequest, made: Any, url: str) -> HttpResponse:
        """Says how it went and leads on; `made`: what the act returned."""
        words = self.act.done_words(self.record, made)
        if undo := self.undo_url(request, made):
            words = format_html('{} <a href="{}">{}</a>', words, undo, say("ফিরিয়ে নিন", "Undo"))
        return act_done(request, words, url, name=self.desk.title_of(self.record))

    def undo_url(self, request: StaffRequest, made: Any) -> str:
        """Of the form that strikes through the line that was just made, with a reason filled in; "" where
        there is none. The line stays readable, as any that is struck through.
        """
        for act in self.desk.acts:
            if isinstance(act, RowAct) and issubclass(act.form, StrikeForm) and act.is_for(made):
                record = self.record_of(request, self.desk.key_of(self.record))
                if act.is_open(record) and self.desk.may_do(request, act, record):
                    return f"{act.url_of_row(self.desk, record, made)}?{UNDO}=1"
        return ""

    def do(self, request: StaffRequest, form: Any, now: datetime) -> object:
        made: object = self.act.do(self.row or self.record, form, request.holder.actor, now)
        return made

    def form(self, *sent: Any) -> Any:
        arguments = self.act.form_arguments(self.row or self.record, timezone.now())
        return self.act.form(*sent, **arguments)

    def page(self, request: StaffRequest, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        """`more`: for the template, of a view that knows it."""
        context = {
            "desk": self.desk,
            "record": self.record,
            "title": self.desk.title_of(self.record),
            "back": self.desk.url_of(self.record),
            "back_words": self.desk.title_of(self.record),
            "button": self.act.press_words,
            "form": form,
            "heading": say(*self.act.heading),
            "row": self.row,
            "about": self.act.about_words(self.row or self.record),
            "act": self.act,
            "current": self.desk.place,
            **self.act.context(self.row or self.record, timezone.now()),
            **more,
        }
        return render(request, self.act.template, context, status=status)


class SignedPage(ActPage):
    """What is signed: with a second factor shown now or within a quarter of an hour."""

    request: Any

    def form(self, *sent: Any) -> Any:
        form = super().form(*sent)
        form.second_factor = fresh_code_form(self.request, timezone.now())
        return form

    def accept(self, form: Any) -> bool:
        factor = form.second_factor
        if not super().accept(form) or not (factor is None or factor.is_valid()):
            return False
        if factor is not None:
            factor.save()
        return True
