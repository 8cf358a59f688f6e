"""What may be done with a record: each act with its form, its button and the sentence for why it is not open
now.
"""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.people.post_holders import StaffRequest

from .actions import change, open_once, perform, strike
from .forms import RowForm, StrikeForm, row_form, submission_of
from .models import ActRow, Record, ReplacingEntry, Row, RowOfRecord, Strikable
from .words import Words

WRITTEN = ("লেখা হয়েছে।", "Written down.")
# Whether an act is open: yes, no, or why not.
Answer = bool | Words
When = Callable[[Any], Answer]


class Act:
    """One act, with a page of its own that asks for what it needs.

    `name`: in its address, below that of the record; or `at` is, such as `lines/<int:row>/change/`.
    `button`, `heading`: its words; the heading is the button's where none is given. `form`: made with `data`,
    `files` and what `form_arguments` says. `do(record, form, actor, now)` raises ActFault. `when(record)`:
    whether it may be done now, or why not. `is_usual`: what most often comes next. `about`: what has to be
    known before its form is filled in. `press`: on the button below it. `handlers`: the roles that do it,
    where it is not those who work with the record.
    """

    # Whether the desk gives it an address; what stands elsewhere is only led to.
    has_page = True
    # Whether its button does it, since nothing is asked; and whether it stands in the list, too.
    is_pressed = False
    in_list = False
    template = "records/act.html"
    # The view of its page where that is unlike others.
    page: type[Any] | None = None

    def __init__(
        self,
        name: str,
        button: Words,
        form: type[BaseForm],
        do: Callable[[Any, Any, Reference, datetime], object],
        *,
        heading: Words | None = None,
        when: When | None = None,
        done: Words = WRITTEN,
        is_usual: bool = False,
        at: str = "",
        about: Words | Callable[[Any], Words] = ("", ""),
        press: Words = ("লিখে রাখুন", "Write it down"),
        handlers: frozenset[str] | None = None,
    ) -> None:
        self.name, self.button, self.heading, self.form = name, button, heading or button, form
        self.do, self.when, self.done, self.is_usual = do, when, done, is_usual
        self.at, self.about, self.press, self.handlers = at or f"{name}/", about, press, handlers

    def is_likely(self, record: Any) -> bool:
        """Whether it is offered in the list, once it is open."""
        return self.is_usual

    @property
    def button_words(self) -> str:
        return say(*self.button)

    @property
    def press_words(self) -> str:
        """On the button below its form."""
        return say(*self.press)

    def about_words(self, record: Any) -> str:
        words = self.about(record) if callable(self.about) else self.about
        return say(*words) if any(words) else ""

    def url(self, desk: Any, record: Record) -> str:
        return reverse(f"{desk.name}_{self.name}", args=[desk.key_of(record)])

    def answer(self, record: Record) -> Answer:
        return True if self.when is None else self.when(record)

    def is_open(self, record: Record) -> bool:
        return self.answer(record) is True

    def why_not(self, record: Record) -> str:
        """A sentence; "" where it is open, or where nobody would look for it."""
        answer = self.answer(record)
        return say(*answer) if isinstance(answer, tuple) else ""

    def form_arguments(self, record: Record, now: datetime) -> dict[str, Any]:
        return {}

    def context(self, record: Any, now: datetime) -> dict[str, Any]:
        """What a template of its own needs beyond its form."""
        return {}

    def done_words(self, record: Any, made: Any) -> str:
        """`made`: what `do` returned."""
        return say(*self.done)

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        """`row`: the line with which it was done; of an act of the record what `do` returned."""
        return desk.url_of(record)


class PressAct(Act):
    """Asks nothing: its button stands on the page of the record and does it. `in_list`: there, too, and then
    the list is shown again.
    """

    is_pressed = True

    def __init__(
        self,
        name: str,
        button: Words,
        do: Callable[[Any, Reference, datetime], object],
        *,
        in_list: bool = False,
        **more: Any,
    ) -> None:
        self.in_list = in_list
        super().__init__(name, button, Form, lambda of, form, actor, now: do(of, actor, now), **more)

    @property
    def press_words(self) -> str:
        return self.button_words


