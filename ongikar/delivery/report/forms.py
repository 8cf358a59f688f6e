"""What an officer writes to begin a reply, or a return that comes by itself."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from ongikar.charter.models import Service
from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    Field,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.people.models import Contact
from ongikar.tasks.actions.series import BEFORE_THE_OFFICE
from ongikar.tasks.models import Task
from ongikar.tasks.rules import (
    DATE,
    FISCAL_YEAR,
    HALF_YEAR,
    MONTH,
    QUARTER,
    WEEK,
    WORKING_DAY,
    DayRule,
    Recurrence,
)

from .returns import UNIT_WORDS

MOST_CONTACTS = 500
# So late in a period no return is due: it would be the next one's.
MOST_NTH = {WEEK: 5, MONTH: 25, QUARTER: 60, HALF_YEAR: 90, FISCAL_YEAR: 120}


class ItemsField(Field, forms.MultipleChoiceField):
    """Several of a list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list")
        self.nameless |= {"invalid_choice"}


class BeginReplyForm(Form):
    items = ItemsField(
        label=say_lazy("এই চিঠিতে যেগুলোর উত্তর যাচ্ছে", "Answered in this letter"),
        help_text=say_lazy("যেগুলো পরে যাবে, সেগুলোর দাগ তুলে দিন।", "Untick what goes in a later letter."),
        missing=say_lazy("অন্তত একটি দফা বেছে নিন", "Choose at least one item"),
    )
    language = ChoiceField(
        label=say_lazy("চিঠির ভাষা", "Language of the letter"),
        choices=[("bn", say_lazy("বাংলা", "Bangla")), ("en", say_lazy("ইংরেজি", "English"))],
        initial="bn",
    )

    def __init__(self, *args: Any, items: Sequence[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tasks = {str(task.pk): task for task in items}
        if not items:
            del self.fields["items"]
            return
        field = self.choice_field("items")
        field.choices = [(key, task.title) for key, task in self.tasks.items()]
        field.initial = list(self.tasks)

    @property
    def chosen_tasks(self) -> list[Task]:
        return [self.tasks[key] for key in self.cleaned_data.get("items", ())]


class BeginReturnForm(Form):
    """What is owed to whom, how often, and by which day of the period after."""

    title = TextField(
        label=say_lazy("কী পাঠাতে হয়", "What is sent"),
        help_text=say_lazy(
            "যেমন: ল্যাব ও প্রশিক্ষণের মাসিক প্রতিবেদন", "Such as: monthly return of labs and trainings"
        ),
    )
    contact = ChoiceField(
        label=say_lazy("কাকে", "To whom"),
        choices=[],
        many=True,
    )
    service = ChoiceField(
        label=say_lazy("চার্টারের কোন সেবা", "Which service of the charter"),
        choices=[],
        many=True,
    )
    unit = ChoiceField(
        label=say_lazy("কত দিন পরপর", "How often"),
        choices=[(unit, say_lazy(*words)) for unit, words in UNIT_WORDS.items()],
    )
    nth = WholeNumberField(
        label=say_lazy("মেয়াদ শেষ হওয়ার পর কততম দিনে শেষ", "Due on which day after the period"),
        help_text=say_lazy(
            "যেমন নভেম্বরের প্রতিবেদন ৫ ডিসেম্বরের মধ্যে হলে ৫", "5 where November’s is due by 5 December"
        ),
        least=1,
        most=120,
    )
    counted = ChoiceField(
        label=say_lazy("কোন দিন গোনা হবে", "Which days count"),
        choices=[
            (
                DATE,
                say_lazy(
                    "তারিখ; ছুটির দিন হলে পরের কার্যদিবস", "Dates; a closed day gives way to the next open one"
                ),
            ),
            (WORKING_DAY, say_lazy("কার্যদিবস", "Working days")),
        ],
        initial=DATE,
    )
    starts_on = DayField(
        label=say_lazy("কোন মেয়াদ থেকে", "From which period"),
        help_text=say_lazy(
            "সেই মেয়াদের কোনো দিন। আগের মেয়াদ দিলে সেগুলোও এখনই খোলা হবে, আর দেরি হলে দেরি দেখাবে।",
            "Any day of it. Earlier periods are opened at once, and are late where they are.",
        ),
    )
    token = IdempotencyKeyField()

    def __init__(
        self,
        *args: Any,
        contacts: Sequence[Contact],
        services: Sequence[Service],
        today: date,
        owes_since: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.today, self.owes_since = today, owes_since
        super().__init__(*args, **kwargs)
        self.contacts = {str(each.pk): each for each in contacts}
        self.choice_field("contact").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, each.full_title) for key, each in self.contacts.items()),
        ]
        self.choice_field("service").choices = [(each.code, each.short) for each in services]
        if not contacts:
            self.fields["contact"].help_text = say(
                "আগে ঠিকানার বইয়ে প্রাপককে লিখুন।", "First enter the recipient in the book of addresses."
            )
        self.fields["starts_on"].initial = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        unit, nth = cleaned.get("unit"), cleaned.get("nth")
        if unit and nth and nth > MOST_NTH[unit]:
            self.add_error(
                "nth",
                say("{most} বা তার কম দিন।", "Give {most} or less.", most=MOST_NTH[unit]),
            )
        starts_on = cleaned.get("starts_on")
        if starts_on and abs((starts_on - self.today).days) > 400:
            self.add_error(
                "starts_on",
                say("এক বছরের বেশি আগের বা পরের দিন দেওয়া যায় না।", "Give a day at most a year before or ahead."),
            )
        elif starts_on and self.owes_since and starts_on < self.owes_since:
            self.add_error("starts_on", say(*BEFORE_THE_OFFICE, day=self.owes_since))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the return is begun with."""
        given = self.cleaned_data
        rule = Recurrence(
            given["unit"],
            opens=DayRule(WORKING_DAY, 1, following=True),
            due=DayRule(given["counted"], given["nth"], following=True),
        )
        return {
            "title": given["title"],
            "contact": self.contacts[given["contact"]],
            "service_code": given["service"],
            "rule": rule,
            "starts_on": given["starts_on"],
        }
