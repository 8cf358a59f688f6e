"""What is asked of somebody who wants a meeting, and the minutes in which one ends."""

from ongikar.cases.kinds import Intake, Missing, Outcome
from ongikar.cases.kinds.intake_forms import YES_NO
from ongikar.cases.kinds.outcome_rules import at_least, not_answered, since_receipt
from ongikar.cases.models import Case
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules import case_transitions


class MeetingRequest(Intake):
    """A meeting beside the monthly ones."""

    ahead = rests_on = ("hold_by",)
    subject = TextField(
        label=say_lazy("সভার বিষয়", "Subject of the meeting"),
        missing=say_lazy("সভার বিষয় লিখুন", "Write the subject of the meeting"),
    )
    hold_by = DayField(
        label=say_lazy("যে দিনের মধ্যে সভা হবে", "To be held by"),
        missing=say_lazy("কোন দিনের মধ্যে সভা চান, লিখুন", "Write by which day you want the meeting"),
    )
    agenda = TextField(
        label=say_lazy("আলোচ্যসূচি", "Agenda"),
        help_text=say_lazy("প্রতি লাইনে একটি", "One item on each line"),
        missing=say_lazy("অন্তত একটি আলোচ্য বিষয় লিখুন", "Write at least one item"),
        lines=4,
        max_length=3000,
    )


def is_held_for_one_month(case, outcome, now):
    """One meeting is not two months' meeting."""
    same = Case.objects.filter(
        office=case.office_id,
        service__code=case.row.code,
        state=case_transitions.KEPT,
        outcome__held_on=outcome.get("held_on"),
    ).exclude(pk=case.pk)
    if (
        case.answers.get("month")
        and outcome.get("held_on")
        and same.filter(answers__has_key="month").exists()
    ):
        yield Missing(
            "held_on",
            say(
                "এই দিনের সভায় আগেই অন্য মাসের কথা রাখা হয়েছে। এই মাসের সভার দিন লিখুন।",
                "The meeting of this day already kept another month’s promise. Write the day of this month’s"
                " meeting.",
            ),
        )


RULES = (
    since_receipt("held_on"),
    at_least(
        "present",
        2,
        ("একজনে সভা হয় না। উপস্থিতি মিলিয়ে দেখুন।", "One person is no meeting. Check who was present."),
    ),
    not_answered(
        "quorum",
        {
            "no": (
                "কোরাম না হলে সভা হয়নি, তাই কথাও রাখা হয়নি। কোরামসহ সভা করে লিখুন।",
                (
                    "Without a quorum there was no meeting, so the promise is not kept. Hold one with a"
                    " quorum, then write its minutes."
                ),
            )
        },
    ),
    is_held_for_one_month,
)


class Minutes(Outcome):
    behind = ("held_on",)
    field_order = ("held_on", "present", "quorum", "words", "decisions", "copy_to")
    held_on = DayField(
        label=say_lazy("সভার দিন", "Held on"),
        missing=say_lazy("সভা কোন দিন হয়েছে, লিখুন", "Write the day of the meeting"),
    )
    present = WholeNumberField(
        label=say_lazy("উপস্থিত", "Present"),
        missing=say_lazy("কতজন উপস্থিত ছিলেন, লিখুন", "Write how many were present"),
        least=1,
        most=500,
    )
    quorum = ChoiceField(
        label=say_lazy("কোরাম পূর্ণ হয়েছে?", "Was there a quorum?"),
        missing=say_lazy("কোরাম পূর্ণ হয়েছে কি না, বেছে নিন", "Choose whether there was a quorum"),
        choices=YES_NO,
    )
    words = TextField(
        label=say_lazy("আলোচনা", "Proceedings"),
        help_text=say_lazy(
            "আগের সভার সিদ্ধান্তের অগ্রগতি আগে লিখুন", "Begin with what became of the last decisions"
        ),
        missing=say_lazy("আলোচনার বিবরণ লিখুন", "Write the proceedings"),
        lines=6,
        max_length=8000,
    )
    decisions = TextField(
        label=say_lazy("সিদ্ধান্ত", "Decisions"),
        help_text=say_lazy(
            "প্রতি লাইনে একটি: সিদ্ধান্ত, কে করবেন, কবের মধ্যে", "One on each line: decision, who, by when"
        ),
        missing=say_lazy(
            "সিদ্ধান্ত লিখুন, না থাকলে লিখুন “কোনো সিদ্ধান্ত হয়নি”", "Write the decisions, or “none taken”"
        ),
        lines=5,
        max_length=5000,
    )
    copy_to = TextField(
        label=say_lazy("অনুলিপি", "Copies to"),
        help_text=say_lazy("প্রতি লাইনে একজন", "One on each line"),
        required=False,
        lines=3,
        max_length=1500,
    )
