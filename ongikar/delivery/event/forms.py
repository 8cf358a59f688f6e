"""What is written of an event: its programme, its money, and how an awareness class is opened."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    TimeOfDayField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.records.forms import RowForm

from .account import LineAccount
from .models import BudgetLine

# How many empty rows stand below what was written before.
MORE_ROWS, MOST_ROWS = 4, 20


class ProgrammeItem(TypedDict):
    """One line of a programme: at what time (10:30), what, and by whom."""

    at: str
    title: str
    speaker: str


class ProgrammeForm(Form):
    """A row for each item: when, what, by whom. An empty row is left out."""

    def __init__(self, *args: Any, items: Sequence[ProgrammeItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = min(len(items) + MORE_ROWS, MOST_ROWS)
        for row in range(self.count):
            known = items[row] if row < len(items) else None
            self.fields[f"at-{row}"] = TimeOfDayField(
                label=say("{n}. সময়", "{n}. Time", n=row + 1),
                required=False,
                optional_mark=False,
                initial=known["at"] if known else None,
            )
            self.fields[f"title-{row}"] = TextField(
                label=say("{n}. বিষয়", "{n}. Item", n=row + 1),
                required=False,
                optional_mark=False,
                initial=known["title"] if known else "",
            )
            self.fields[f"speaker-{row}"] = TextField(
                label=say("{n}. কে", "{n}. By whom", n=row + 1),
                required=False,
                optional_mark=False,
                initial=known["speaker"] if known else "",
            )

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        return [
            (row + 1, [self[f"{name}-{row}"] for name in ("at", "title", "speaker")])
            for row in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for row in range(self.count):
            at, title = cleaned.get(f"at-{row}"), cleaned.get(f"title-{row}")
            if title and not at and f"at-{row}" not in self.errors:
                self.add_error(f"at-{row}", say("কয়টায়, লিখুন", "Write the time"))
            if (at or cleaned.get(f"speaker-{row}")) and not title and f"title-{row}" not in self.errors:
                self.add_error(f"title-{row}", say("কী হবে, লিখুন", "Write what happens"))
        if not self.errors and not self.items:
            self.add_error("title-0", say("অন্তত একটি বিষয় লিখুন", "Write at least one item"))
        return cleaned

    @property
    def items(self) -> list[ProgrammeItem]:
        given = self.cleaned_data
        return [
            {
                "at": f"{given[f'at-{row}']:%H:%M}",
                "title": given[f"title-{row}"],
                "speaker": given[f"speaker-{row}"],
            }
            for row in range(self.count)
            if given.get(f"title-{row}") and given.get(f"at-{row}")
        ]


class VoucherForm(RowForm):
    line = ChoiceField(
        label=say_lazy("কোন খাতে", "Under which head"),
        choices=[],
        many=True,
    )

    def __init__(self, *args: Any, lines: Sequence[LineAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(each.line.pk): each.line for each in lines}
        self.choice_field("line").choices = [
            ("", say("বেছে নিন", "Choose")),
            # A head is said in the language in which it was written; what is left of it stands above.
            *((str(each.line.pk), each.line.head) for each in lines),
        ]

    def clean_line(self) -> BudgetLine:
        line = self.lines[self.cleaned_data["line"]]
        line.event = self.of  # type: ignore[assignment]  # the record of this form
        return line


class AwarenessForm(Form):
    token = IdempotencyKeyField()
    topic = TextField(
        label=say_lazy("কী নিয়ে ক্লাস", "What the class is about"),
    )
    on = DayField(label=say_lazy("কোন দিন", "Which day"))
    at = TimeOfDayField(label=say_lazy("কয়টায়", "At what time"))
    place = TextField(label=say_lazy("কোথায়", "Where"))
    audience = WholeNumberField(
        label=say_lazy("কতজন আসবেন", "How many will come"),
        least=1,
        most=100_000,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (on := cleaned.get("on")) and not 0 <= (on - self.today).days <= 730:
            self.add_error("on", say("আজ বা সামনের কোনো দিন দিন।", "Give today or a day to come."))
        return cleaned
