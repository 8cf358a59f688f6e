"""What an officer writes to an objection, and the day of the draw of a corrected list."""

from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say_lazy

ACCEPT, REFUSE = "accept", "refuse"


class AnswerObjectionForm(Form):
    decision = ChoiceField(
        label=say_lazy("সিদ্ধান্ত", "Decision"),
        missing=say_lazy("সিদ্ধান্ত বেছে নিন", "Choose the decision"),
        choices=[
            (ACCEPT, say_lazy("আপত্তি ঠিক, তালিকা সংশোধন হবে", "Accepted: the list will be corrected")),
            (REFUSE, say_lazy("আপত্তি গৃহীত নয়, তালিকা যেমন আছে", "Not accepted: the list stands")),
        ],
    )
    roll = WholeNumberField(
        label=say_lazy("কোন রোলের লাইন ঠিক করতে হবে", "The roll whose line is to be put right"),
        help_text=say_lazy("গৃহীত হলে লাগবে", "Needed where it is accepted"),
        least=1,
        most=9_999_999,
        required=False,
    )
    reason = TextField(
        label=say_lazy("কারণ", "Reason"),
        help_text=say_lazy(
            "আপত্তিকারী পাবেন, তালিকার পাতায় সবাই দেখবেন; কারও নাম লিখবেন না।",
            "The objector is told, and everybody reads it on the page of the list; name nobody.",
        ),
        missing=say_lazy("কারণ লিখুন", "Write the reason"),
        lines=4,
        max_length=1000,
    )


class CorrectListForm(Form):
    draw_on = DayField(
        label=say_lazy("লটারির দিন", "Day of the draw"),
        missing=say_lazy("লটারির দিন লিখুন", "Write the day of the draw"),
    )
