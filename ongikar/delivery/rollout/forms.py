"""What is asked of whoever plans a system's way into use, and enters its figures."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    NAMELESS,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.forms import require_working_day
from ongikar.tasks.owners import held_posts, owner_choices, owner_of, staff_posts

from .actions import days_too_early, too_early_words
from .models import MOST_TITLE, Rollout, SiteFigure
from .systems import SystemPlan
from .words import FIGURES

APPLICANT = "applicant"
DAY = "day_"


class TokenForm(Form):
    """Taken once however often its button is pressed."""

    token = IdempotencyKeyField()

    def facts(self) -> dict[str, Any]:
        """What the action is called with, beside the key of the form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class SiteForm(TokenForm):
    """One office: who sees to it on both sides, and by when each step is done."""

    name = TextField(
        label=say_lazy("কোন কার্যালয়", "Which office"),
        missing=say_lazy("কার্যালয়ের নাম লিখুন", "Write the name of the office"),
        max_length=MOST_TITLE,
    )
    contact = ChoiceField(
        label=say_lazy("তাঁদের পক্ষে কে দেখবেন", "Who sees to it on their side"),
        help_text=say_lazy(
            "তাঁদের ধাপগুলো তাঁর কাছে যাবে। তালিকায় না থাকলে আগে যোগাযোগে লিখুন।",
            "Their steps go to this person. Not in the list? Add them under Contacts first.",
        ),
        missing=say_lazy("তাঁদের পক্ষে কে দেখবেন, বেছে নিন", "Choose who sees to it on their side"),
        many=True,
    )
    post = ChoiceField(
        label=say_lazy("এই কার্যালয়ে কে দেখবেন", "Who sees to it here"),
        missing=say_lazy("এই কার্যালয়ে কে দেখবেন, বেছে নিন", "Choose who sees to it here"),
        many=True,
    )

    def __init__(
        self, *args: Any, rollout: Rollout, plan: SystemPlan, now: datetime, is_first: bool, **kwargs: Any
    ) -> None:
        self.rollout, self.plan, self.now, self.office = rollout, plan, now, rollout.office
        case, today = rollout.case, now.astimezone(TZ).date()
        initial: dict[str, Any] = {"post": f"post-{case.post_id}"}
        for step in plan.dated_steps:
            initial[DAY + step.code] = self.office.calendar.add_working_days(today, step.days or 1)
        if is_first and case.applicant:
            initial |= {"name": case.applicant.shown_name, "contact": APPLICANT}
        super().__init__(*args, initial=initial, **kwargs)
        first = ("", say("বেছে নিন", "Choose"))
        people = [each for each in owner_choices(self.office, today) if each[0].startswith("contact-")]
        asked = [(APPLICANT, case.applicant.name)] if case.applicant else []
        self.choice_field("contact").choices = [first, *asked, *people]
        self.choice_field("post").choices = [
            first,
            *((f"post-{post.pk}", post.title) for post in staff_posts(self.office)),
        ]
        for step in plan.dated_steps:
            self.fields[DAY + step.code] = DayField(
                label=step.words,
                help_text=say("এই কার্যালয়", "This office") if step.is_ours else say("তাঁদের পক্ষ", "Their side"),
                missing=say(
                    "“{step}” কোন দিনের মধ্যে, লিখুন", "Write by when “{step}” is done", step=step.words
                ),
            )

    def clean_contact(self) -> Contact | None:
        """None: whoever applied."""
        chosen = self.cleaned_data["contact"]
        owner = owner_of(self.office, chosen)
        return owner if isinstance(owner, Contact) else None

    def clean_post(self) -> Post:
        owner = owner_of(self.office, self.cleaned_data["post"])
        if not isinstance(owner, Post) or owner.pk not in held_posts([owner], self.now.astimezone(TZ).date()):
            raise ValidationError(
                say(
                    "এই পদে এখন কেউ নেই। অন্য কাউকে বেছে নিন।",
                    "Nobody holds this post now. Choose somebody else.",
                ),
                NAMELESS,
            )
        return owner

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        days: dict[str, date] = {}
        for step in self.plan.dated_steps:
            day = cleaned.get(DAY + step.code)
            if day is None:
                continue
            days[step.code] = day
            try:
                require_working_day(self.office.calendar, day, self.now)
            except ValidationError as fault:
                self.add_error(DAY + step.code, fault)
        steps = {step.code: step for step in self.plan.steps}
        for early in days_too_early(self.plan, days):
            self.add_error(DAY + early.code, say(*too_early_words(steps[early.needed])))
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        days = {step.code: given.pop(DAY + step.code) for step in self.plan.dated_steps}
        return given | {"days": days, "plan": self.plan.key}


class FigureForm(TokenForm):
    sort = ChoiceField(
        label=say_lazy("কী লিখবেন", "What you enter"),
        missing=say_lazy("কী লিখবেন, বেছে নিন", "Choose what you enter"),
        choices=[(sort, FIGURES[sort]) for sort in SiteFigure.SORTS],
    )
    count = WholeNumberField(
        label=say_lazy("কতজন বা কয়টি", "How many"),
        help_text=say_lazy(
            "অ্যাকাউন্ট ও প্রশিক্ষণ আগেরটির সঙ্গে যোগ হয়; ব্যবহারকারীর সংখ্যা প্রতিবার মোট লিখুন।",
            "Accounts and trained users add up; of those using it write the total each time.",
        ),
        missing=say_lazy("সংখ্যাটি লিখুন", "Write the number"),
        most=5000,
    )
    on = DayField(
        label=say_lazy("কোন দিনের", "On which day"), missing=say_lazy("দিনটি লিখুন", "Write the day")
    )
    words = TextField(
        label=say_lazy("মন্তব্য", "Remark"),
        help_text=say_lazy("যেমন কোন ব্যাচ; কারও নাম লিখবেন না", "Such as which batch; no names"),
        required=False,
        max_length=300,
    )


class StrikeForm(Form):
    reason = TextField(
        label=say_lazy("কেন বাতিল", "Why it is struck through"),
        missing=say_lazy("কেন বাতিল, লিখুন", "Write why it is struck through"),
        max_length=300,
    )
