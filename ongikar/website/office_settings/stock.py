"""Alarms of the stock: how many of each spare part the office wants to have at least."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import transaction

from ongikar.core.forms.fields import WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.offices.rules.setting_versions import Data
from ongikar.offices.setting_changes import NewSetting
from ongikar.places.actions.parts import change_part
from ongikar.places.models import Part

from .groups import ImmediateForm, Line, Settings, SettingsGroup, TableForm, TableRow

# More stand on the list of the stock itself, each with a page of its own.
MOST_SHOWN = 100
MOST_LEAST = 100_000


def parts_of(office: Office) -> list[Part]:
    return list(Part.objects.filter(office=office).in_use()[:MOST_SHOWN])


class StockForm(ImmediateForm, TableForm):
    headings: ClassVar = (("যন্ত্রাংশ", "Part"), ("অন্তত কতটি থাকা চাই", "Warn when fewer than"))

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, office=office, **kwargs)
        self.parts = parts_of(office)
        for part in self.parts:
            label = say_lazy("অন্তত কতটি থাকা চাই", "Warn when fewer than")
            field = WholeNumberField(label=label, most=MOST_LEAST, required=False, optional_mark=False)
            self.add(str(part.pk), part.name, field)

    @property
    def note(self) -> str:
        return say(
            "এর চেয়ে কমলে আজকের পাতায় খবর আসে। খালি বা ০: খবর লাগবে না।",
            "Today says when there are fewer. Empty or 0: no warning.",
        )

    @property
    def rows(self) -> list[TableRow]:
        return [
            TableRow(
                say("{name} (আছে {n})", "{name} ({n} in stock)", name=part.name, n=part.in_stock),
                [self[str(part.pk)]],
            )
            for part in self.parts
        ]


class StockGroup(SettingsGroup):
    name = "stock"
    words = ("মজুতের সতর্কতা", "Stock alarms")
    also = "স্টক যন্ত্রাংশ কমে গেলে টোনার মালামাল stock alarm low parts toner minimum"
    form_class = StockForm
    fields_template = "website/office_settings/table.html"

    def summary(self, office: Office, day: date) -> str:
        return say("যন্ত্রাংশ কমে এলে", "When a part runs low")

    def current(self, office: Office, day: date) -> Settings:
        return {str(part.pk): part_data(part, part.least) for part in parts_of(office)}

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return {key: said["least"] or None for key, said in current.items()}

    def settings_from(self, form: StockForm) -> Settings:
        return {str(part.pk): part_data(part, form.cleaned_data[str(part.pk)] or 0) for part in form.parts}

    def lines(self, item: str, data: Data) -> list[Line]:
        words = (
            say("{n}টির কম হলে", "fewer than {n}", n=data["least"]) if data["least"] else say("নেই", "none")
        )
        return [Line(say(data["bn"], data["en"]), words)]

    def keep(
        self,
        office: Office,
        form: StockForm,
        changes: Sequence[NewSetting],
        *,
        actor: Reference,
        post: Post,
        now: datetime,
    ) -> None:
        parts = {str(part.pk): part for part in form.parts}
        with transaction.atomic():
            super().keep(office, form, changes, actor=actor, post=post, now=now)
            for each in changes:
                change_part(parts[each.item], least=each.data["least"], is_kept=True, actor=actor, now=now)


def part_data(part: Part, least: int) -> dict[str, Any]:
    return {"bn": part.name_bn, "en": part.name_en, "least": least}
