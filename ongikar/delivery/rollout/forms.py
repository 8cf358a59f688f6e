"""What is asked of whoever plans the way of a system into use."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.records.forms import RowForm
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.forms import require_working_day
from ongikar.tasks.owners import held_posts, owner_choices, owner_of, staff_posts

from .systems import SIDES, SystemPlan

APPLICANT = "applicant"
DAY = "day_"


class SiteForm(RowForm):
    """One office: who sees to it on both sides, and by when each step is done."""

    contact = ChoiceField(
        label=say_lazy("তাঁদের পক্ষে কে দেখবেন", "Who sees to it on their side"),
        help_text=say_lazy(
            "তাঁদের ধাপগুলো তাঁর কাছে যাবে। তালিকায় না থাকলে আগে যোগাযোগে লিখুন।",
            "Their steps go to this person. Not in the list? Add them under Contacts first.",
        ),
        many=True,
    )
    post = ChoiceField(
        label=say_lazy("এই কার্যালয়ে কে দেখবেন", "Who sees to it here"),
        many=True,
    )

    def __init__(self, *args: Any, plan: SystemPlan, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rollout: Any = self.of
        self.plan, self.now, self.office = plan, now, rollout.office
        applicant, today = rollout.case.applicant, now.astimezone(TZ).date()
        first = ("", say("বেছে নিন", "Choose"))
        people = [each for each in owner_choices(self.office, today) if each[0].startswith("contact-")]
        asked = [(APPLICANT, applicant.name)] if applicant else []
        posts = [(f"post-{post.pk}", post.title) for post in staff_posts(self.office)]
        self.choice_field("contact").choices = [first, *asked, *people]
        self.choice_field("post").choices = [first, *posts]
        self.initial["post"] = f"post-{rollout.case.post_id}"
        if applicant and not rollout.plan:
            self.initial.update(name=applicant.shown_name, contact=APPLICANT)
        for step in plan.dated_steps:
            self.initial[DAY + step.code] = self.office.calendar.add_working_days(today, step.days or 1)
            self.fields[DAY + step.code] = DayField(
                label=step.words,
                help_text=say(*SIDES[step.side]),
                missing=say(
                    "“{step}” কোন দিনের মধ্যে, লিখুন", "Write by when “{step}” is done", step=step.words
                ),
            )

    def clean_contact(self) -> Contact | None:
        """None: whoever applied."""
        owner = owner_of(self.office, self.cleaned_data["contact"])
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
            if (day := cleaned.get(DAY + step.code)) is None:
                continue
            days[step.code] = day
            try:
                require_working_day(self.office.calendar, day, self.now)
            except ValidationError as fault:
                self.add_error(DAY + step.code, fault)
        for early in self.plan.days_too_early(days):
            self.add_error(DAY + early.code, say(*self.plan.early_words(early)))
        if not self.errors:
            self.instance.post = cleaned["post"]
            self.instance.plan_by(self.plan.key, cleaned["contact"], days)
        return cleaned
