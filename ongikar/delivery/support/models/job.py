"""A job: one round of a case of support, with all that was done and the devices it is about."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Act, Case
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, language, say_lazy
from ongikar.delivery.support import rules, transitions
from ongikar.journal.actions import ANYONE, Reference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Place
from ongikar.places.actions import record_device_fact
from ongikar.places.models import Device, DeviceFact, Part, PartMovement
from ongikar.places.rules import device_state, part_stock
from ongikar.records.actions import performing, require_transition
from ongikar.records.models import KeyedActRow, Numbered, Record, RowOfRecord
from ongikar.records.words import choices_of_states
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.case_transitions import REOPEN

# Of a report only so much goes into the history of a device: it says what is wrong with it, not who asked.
MOST_WORDS = 200
NO_FAULT = "ত্রুটি পাওয়া যায়নি"
# In which state a device is that ended so.
STATE_AFTER = {
    "mended": device_state.WORKING,
    "fine": device_state.WORKING,
    "condemned": device_state.CONDEMNED,
}
# In the answers of a case: round → what was written when it was reported broken again.
AGAIN = "again"


def reported_in(case: Case, round: int | None = None) -> str:
    """The newest words of a case, or those that held in one of its rounds."""
    said = {int(each): words for each, words in (case.answers.get(AGAIN) or {}).items()}
    known = [each for each in said if round is None or each <= round]
    return said[max(known)] if known else str(case.answers.get("fault") or "")


class JobQuerySet(SealedQuerySet):
    def with_related(self) -> "JobQuerySet":
        """With what a page about a job needs."""
        return self.select_related("office", "place", "case__applicant", "case__clock", "case__post")


class Job(Numbered, Record):
    """What somebody reported, and what was done about it. A case that is reopened has a new one: it is
    promised anew. `state` is a cache of the fold of its acts, and the number is that of its sheet.
    """

    SUBJECT, BOOK, TRANSITIONS = "job", "jobs", transitions.TRANSITIONS

    class Way(models.TextChoices):
        REMOTE = "remote", say_lazy("ফোনে বা দূর থেকে", "By phone or remotely")
        VISIT = "visit", say_lazy("গিয়ে", "On a visit")
        BROUGHT = "brought", say_lazy("কার্যালয়ে আনা হবে", "Brought to the office")
        COUNTER = "counter", say_lazy("কাউন্টারে, সঙ্গে সঙ্গে", "At the counter, at once")

    class Urgency(models.TextChoices):
        STOPPED = rules.STOPPED, say_lazy("কাজ পুরো বন্ধ", "All work has stopped")
        PARTLY = rules.PARTLY, say_lazy("কিছু কাজ আটকে আছে", "Some work is affected")
        CAN_WAIT = rules.CAN_WAIT, say_lazy("অপেক্ষা করা যাবে", "It can wait")

    class Effect(models.TextChoices):
        MANY = rules.MANY, say_lazy("পুরো প্রতিষ্ঠান বা অনেক মানুষ", "A whole institution or many people")
        SOME = rules.SOME, say_lazy("একটি কক্ষ বা একটি দল", "A room or a group")
        ONE = rules.ONE, say_lazy("একটি যন্ত্র বা একজন", "One device or person")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="jobs")
    # 1 for the first, one more with each time the case was reopened.
    round = models.PositiveSmallIntegerField(default=1)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="jobs")
    # Where, as it was written: of a place that is not on the list.
    place_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=choices_of_states(transitions.STATES))
    # As the office judged both; "" before.
    urgency = models.CharField(
        say_lazy("কাজ কতটা আটকে আছে", "How badly is work affected?"),
        max_length=10,
        blank=True,
        choices=Urgency.choices,
    )
    effect = models.CharField(
        say_lazy("কাদের কাজ আটকে আছে", "Whose work is held up?"),
        max_length=10,
        blank=True,
        choices=Effect.choices,
    )
    # How it is to be looked at.
    way = models.CharField(
        say_lazy("কীভাবে দেখা হবে", "How it will be looked at"), max_length=10, blank=True, choices=Way.choices
    )
    # Until when somebody first looks, by the table of the day of its triage.
    look_by = models.DateTimeField(say_lazy("প্রথম দেখতে হবে", "First look by"), null=True)
    looked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()  # type: ignore[misc]  # with one method more than a Record's

    class Meta:
        verbose_name = say_lazy("কারিগরি সহায়তার কাজ", "job of support")
        verbose_name_plural = say_lazy("কারিগরি সহায়তার কাজ", "Support jobs")
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="one_job_a_round"),
            models.UniqueConstraint(fields=["office", "fiscal_year", "book_serial"], name="one_job_a_serial"),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="jobs_newest"),
            # Those nobody has looked at yet, in the order in which that is due.
            models.Index(
                fields=["office", "look_by", "id"],
                name="jobs_to_look_at",
                condition=Q(ended_at__isnull=True, looked_at__isnull=True),
            ),
            models.Index(fields=["office", "id"], name="open_jobs", condition=Q(ended_at__isnull=True)),
        ]

    @property
    def where(self) -> str:
        return self.place.name if self.place else self.place_name

    @property
    def number(self) -> str:
        """That of its sheet: ২০২৬-২৭/১২, 2026-27/12."""
        return digits(f"{self.fiscal_year}-{(self.fiscal_year + 1) % 100:02d}/{self.book_serial}", language())

    @property
    def fault(self) -> str:
        """What it is about. Of a round from before its words were kept they are read from the acts."""
        if self.round > 1 and not (self.case.answers.get(AGAIN) or {}).get(str(self.round)):
            opened = Act.objects.filter(case=self.case_id, name=REOPEN, by_type=ANYONE[0], at=self.opened_at)
            if (act := opened.first()) and act.words:
                return act.words
        return reported_in(self.case, self.round)

    @property
    def reported_at(self) -> datetime:
        return self.opened_at if self.round > 1 else self.case.received_at

    @property
    def awaits_look(self) -> bool:
        return self.looked_at is None and self.look_by is not None and self.ended_at is None

    @property
    def newest_sheet(self) -> Any:
        """The version that holds; None before the first."""
        return self.sheets.order_by("-version").select_related("signature").first()

    def move(self, act: str, now: datetime, **changes: Any) -> None:
        """Where it stands after an act, beside what else of it the act changed."""
        changes["state"] = transitions.TRANSITIONS.target(self.state, act)
        if act in transitions.LOOKS and self.looked_at is None:
            changes["looked_at"] = now
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=list(changes))

    def require_day(self, field: str, on: date, now: datetime) -> None:
        """Nothing is looked at before it was asked for, or on a day to come."""
        is_past = on <= now.astimezone(TZ).date()
        require(is_past, field, "দিনটি এখনো আসেনি।", "This day has not come yet.")
        require(
            on >= self.reported_at.astimezone(TZ).date(),
            field,
            "সমস্যাটি জানানোর আগে দেখা হয়নি। দিনটি মিলিয়ে দেখুন।",
            "Nobody looked before the fault was reported. Check the day.",
        )

    def enter_faults(self, case: Case, actor: Reference, now: datetime) -> None:
        """The devices of a judged report are faulty since it was received; of each this is said once a job:
        what anybody reports makes no device faulty.
        """
        received = (self.opened_at if self.round > 1 else case.received_at).astimezone(TZ).date()
        fault = " ".join(reported_in(case, self.round).split())[:MOST_WORDS]
        for each in self.devices.select_related("device__place", "device__office"):
            if not each.fault_fact_id and each.device.state != device_state.CONDEMNED:
                since = max(received, each.device.registered_at.astimezone(TZ).date())
                each.fault_fact = each.say(device_state.FAULT, since, fault, actor, now)
                each.save(update_fields=["fault_fact"])

    def parts_used(self) -> list[dict[str, Any]]:
        """Of each sort how many were used and not taken back, as they are kept with a sheet: either language
        can be printed from it.
        """
        rows = PartMovement.objects.filter(
            subject_type=self.SUBJECT, subject_id=self.pk, movement=part_stock.USED, taken_back__isnull=True
        )
        used = rows.select_related("part").order_by("id")
        return sum_of_parts((each.part, -each.change) for each in used)


def sum_of_parts(used: Iterable[tuple[Part, int]]) -> list[dict[str, Any]]:
    """Of each sort how many, in the order in which they were first used."""
    lines: dict[int, dict[str, Any]] = {}
    for part, quantity in used:
        names = {"name": [part.name_bn, part.name_en], "unit": [part.unit_bn, part.unit_en]}
        lines.setdefault(part.pk, {**names, "quantity": 0})["quantity"] += quantity
    return list(lines.values())


def newest_job(case: Case) -> Job | None:
    return Job.objects.filter(case=case).order_by("-round").first()


class JobAct(KeyedActRow):
    """One act of a job. Only ever added."""

    PARENT, PERSONAL_DATA = "job", {"words": ""}

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12, choices=choices_of(transitions.ACT_WORDS))
    data = models.JSONField(default=dict)

    # What of the job it changes beside the state, and what else it brings, done with it or not at all.
    changes: Mapping[str, Any] = {}
    then: Callable[[Reference, datetime], object] | None = None

    def check_act(self, now: datetime) -> None:
        if self.name == transitions.LOOK:
            self.job.require_day("on", date.fromisoformat(self.data["on"]), now)

    def follow_act(self, actor: Reference, now: datetime) -> None:
        self.job.move(self.name, now, **self.changes)
        if self.then:
            self.then(actor, now)


def add_act(
    job: Job,
    name: str,
    data: Mapping[str, Any],
    actor: Reference,
    now: datetime,
    *,
    submission: str = "",
    **changes: Any,
) -> None:
    """Of what another row is written for: under the entry of that."""
    row = JobAct(job=job, name=name, data=dict(data))
    row.changes = changes
    row.enter_key(submission)
    row.enter_who(actor, now)
    row.save(force_insert=True)
    row.follow_act(actor, now)


class JobDevice(RowOfRecord):
    """A device that a job is about: the fault as a fact of it, and what became of it as another."""

    PARENT, VERB, PERSONAL_DATA = "job", transitions.ADD_DEVICE, {"words": ""}

    class Result(models.TextChoices):
        MENDED = "mended", say_lazy("ঠিক হয়েছে", "Mended")
        FAULTY = "faulty", say_lazy("এখনো নষ্ট", "Still faulty")
        CONDEMNED = "condemned", say_lazy("মেরামতের অযোগ্য", "Beyond repair")
        FINE = "fine", say_lazy("ত্রুটি পাওয়া যায়নি", "No fault found")

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="devices")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="jobs")
    added_at = models.DateTimeField()
    # The facts are entered once the office has judged the report.
    fault_fact = models.OneToOneField(
        DeviceFact, null=True, on_delete=models.PROTECT, related_name="reported_in"
    )
    result = models.CharField(
        say_lazy("কী হলো", "Outcome"), max_length=10, blank=True, choices=Result.choices
    )
    words = models.CharField(max_length=300, blank=True)
    result_on = models.DateField(null=True)
    result_fact = models.OneToOneField(
        DeviceFact, null=True, on_delete=models.PROTECT, related_name="resulted_from"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["job", "device"], name="a_device_once_a_job"),
            models.CheckConstraint(
                condition=Q(result="") ^ Q(result_on__isnull=False), name="a_result_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"device {self.device_id} of job {self.job_id}"

    def in_words(self) -> str:
        return f"{self.device.shown_number} {self.device.shown_name}"

    def find_known(self) -> Any:
        return JobDevice.objects.filter(job=self.job, device=self.device).first()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.added_at = now

    def check_act(self, now: datetime) -> None:
        is_ours = self.device.office_id == self.job.office_id
        require(is_ours, "device", "এই নম্বরের কোনো যন্ত্র নেই।", "No device has this number.")
        is_kept = self.device.state != device_state.CONDEMNED
        require(is_kept, "device", "যন্ত্রটি বাতিল ঘোষণা করা হয়েছে।", "This device was condemned.")
        require_transition(self.job, transitions.ADD_DEVICE)

    def follow_act(self, actor: Reference, now: datetime) -> None:
        job = self.job
        stood: dict[str, Any] = {} if job.place_id or job.place_name else {"place": self.device.place}
        add_act(job, transitions.ADD_DEVICE, {"device": self.device_id}, actor, now, **stood)
        if job.state != transitions.REPORTED:
            job.enter_faults(Case.objects.get(pk=job.case_id), actor, now)

    def say(
        self, fact: str, on: date, words: str, actor: Reference, now: datetime, state: str = ""
    ) -> DeviceFact:
        """A fact of the device that comes from this job, under an entry of its own."""
        with performing():
            return record_device_fact(
                self.device,
                fact=fact,
                on=on,
                words=words,
                state=state,
                subject=self.job.reference,
                actor=actor,
                now=now,
            )

    def end_with(self, result: str, on: date, words: str, actor: Reference, now: datetime) -> None:
        """How it ended, which its own history tells from now on. Where only the words of a sheet are put
        right, nothing was mended or condemned a second time.
        """
        stands = self.device.state == STATE_AFTER.get(result)
        was_told = stands and (self.result, self.result_on) == (result, on)
        self.result, self.result_on, self.words = result, on, words.strip()[:MOST_WORDS]
        if not was_told and (said := self.fact_of_result()) is not None:
            fact, words, state = said
            self.result_fact = self.say(fact, on, words, actor, now, state)
        self.save(update_fields=["result", "result_on", "words", "result_fact"])

    def fact_of_result(self) -> tuple[str, str, str] | None:
        if self.result == self.Result.MENDED:
            return device_state.REPAIRED, self.words, ""
        if self.result == self.Result.CONDEMNED:
            return device_state.WRITTEN_OFF, self.words, ""
        if self.result == self.Result.FINE:
            # That it was reported stays in its history; that it is faulty was a mistake.
            return device_state.CORRECTED, self.words or NO_FAULT, device_state.WORKING
        return None if self.device.state == device_state.FAULTY else (device_state.FAULT, self.words, "")
