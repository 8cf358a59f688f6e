"""What whoever decides answers when a complainant asked for a correction: it is put right, or not and why."""

from typing import Any

from ongikar.cases.act_words import FIELD_NAMES
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import say, say_lazy

from .. import actions
from ..citizen.correcting import waiting_correction
from ..models import Stage
from ..transitions import ASK_CORRECTION, CORRECT, CORRECTIONS
from .desk_acts import DeskAct, register_act
from .desk_forms import DeskForm

MAKE, REFUSE = "make", "refuse"


class AnswerCorrectionForm(DeskForm):
    ruling = ChoiceField(
        label=say_lazy("কী করবেন", "What you do"),
        choices=[
            (MAKE, say_lazy("ঠিক করুন", "Correct it")),
            (REFUSE, say_lazy("যেমন আছে, তেমন থাকবে", "Leave it as it is")),
        ],
    )
    words = TextField(
        label=say_lazy("কীভাবে জানা গেল, বা কেন নয়", "How it was learned, or why not"),
        lines=3,
        width="",
        max_length=1000,
    )

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "is_made": self.cleaned_data["ruling"] == MAKE,
            "words": self.cleaned_data["words"],
        }

    @property
    def question_lines(self) -> list[tuple[str, str]]:
        """What was asked for, as the page shows it above the form."""
        act = waiting_correction(self.stage.grievance)
        if act is None:
            return []
        lines = [
            (say("কোনটি", "What"), say(*FIELD_NAMES[act.data["field"]])),
            (say("এখন লেখা আছে", "It says now"), act.data["old"]),
            (say("হবে", "It should be"), act.data["new"]),
            (say("অভিযোগকারীর কথা", "The complainant’s words"), act.words),
        ]
        return [line for line in lines if line[1]]


def correction_waits(stage: Stage) -> bool:
    said = [act for act in stage.grievance.acts.all() if act.name in CORRECTIONS]
    return bool(said) and said[-1].name == ASK_CORRECTION and "new" in said[-1].data


def register_correction_act() -> None:
    register_act(
        CORRECT,
        DeskAct(
            say_lazy("অভিযোগকারীর তথ্য ঠিক করুন", "Correct the complainant’s data"),
            say_lazy("উত্তর লেখা ও জানানো হয়েছে।", "The answer is written and told."),
            AnswerCorrectionForm,
            actions.answer_correction,
            order=85,
            condition=correction_waits,
            template="grievances/correct.html",
            button=say_lazy("উত্তর দিন", "Answer"),
        ),
    )
