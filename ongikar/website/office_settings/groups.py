"""What a group of settings is: its form, what is in force, what a press would change, and keeping that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from ongikar.core.forms.fields import NAMELESS, DayField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post, SettingChange
from ongikar.offices.rules.setting_versions import Data
from ongikar.offices.setting_changes import NewSetting, change_settings
from ongikar.records.words import Words

# By the name of each of its settings, "" where the group is but one.
Settings = Mapping[str, Data]


class SettingsForm(Form):
    """What is asked of every change: from which day, and why."""

    since = DayField(
        label=say_lazy("কবে থেকে", "From which day"),
        missing=say_lazy("কবে থেকে, দিন লিখুন", "Write from which day"),
    )
    reason = TextField(
        label=say_lazy("কেন, বা কোন আদেশে", "Why, or by which order"),
        max_length=SettingChange.MOST_REASON,
        missing=say_lazy("কেন বদলাচ্ছেন, লিখুন", "Write why you change it"),
    )
    # The newest change that the form was filled from.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission = IdempotencyKeyField()
    # The days before today from which a change may still hold: nothing of them is kept already.
    DAYS_BACK: ClassVar = 0
    # What the page shows apart from the group's own fields.
    COMMON: ClassVar = ("since", "reason", "seen", "submission")

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.today = office, today

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        back = (self.today - since).days
        if back > self.DAYS_BACK:
            raise ValidationError(
                say("আজ বা পরের কোনো দিন লিখুন", "Enter today or a later day")
                if not self.DAYS_BACK
                else say("এক বছরের বেশি আগের দিন চলবে না", "A day over a year ago will not do")
            )
        if back < -366:
            raise ValidationError(
                say("এক বছরের মধ্যের দিন লিখুন", "Enter a day within a year from now"),
            )
        return since

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0

    def refuse(self, name: str, words: str) -> None:
        """A fault of one line of several: the list above the form says of which."""
        self.add_error(name, ValidationError(words, NAMELESS))

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.COMMON]

    @property
    def common_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("since", "reason") if name in self.fields]


class TableRow(NamedTuple):
    """A line of a form that is a table: what it is about, and its fields in the order of the headings."""

    title: str
    fields: list[forms.BoundField]


class TableForm(SettingsForm):
    """Asked in a table: a line for each thing, whose fields bear its key."""

    headings: ClassVar[tuple[Words, ...]] = ()

    @property
    def heading_words(self) -> list[str]:
        return [say(*each) for each in self.headings]

    @property
    def rows(self) -> list[TableRow]:
        raise NotImplementedError

    def add(self, name: str, title: str, field: forms.Field) -> None:
        """A field of one line: the list of faults above the form says of which."""
        field.called = f"{title}: {field.label}"  # type: ignore[attr-defined]  # of our fields
        self.fields[name] = field


class ImmediateForm(SettingsForm):
    """Of what holds as soon as it is kept: no day is asked for."""

    since = None  # type: ignore[assignment]  # as Django leaves out a field of the base


class Line(NamedTuple):
    """One thing that a setting says, by its name for people."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    label: str
    before: str
    after: str

    @property
    def words(self) -> str:
        nothing = say("কিছু না", "nothing")
        return say(
            "{label}: {before} → {after}",
            "{label}: {before} → {after}",
            label=self.label,
            before=self.before or nothing,
            after=self.after or nothing,
        )


class SettingsGroup:
    """One page of settings. Subclasses say what is theirs."""

    name: ClassVar[str]
    words: ClassVar[Words]
    about: ClassVar[Words] = ("", "")
    # What else people call it, for the search.
    also: ClassVar[str] = ""
    # None of what is changed on a page of its own, to which `leads_to` leads.
    form_class: ClassVar[type[SettingsForm] | None]
    # How its fields stand on the page, and what it shows beside them.
    fields_template: ClassVar[str] = "website/office_settings/fields.html"
    aside_template: ClassVar[str] = ""

    @property
    def title(self) -> str:
        return say(*self.words)

    @property
    def about_words(self) -> str:
        return say(*self.about)

    @property
    def url(self) -> str:
        return reverse("settings_group", args=[self.name])

    @property
    def is_wide(self) -> bool:
        """Whether its form takes the room beside it, too."""
        return self.form_class is not None and issubclass(self.form_class, TableForm)

    @property
    def is_changed_here(self) -> bool:
        return self.form_class is not None

    @property
    def leads_to(self) -> tuple[str, str]:
        """Address and words of the page where it is changed, where it is none of these."""
        return "", ""

    def summary(self, office: Office, day: date) -> str:
        """In a few words what it says now."""
        raise NotImplementedError

    def current(self, office: Office, day: date) -> Settings:
        """What is in force on a day."""
        raise NotImplementedError

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        """What the fields begin with."""
        return dict(current[""])

    def settings_from(self, form: Any) -> Settings:
        """What a valid form says."""
        raise NotImplementedError

    def lines(self, item: str, data: Data) -> list[Line]:
        """What a setting says, in the language at hand."""
        raise NotImplementedError

    def aside(self, office: Office, form: Any, shown: Settings, day: date) -> dict[str, Any]:
        """What `aside_template` shows, of the settings at hand."""
        return {}

    def changed_lines(self, item: str, before: Data, after: Data) -> list[ChangedLine]:
        was = {line.label: line.words for line in self.lines(item, before)} if before else {}
        becomes = {line.label: line.words for line in self.lines(item, after)} if after else {}
        labels = dict.fromkeys((*becomes, *was))
        return [
            ChangedLine(label, was.get(label, ""), becomes.get(label, ""))
            for label in labels
            if was.get(label, "") != becomes.get(label, "")
        ]

    def keep(
        self,
        office: Office,
        form: Any,
        changes: Sequence[NewSetting],
        *,
        actor: Reference,
        post: Post,
        now: datetime,
    ) -> None:
        """Enter what was changed. Raises SettingFault."""
        change_settings(
            office,
            self.name,
            changes,
            since=form.cleaned_data.get("since") or form.today,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            key=form.cleaned_data["submission"],
            actor=actor,
            post=post,
            now=now,
        )


def new_settings(current: Settings, entered: Settings) -> list[NewSetting]:
    """Those that say something else than is in force."""
    return [
        NewSetting(item, data, current.get(item, {}))
        for item, data in entered.items()
        if dict(current.get(item, {})) != dict(data)
    ]