class RowAct(Act):
    """An act of a line of the record, at an address with the line's key. Its form is made for the line and
    `do` is handed it in place of the record.
    """

    # The column by which an address names the line: a number, of which a record has each once.
    key = "pk"
    # Of whatever model the lines are; those that belong to the record by a column of theirs are found by it.
    model: type[Any]

    def __init__(
        self,
        model: type[Row],
        name: str,
        button: Words,
        form: type[BaseForm],
        do: Callable[[Any, Any, Reference, datetime], object],
        *,
        at: str = "",
        **more: Any,
    ) -> None:
        super().__init__(name, button, form, do, at=at or f"{name}/<int:row>/", **more)
        self.model: Any = model

    def url_of_row(self, desk: Any, record: Record, row: Row) -> str:
        return reverse(f"{desk.name}_{self.name}", args=[desk.key_of(record), getattr(row, self.key)])

    def is_for(self, row: Any) -> bool:
        """Whether it can be done with the line, where it is open for the record."""
        return isinstance(row, self.model)

    def about_words(self, row: Any) -> str:
        return str(row.in_words())

    def why_not_row(self, row: Any) -> str:
        """A sentence for whoever asks for its form of a line with which it cannot be done now."""
        return ""

    def rows_of(self, record: Record) -> Any:
        """The lines of which it may be asked for."""
        return self.model.objects.filter(**{self.model.PARENT: record}).select_related(self.model.PARENT)

    def find_row(self, record: Record, row: Any) -> Any:
        """The line that an address names; 404 for any other."""
        return get_object_or_404(self.rows_of(record), **{self.key: row})


class OpenAct:
    """Begins a record from the list. `form` is made with what is sent and `form_arguments`;
    `do(request, form, now)` raises ActFault; afterwards the list is shown, unless `url_when_done` says
    otherwise. `about` and `press` as of any act.
    """

    template = "records/open.html"

    def __init__(
        self,
        button: Words,
        form: type[BaseForm],
        do: Callable[[StaffRequest, Any, datetime], object],
        *,
        heading: Words | None = None,
        done: Words = WRITTEN,
        about: Words = ("", ""),
        press: Words = ("লিখে রাখুন", "Write it down"),
    ) -> None:
        self.button, self.heading, self.form, self.do, self.done = button, heading or button, form, do, done
        self.about, self.press = about, press

    @property
    def button_words(self) -> str:
        return say(*self.button)

    @property
    def about_words(self) -> str:
        return say(*self.about) if any(self.about) else ""

    @property
    def press_words(self) -> str:
        return say(*self.press)

    def why_not(self, request: StaffRequest, now: datetime) -> str:
        """A sentence where none can be begun now."""
        return ""

    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        return {}

    def url_when_done(self, desk: Any, made: Any) -> str:
        """`made`: what `do` returned."""
        return desk.list_url


class BeginAct(OpenAct):
    """Begins a record of the office from its own columns, of which `asks` are asked, once by the key of its
    form. `verb`: under which the journal tells of it.
    """

    def __init__(
        self,
        model: type[Record],
        verb: str,
        button: Words,
        *,
        asks: Iterable[str] | None = None,
        form: type[RowForm] = RowForm,
        **more: Any,
    ) -> None:
        super().__init__(button, row_form(model, asks, form), self.begin, **more)
        self.model, self.verb = model, verb

    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        return {"instance": self.model(office=request.office), "of": request.office}

    def begin(self, request: StaffRequest, form: RowForm, now: datetime) -> Record:
        form.instance.submission = submission_of(form.of, form)
        return open_once(form.instance, self.verb, actor=request.holder.actor, now=now)


