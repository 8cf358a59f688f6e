"""What a kind may answer beside its two forms, each method once: most kinds need two or three of them."""

from ongikar.cases.actions import receive_case
from ongikar.cases.actions.act_log import add_act
from ongikar.cases.kinds import Kind, Urgency
from ongikar.cases.kinds.checklist import ChecklistItem
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.core.i18n.say import say
from ongikar.journal.actions import WORKER
from ongikar.rules.promise import Promise


class RareMethods(Kind):
    form_version = 2
    urgencies = (Urgency("power_cut", {"device": "power"}),)
    checklist = (
        ChecklistItem(("যন্ত্র চালিয়ে দেখা", "Try the device"), within=1, role="assistant", evidence=("words",)),
    )

    def own_duty(self, row):
        return say("বছরে একবার যন্ত্র গোনা হয়।", "Once a year the devices are counted.") if row.options else ""

    def promise(self, answers, row):
        return Promise("working_days", amount=2) if answers.get("device") == "power" else None

    def begin(self, case, *, now):
        add_act(case, "note", actor=WORKER, now=now, words=f"set aside: {case.answers.get('device', 'all')}")

    def make_rows(self, case, *, now):
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
