"""The desk of a book whose lines are each a record: entered by the office or of themselves, struck through
where they are wrong.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.html import format_html

from ongikar.journal.actions import Reference

from .actions import ENTERED, STRUCK, strike
from .acts import Act
from .desk import Desk
from .forms import StrikeForm
from .lines import Line
from .words import State, label


def strike_line(line: Any, form: StrikeForm, actor: Reference, now: datetime) -> None:
    strike(line, STRUCK, reason=form.cleaned_data["reason"], actor=actor, now=now)


STRIKE_LINE = Act(
    "strike",
    ("বাতিল করুন", "Strike through"),
    StrikeForm,
    strike_line,
    when=lambda line: not line.is_struck,
    done=("বাতিল করা হয়েছে; লেখাটি কাটা অবস্থায় থাকবে।", "Struck through."),
    about=lambda line: (line.in_words(), line.in_words()),
    press=("বাতিল করুন", "Strike through"),
)


class BookDesk(Desk):
    acts: Sequence[Act] = (STRIKE_LINE,)
    history_words = {ENTERED: ("লেখা হয়েছে", "Entered"), STRUCK: ("বাতিল হয়েছে", "Struck through")}

    def line_of(self, record: Any) -> Line:
        line = super().line_of(record)
        return line._replace(title=format_html("<s>{}</s>", line.title)) if record.is_struck else line

    @label("অবস্থা", "State")
    def why_struck(self, record: Any) -> Any:
        return [State("বাতিল", "Struck", "shut"), record.struck_reason] if record.is_struck else None
