"""The safe steps of advice on cyber security, in the office's own words."""

from datetime import date
from itertools import count
from typing import Any

from ongikar.core.forms.fields import TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.advice.safety_steps import MOST_STEPS, SAFETY_STEPS, steps_of
from ongikar.offices.models import Office
from ongikar.offices.rules.setting_versions import Data

from .groups import Line, Settings, SettingsGroup, TableForm, TableRow

# So many may be added at once.
MORE_ROWS = 2
LONGEST_STEP = 300


class SafetyStepsForm(TableForm):
    headings = (("ধাপ", "Step"), ("বাংলায়", "In Bangla"), ("ইংরেজিতে", "In English"))

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, office=office, today=today, **kwargs)
        known = list(steps_of(office, today))
        free = (f"own{n}" for n in count(1) if f"own{n}" not in known)
        self.keys = [*known, *(next(free) for _ in range(min(MORE_ROWS, MOST_STEPS - len(known))))]
        for place, key in enumerate(self.keys, 1):
            for tongue, label in (
                ("bn", say_lazy("বাংলায়", "In Bangla")),
                ("en", say_lazy("ইংরেজিতে", "In English")),
            ):
                field = TextField(
                    label=label, lines=2, max_length=LONGEST_STEP, required=False, optional_mark=False
                )
                field.widget.attrs["lang"] = tongue
                self.add(f"{key}-{tongue}", say("ধাপ {n}", "Step {n}", n=place), field)

    @property
    def note(self) -> str:
        return say(
            "বাংলা মুছে দিলে ধাপটি বাদ যায়। আগে দেওয়া পরামর্শে তখনকার কথাই থাকে।",
            "A step whose Bangla is emptied is left out. Advice given before keeps the words of its day.",
        )

    @property
    def rows(self) -> list[TableRow]:
        return [
            TableRow(say("ধাপ {n}", "Step {n}", n=place), [self[f"{key}-bn"], self[f"{key}-en"]])
            for place, key in enumerate(self.keys, 1)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for key in self.keys:
            if said.get(f"{key}-en") and not said.get(f"{key}-bn") and f"{key}-bn" not in self.errors:
                self.refuse(f"{key}-bn", say("ধাপটি বাংলায় লিখুন", "Write the step in Bangla"))
        if not self.errors and not any(said.get(f"{key}-bn") for key in self.keys):
            self.refuse(f"{self.keys[0]}-bn", say("অন্তত একটি ধাপ রাখুন", "Keep at least one step"))
        return said


class SafetyStepsGroup(SettingsGroup):
    name = SAFETY_STEPS
    words = ("সাইবার নিরাপত্তার ধাপ", "Steps of cyber safety")
    about = (
        "সাইবার নিরাপত্তার পরামর্শে যে ধাপগুলোতে টিক দেওয়া যায়।",
        "The steps that are ticked in advice on cyber security.",
    )
    also = "সাইবার পরামর্শ নিরাপদ পাসওয়ার্ড ওটিপি চেকলিস্ট cyber advice safety checklist password otp"
    form_class = SafetyStepsForm
    fields_template = "website/office_settings/table.html"

    def summary(self, office: Office, day: date) -> str:
        return say("{n}টি ধাপ", "{n} [step|steps]", n=len(steps_of(office, day)))

    def current(self, office: Office, day: date) -> Settings:
        return {
            "": {
                "steps": [{"key": key, "bn": bn, "en": en} for key, (bn, en) in steps_of(office, day).items()]
            }
        }

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return {
            f"{row['key']}-{tongue}": row[tongue] for row in current[""]["steps"] for tongue in ("bn", "en")
        }

    def settings_from(self, form: SafetyStepsForm) -> Settings:
        said = form.cleaned_data
        rows = [(key, said[f"{key}-bn"], said[f"{key}-en"]) for key in form.keys]
        return {"": {"steps": [{"key": key, "bn": bn, "en": en or bn} for key, bn, en in rows if bn]}}

    def lines(self, item: str, data: Data) -> list[Line]:
        return [
            Line(say("ধাপ {n}", "Step {n}", n=place), say(row["bn"], row["en"]))
            for place, row in enumerate(data["steps"], 1)
        ]
