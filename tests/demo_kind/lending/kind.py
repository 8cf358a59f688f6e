"""Lending a device of the office for a day, a kind for the tests: it shows the whole plugin interface."""

from ongikar.cases.actions import receive_case
from ongikar.cases.actions.act_log import add_act
from ongikar.cases.kinds import Intake, Kind, Missing, Outcome, Urgency, Verdict
from ongikar.cases.kinds.checklist import ChecklistItem
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import WORKER
from ongikar.rules.promise import Promise

DEVICES = [("projector", say_lazy("প্রজেক্টর", "A projector")), ("power", say_lazy("জেনারেটর", "A generator"))]


class Wish(Intake):
    ahead = rests_on = ("needed_on",)
    device = ChoiceField(label=say_lazy("কোন যন্ত্র", "Which device"), choices=DEVICES)
    needed_on = DayField(label=say_lazy("কোন দিন", "On which day"))
    purpose = TextField(label=say_lazy("কী কাজে", "What for"), lines=2)


class Handover(Outcome):
    lent = ChoiceField(
        label=say_lazy("দেওয়া হয়েছে কি", "Was it lent"),
        choices=[("yes", say_lazy("হ্যাঁ", "Yes")), ("broken", say_lazy("যন্ত্রটি নষ্ট", "It is broken"))],
    )
    tried = CheckboxField(label=say_lazy("চালিয়ে দেখা হয়েছে", "It was tried"), required=False)


def was_tried(case, outcome, now):
    """A device that nobody has switched on may not work, and then nothing was lent."""
    if not outcome.get("tried"):
        yield Missing("tried", say("যন্ত্রটি চালিয়ে দেখুন।", "Try the device first."))


class Lending(Kind):
    intake_form, outcome_form = Wish, Handover
    keep_words, result_words = say_lazy("যন্ত্র দিন", "Lend the device"), say_lazy("ধারের রসিদ", "Loan slip")
    sorts = (Preset(say_lazy("যন্ত্র ধার", "Lending a device"), {"ধার": 5, "lend": 5}),)
    verdict, rules = Verdict("lent", {"yes": "keep", "broken": "open"}), (was_tried,)
    headline, takes_place, form_version = "purpose", "needed_on", 2
    checklist = (
        ChecklistItem(("যন্ত্র চালিয়ে দেখা", "Try the device"), within=1, role="assistant", evidence=("words",)),
    )
    urgencies = (Urgency("power_cut", {"device": "power"}),)

    def own_duty(self, row):
        return say("বছরে একবার যন্ত্র গোনা হয়।", "Once a year the devices are counted.") if row.options else ""

    def promise(self, answers, row):
        return Promise("working_days", amount=2) if answers.get("device") == "power" else None

    def begin(self, case, *, now):
        add_act(case, "note", actor=WORKER, now=now, words=f"set aside: {case.answers.get('device', 'all')}")

    def adopt(self, case, *, now):
        """Before the second form nothing was set aside."""
        self.begin(case, now=now)

    def acts(self, case, desk):
        """A device is lent or refused; no other office has it."""
        return [name for name in super().acts(case, desk) if name != "redirect"]

    def panel(self, case):
        title = say("যন্ত্রের তালিকা", "The devices")
        return "cases/earlier.html", {"title": title, "hint": "", "earlier": []}

    def outcome_from_text(self, words, row, *, asked="", channel=""):
        return super().outcome_from_text(words, row, asked=asked, channel=channel) | {
            "lent": "yes",
            "tried": True,
        }

    def after_refusal(self, case):
        yield say("এখন যা করতে পারেন", "What you can do now"), say("অন্য দিন চান।", "Ask for another day.")

    def book_rows(self, case):
        yield "lending", self.entry(case, "device", "purpose", "words")

    def open_due_cases(self, *, now):
        """Rows with options are the yearly count, which the office owes by itself."""
        for row in Service.objects.filter(kind=self.name, version__effective_to=None).exclude(options={}):
            key = f"{self.name}-{row.version.office_id}-{row.code}-{now.year}"
            if not Case.objects.filter(submission=key).exists():
                yield receive_case(
                    service=row,
                    person=None,
                    answers={},
                    channel=Case.PLANNED,
                    submission=key,
                    now=now,
                    actor=WORKER,
                )


KIND = Lending()