class EnterAct(Act):
    """Enters a row of the record (`records.actions.perform`). `asks`: its columns where not all are asked.
    `act`: of a row of a table of acts, which it is.
    """

    def __init__(
        self,
        model: type[RowOfRecord],
        name: str,
        button: Words,
        *,
        asks: Iterable[str] | None = None,
        form: type[RowForm] = RowForm,
        act: str = "",
        **more: Any,
    ) -> None:
        super().__init__(name, button, row_form(model, asks, form), self.enter, **more)
        self.model, self.act = model, act

    def form_arguments(self, record: Record, now: datetime) -> dict[str, Any]:
        row = self.model()
        if "__" not in self.model.PARENT:
            setattr(row, self.model.PARENT, record)
        if isinstance(row, ActRow):
            row.name = self.act
        return {"instance": row, "of": record, "replaces": self.replaces(record)}

    def replaces(self, record: Record) -> bool | None:
        """Whether what is entered strikes something through; None: that depends on what it will be."""
        if not issubclass(self.model, ReplacingEntry):
            return False
        if self.model.SORTS:
            return None
        return self.model.objects.filter(**{self.model.PARENT: record}, struck_at__isnull=True).exists()

    def enter(self, record: Record, form: RowForm, actor: Reference, now: datetime) -> RowOfRecord:
        return perform(record, form.instance, actor=actor, now=now, **form.arguments())


class EnterBelowAct(RowAct):
    """Enters a row below a line of the record, from the line: a `model`, of which `asks` are asked."""

    def __init__(
        self,
        line: type[RowOfRecord],
        model: type[RowOfRecord],
        name: str,
        button: Words,
        *,
        asks: Iterable[str] | None = None,
        form: type[RowForm] = RowForm,
        **more: Any,
    ) -> None:
        super().__init__(line, name, button, row_form(model, asks, form), self.enter, **more)
        self.entered = model

    def form_arguments(self, line: Any, now: datetime) -> dict[str, Any]:
        row = self.entered()
        setattr(row, self.entered.PARENT.partition("__")[0], line)
        return {"instance": row, "of": line.record}

    def enter(self, line: Any, form: RowForm, actor: Reference, now: datetime) -> RowOfRecord:
        return perform(line.record, form.instance, actor=actor, now=now, **form.arguments())


class PutRight:
    """What an act has that puts columns of a row right: those which it asks for."""

    verb: str
    asks: tuple[str, ...]

    def form_arguments(self, row: Any, now: datetime) -> dict[str, Any]:
        # A copy: what is refused is not what the page says of it.
        return {"instance": copy(row), "of": row.record}

    def put_right(self, row: Any, form: RowForm, actor: Reference, now: datetime) -> None:
        said = {name: form.cleaned_data[name] for name in self.asks}
        change(form.instance, self.verb, actor=actor, now=now, **said)


class ChangeAct(PutRight, Act):
    """Puts columns of the record right. `verb`: under which the journal tells of it."""

    def __init__(
        self,
        model: type[Record],
        name: str,
        verb: str,
        button: Words,
        *,
        asks: Iterable[str],
        form: type[RowForm] = RowForm,
        **more: Any,
    ) -> None:
        self.verb, self.asks = verb, tuple(asks)
        Act.__init__(self, name, button, row_form(model, self.asks, form), self.put_right, **more)


class ChangeRowAct(PutRight, RowAct):
    """Puts columns of a line of the record right, from the line."""

    def __init__(
        self,
        model: type[RowOfRecord],
        name: str,
        verb: str,
        button: Words,
        *,
        asks: Iterable[str],
        form: type[RowForm] = RowForm,
        **more: Any,
    ) -> None:
        self.verb, self.asks = verb, tuple(asks)
        RowAct.__init__(self, model, name, button, row_form(model, self.asks, form), self.put_right, **more)


class StrikeAct(RowAct):
    """Strikes a line of the record through, from the line. `verb`: under which the journal tells of it."""

    def __init__(
        self, model: type[Strikable], name: str, verb: str, *, form: type[Form] = StrikeForm, **more: Any
    ) -> None:
        more.setdefault("done", ("লেখাটি বাতিল হয়েছে।", "The line is struck through."))
        super().__init__(model, name, ("বাতিল করুন", "Strike through"), form, self.strike_row, **more)
        self.verb = verb

    @property
    def press_words(self) -> str:
        return self.button_words

    def is_for(self, row: Any) -> bool:
        return isinstance(row, Strikable) and not row.is_struck

    def strike_row(self, row: Strikable, form: Form, actor: Reference, now: datetime) -> None:
        strike(row, self.verb, reason=form.cleaned_data["reason"], actor=actor, now=now)
