"""A system brought into use: the offices that take it up, the steps of each in their order, and the users who
got an account and were trained there.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.cases.records import CaseRecord, first_line
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.sealed_columns import VALUE
from ongikar.offices.models import Post
from ongikar.people.contact_actions import add_contact
from ongikar.people.contact_doubles import doubles_of
from ongikar.people.models import Contact
from ongikar.records.models import Entry, Row, StrikableEntry
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.models import Task

from .systems import OURS, SIDES, THEIRS, PlannedStep, system_plans

MOST_TITLE, MOST_SITES, MOST_USERS = 200, 60, 5000


class Rollout(CaseRecord):
    """What belongs to a case about a system beside its answers. How far it is, its steps say."""

    SUBJECT, BOOK = "rollout", "rollouts"

    # As it was asked for.
    system = models.CharField(say_lazy("পদ্ধতি", "System"), max_length=MOST_TITLE)
    # The plan of steps that all its offices follow (systems.toml); "" until one is planned.
    plan = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = say_lazy("পদ্ধতি চালু", "system brought into use")
        verbose_name_plural = say_lazy("অনলাইন পদ্ধতি চালু", "Systems brought into use")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_rollout_a_serial"
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="rollouts_newest")]

    def fill(self, case: Case) -> None:
        self.system = first_line(case.answers.get("system") or case.row.short, MOST_TITLE)

    @property
    def plan_words(self) -> str:
        plan = system_plans(self.office.slug).get(self.plan)
        return plan.title if plan else self.plan


def require_plan(rollout: Rollout, plan: str, days: Mapping[str, date]) -> tuple[PlannedStep, ...]:
    """Its steps, each dated one with its day. Raises ActFault."""
    known = system_plans(rollout.office.slug).get(plan)
    if known is None or (rollout.plan and rollout.plan != plan):
        raise ActFault("plan", "তালিকা থেকে একটি পরিকল্পনা বেছে নিন।", "Choose a plan from the list.")
    for step in known.dated_steps:
        require(
            step.code in days,
            f"day_{step.code}",
            "এই ধাপের শেষ দিন লিখুন।",
            "Write the day by which this step is done.",
        )
    if early := known.days_too_early(days):
        raise ActFault(f"day_{early[0].code}", *known.early_words(early[0]))
    return known.steps


class RolloutSite(Entry):
    """One office that takes the system up, with whoever sees to it there and here."""

    PARENT, VERB = "rollout", "site_planned"

    rollout = models.ForeignKey(Rollout, on_delete=models.PROTECT, related_name="sites", db_index=False)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(say_lazy("কোন কার্যালয়", "Which office"), max_length=MOST_TITLE)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="rollout_sites")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="rollout_sites")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["rollout", "number"], name="one_site_a_number"),
            models.UniqueConstraint(
                fields=["rollout", "name"],
                name="an_office_takes_a_system_up_once",
                violation_error_code="name",
                violation_error_message=say_lazy(
                    "এই কার্যালয় আগেই পরিকল্পনায় আছে।", "This office is in the plan already."
                ),
            ),
        ]

    @classmethod
    def in_plan(
        cls,
        rollout: Rollout,
        *,
        plan: str,
        name: str,
        contact: Contact | None,
        post: Post,
        days: Mapping[str, date],
    ) -> "RolloutSite":
        """One that is not written yet. `contact`: None for whoever applied. `days`: by when, by the code of
        each dated step.
        """
        site = cls(rollout=rollout, name=name, post=post)
        return site.plan_by(plan, contact, days)

    def plan_by(self, plan: str, contact: Contact | None, days: Mapping[str, date]) -> "RolloutSite":
        self.plan, self.days, self.chosen_contact = plan, days, contact
        return self

    def check_act(self, now: datetime) -> None:
        """All offices of a rollout follow the plan of the first."""
        require(
            self.rollout.case.is_open,
            "",
            "আবেদনটি শেষ হয়েছে; নতুন পরিকল্পনা হয় না।",
            "The case has ended; nothing more is planned.",
        )
        self.planned_steps = require_plan(self.rollout, self.plan, self.days)
        self.number = RolloutSite.objects.filter(rollout=self.rollout).count() + 1
        require(
            self.number <= MOST_SITES,
            "name",
            "এত কার্যালয় এক পরিকল্পনায় ধরে না।",
            "So many offices do not fit in one plan.",
        )

    def enter_who(self, actor: Reference, now: datetime) -> None:
        super().enter_who(actor, now)
        self.contact = self.chosen_contact or applicants_contact(self.rollout, actor=actor, now=now)

    def follow_act(self, actor: Reference, now: datetime) -> None:
        """Its steps; their tasks are given in follow_up.py."""
        if not self.rollout.plan:
            self.rollout.plan = self.plan
            self.rollout.save(update_fields=["plan"])
        for position, planned in enumerate(self.planned_steps):
            RolloutStep(
                site=self,
                position=position,
                code=planned.code,
                title_bn=planned.bn,
                title_en=planned.en,
                side=planned.side,
                needs=list(planned.needs),
                after_days=planned.after_days,
            ).save(force_insert=True)

    def figure(self, sort: str) -> int:
        """The sum of the lines that stand; of who uses it now the last one, since each counts all."""
        standing = [each.count for each in self.figures.all() if each.sort == sort and not each.is_struck]
        return sum(standing[-1:] if sort == SiteFigure.USING else standing)

    def in_words(self) -> str:
        return self.name


def applicants_contact(rollout: Rollout, *, actor: Reference, now: datetime) -> Contact:
    """Whoever applied, as a contact: one who is reached at the same number already, else a new one."""
    applicant = rollout.case.applicant
    if applicant is None:
        raise ActFault("contact", "তাঁদের পক্ষে কে দেখবেন, বেছে নিন।", "Choose who sees to it on their side.")
    facts = {
        "organisation": applicant.institution,
        "name": applicant.name,
        "mobile": applicant.mobile,
        "email": applicant.email,
        "language": applicant.language,
    }
    known = [each for each in doubles_of(rollout.office, facts) if each.mobile == applicant.mobile]
    if known:
        return known[0]
    since = now.astimezone(TZ).date()
    return add_contact(office=rollout.office, facts=facts, since=since, actor=actor, now=now)


class RolloutStep(Row):
    """One step of one office, as its plan had it on that day: a later plan changes nothing here.

    It is done when its task is; one that is counted from another's end gets its task then.
    """

    SUBJECT = "rollout_step"
    OURS, THEIRS = OURS, THEIRS
    SEALED_AS = {"title_bn": VALUE, "title_en": VALUE}

    site = models.ForeignKey(RolloutSite, on_delete=models.PROTECT, related_name="steps", db_index=False)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    title_bn = models.CharField(max_length=MOST_TITLE)
    title_en = models.CharField(max_length=MOST_TITLE)
    side = models.CharField(max_length=6, choices=choices_of(SIDES))
    # Codes of the steps of the same office that go before it.
    needs = models.JSONField(default=list)
    # How many working days after the end of what it needs; null where its day was named with the plan.
    after_days = models.PositiveSmallIntegerField(null=True)
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="rollout_step")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["site", "code"], name="one_step_a_code")]

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    def in_words(self) -> str:
        return say(self.title_bn, self.title_en)

    @property
    def ended_on(self) -> date | None:
        """The day on which it was done or left out; None while it runs."""
        ended = self.task.ended_at if self.task else None
        return ended.astimezone(TZ).date() if ended else None

    @property
    def done_on(self) -> date | None:
        return self.ended_on if self.task and self.task.state == transitions.DONE else None


class SiteFigure(StrikableEntry):
    """So many accounts made, users trained or users at work in one office on a day: a line that is added, and
    struck through where it was wrong. Nobody's name stands in it.
    """

    PARENT, VERB = "site__rollout", "figure_entered"
    PERSONAL_DATA = {"words": ""}
    ACCOUNTS, TRAINED, USING = "accounts", "trained", "using"

    site = models.ForeignKey(RolloutSite, on_delete=models.PROTECT, related_name="figures")
    sort = models.CharField(
        say_lazy("কী লিখবেন", "What you enter"),
        max_length=8,
        choices=[
            (ACCOUNTS, say_lazy("অ্যাকাউন্ট খোলা", "Accounts opened")),
            (TRAINED, say_lazy("প্রশিক্ষণ পেয়েছেন", "Users trained")),
            (USING, say_lazy("এখন ব্যবহার করছেন", "Using it now")),
        ],
    )
    count = models.PositiveIntegerField(
        say_lazy("কতজন বা কয়টি", "How many"),
        help_text=say_lazy(
            "অ্যাকাউন্ট ও প্রশিক্ষণ আগেরটির সঙ্গে যোগ হয়; ব্যবহারকারীর সংখ্যা প্রতিবার মোট লিখুন।",
            "Accounts and trained users add up; of those using it write the total each time.",
        ),
        validators=[MaxValueValidator(MOST_USERS)],
    )
    on = models.DateField(say_lazy("কোন দিনের", "On which day"))
    words = models.CharField(
        say_lazy("মন্তব্য", "Remark"),
        max_length=300,
        blank=True,
        help_text=say_lazy("যেমন কোন ব্যাচ; কারও নাম লিখবেন না", "Such as which batch; no names"),
    )

    class Meta:
        verbose_name = say_lazy("অ্যাকাউন্ট বা ব্যবহারকারীর সংখ্যা", "number of accounts or users")
        ordering = ["on", "id"]
        constraints = [
            # That nobody uses it any more is a finding; accounts for nobody are none.
            models.CheckConstraint(
                condition=Q(count__gte=1) | Q(sort="using"),
                name="a_figure_of_a_site_counts_somebody",
                violation_error_code="count",
                violation_error_message=say_lazy("অন্তত ১ লিখুন।", "Enter at least 1."),
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_figure_says_why",
            ),
        ]

    def check_act(self, now: datetime) -> None:
        is_past = self.on <= now.astimezone(TZ).date()
        require(is_past, "on", "এই দিনটি এখনো আসেনি।", "This day has not come yet.")
        require(
            self.on >= self.record.case.received_at.astimezone(TZ).date(),
            "on",
            "এটি চাওয়ার আগের দিন; দিনটি মিলিয়ে দেখুন।",
            "This lies before the request; check the day.",
        )
        accounts = self.site.figure(self.ACCOUNTS)
        require(
            self.sort != self.USING or self.count <= accounts,
            "count",
            "অ্যাকাউন্ট আছে {n}টি; তার বেশি কেউ ব্যবহার করতে পারেন না।",
            "{n} [account was|accounts were] opened; no more people can use it.",
            n=accounts,
        )

    def in_words(self) -> str:
        said = {"sort": self.get_sort_display(), "n": self.count, "day": self.on}
        return say("{sort}: {n}, {day}", "{sort}: {n}, {day}", **said)
