"""Urgent numbers: whom to call in an urgent matter, in its advice and at the foot of public pages."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.cases.urgent import find_advice
from ongikar.core import cache_version
from ongikar.core.forms.fields import CheckboxField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.number_formats import phone_of
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.offices.rules.setting_versions import Data
from ongikar.offices.setting_changes import NewSetting

from .fields import TelephoneField
from .groups import ImmediateForm, Line, Settings, SettingsGroup, TableForm, TableRow

FOOT = "foot"
# So many may be added at once.
MORE_ROWS = 2
OPTIONAL: dict[str, Any] = {"required": False, "optional_mark": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the form: of the advice under a key or of the foot, and which place it has there."""

    where: str
    place: int

    def field(self, name: str) -> str:
        return f"{self.where}-{self.place}-{name}"


class UrgentForm(ImmediateForm, TableForm):
    headings = (
        ("কোথায় দেখা যায়", "Where it is shown"),
        ("কার, বাংলায়", "Whose, in Bangla"),
        ("কার, ইংরেজিতে", "Whose, in English"),
        ("নম্বর", "Number"),
        ("মিলিয়ে দেখা", "Checked"),
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, office=office, **kwargs)
        self.lines = list(asked_lines(office))
        for line in self.lines:
            title = where_words(office, line.where)
            self.add(
                line.field("name_bn"),
                title,
                TextField(label=say_lazy("কার, বাংলায়", "Whose, in Bangla"), **OPTIONAL),
            )
            self.add(
                line.field("name_en"),
                title,
                TextField(label=say_lazy("কার, ইংরেজিতে", "Whose, in English"), **OPTIONAL),
            )
            self.add(
                line.field("number"), title, TelephoneField(label=say_lazy("নম্বর", "Number"), **OPTIONAL)
            )
            if line.where != FOOT:
                checked = CheckboxField(label=say_lazy("মিলিয়ে দেখা", "Checked"))
                self.add(line.field("confirmed"), title, checked)

    @property
    def note(self) -> str:
        return say(
            "নাম মুছে দিলে সারিটি বাদ যায়। নম্বর মিলিয়ে না দেখা পর্যন্ত পাতায় তা-ই লেখা থাকে।",
            "A line whose name is emptied is left out. Until a number is checked the pages say so.",
        )

    @property
    def rows(self) -> list[TableRow]:
        names = ("name_bn", "name_en", "number", "confirmed")
        return [
            TableRow(
                where_words(self.office, line.where),
                [self[line.field(name)] for name in names if line.field(name) in self.fields],
            )
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for line in self.lines:
            name, number = said.get(line.field("name_bn")), said.get(line.field("number"))
            if number and not name:
                self.refuse(line.field("name_bn"), say("নম্বরটি কার, লিখুন", "Write whose number it is"))
            elif (
                name
                and not number
                and not has_note(self.office, line)
                and line.field("number") not in self.errors
            ):
                self.refuse(line.field("number"), say("নম্বর লিখুন", "Write the number"))
        for advice in self.office.urgent:
            if not any(said.get(line.field("name_bn")) for line in self.lines if line.where == advice["key"]):
                first = next(line for line in self.lines if line.where == advice["key"])
                if first.field("name_bn") not in self.errors:
                    self.refuse(first.field("name_bn"), say("অন্তত একজনের নাম রাখুন", "Keep at least one"))
        return said


def asked_lines(office: Office) -> Iterator[Asked]:
    for advice in office.urgent:
        for place in range(len(advice["contacts"])):
            yield Asked(advice["key"], place)
    for place in range(len(office.foot_numbers) + MORE_ROWS):
        yield Asked(FOOT, place)


def where_words(office: Office, where: str) -> str:
    if where == FOOT:
        return say("সব পাতার নিচে", "At the foot of all pages")
    advice = find_advice(office, where)
    return advice.title if advice else where


def contact_of(office: Office, line: Asked) -> dict[str, Any]:
    rows = (
        office.foot_numbers
        if line.where == FOOT
        else next(each["contacts"] for each in office.urgent if each["key"] == line.where)
    )
    return dict(rows[line.place]) if line.place < len(rows) else {}


def has_note(office: Office, line: Asked) -> bool:
    """Whether it says how the number is found: then none need be written."""
    return bool(contact_of(office, line).get("note_bn"))


class UrgentGroup(SettingsGroup):
    name = "urgent"
    words = ("জরুরি নম্বর", "Urgent numbers")
    about = (
        "জরুরি পরামর্শে, রসিদে ও সব পাতার নিচে যে নম্বরগুলো থাকে।",
        "The numbers in the advice for urgent matters, on receipts, and at the foot of all public pages.",
    )
    also = "হেল্পলাইন হটলাইন ৯৯৯ ৩৩৩ ১০৯ সাইবার পুলিশ emergency helpline hotline 999 333 police phone"
    form_class = UrgentForm
    fields_template = "website/office_settings/table.html"

    def summary(self, office: Office, day: date) -> str:
        count = len(office.foot_numbers) + sum(
            bool(each.get("number")) for advice in office.urgent for each in advice["contacts"]
        )
        return say("{n}টি", "{n} [number|numbers]", n=count)

    def current(self, office: Office, day: date) -> Settings:
        return {"": {"urgent": office.urgent, FOOT: office.foot_numbers}}

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return {
            line.field(name): value
            for line in asked_lines(office)
            for name, value in contact_of(office, line).items()
        }

    def settings_from(self, form: UrgentForm) -> Settings:
        said, urgent = form.cleaned_data, deepcopy(form.office.urgent)

        def contact(line: Asked) -> dict[str, Any]:
            kept = contact_of(form.office, line)
            kept |= {name: said[line.field(name)] for name in ("name_bn", "name_en")}
            kept["name_en"] = kept["name_en"] or kept["name_bn"]
            if number := said[line.field("number")]:
                kept["number"] = number
            else:
                kept.pop("number", None)
            if line.where != FOOT and (number or "confirmed" in kept):
                kept["confirmed"] = said[line.field("confirmed")]
            return kept

        def contacts(where: str) -> list[dict[str, Any]]:
            lines = [line for line in form.lines if line.where == where]
            return [contact(line) for line in lines if said[line.field("name_bn")]]

        for advice in urgent:
            advice["contacts"] = contacts(advice["key"])
        return {"": {"urgent": urgent, FOOT: contacts(FOOT)}}

    def lines(self, item: str, data: Data) -> list[Line]:
        groups = [*((each["contacts"]) for each in data.get("urgent", ())), data.get(FOOT, ())]
        return [
            Line(say(each["name_bn"], each["name_en"]), number_words(each))
            for rows in groups
            for each in rows
        ]

    def keep(
        self,
        office: Office,
        form: UrgentForm,
        changes: Sequence[NewSetting],
        *,
        actor: Reference,
        post: Post,
        now: datetime,
    ) -> None:
        with transaction.atomic():
            super().keep(office, form, changes, actor=actor, post=post, now=now)
            for each in changes:
                office.urgent, office.foot_numbers = each.data["urgent"], each.data[FOOT]
                office.save(update_fields=["urgent", "foot_numbers"])
            cache_version.invalidate()


def number_words(contact: dict[str, Any]) -> str:
    number = contact.get("number", "")
    if not number:
        return say("নম্বর ছাড়া", "without a number")
    unsure = "" if contact.get("confirmed", True) else say(" (মিলিয়ে দেখা হয়নি)", " (not checked)")
    return f"{phone_of(number)}{unsure}"
