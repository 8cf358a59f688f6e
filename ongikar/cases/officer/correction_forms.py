"""What the officer writes when the applicant asks for a correction: how it was checked, or why it is not made."""

from ongikar.frame.fields import Text
from ongikar.frame.say import say, say_later

from ..act_words import FIELDS
from ..corrections import asked_of
from .forms import ActForm, Sentence


class AboutCorrection(ActForm):
    """Shows what stands there and what is to stand there, beside the words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if asked := asked_of(self.case):
            self.hint(
                "words",
                say(
                    "{field}: এখন আছে “{old}”, হবে “{new}”। আবেদনকারীর কথা: {words}",
                    "{field}: now “{old}”, to be “{new}”. The applicant says: {words}",
                    field=say(*FIELDS[asked.data["field"]]), old=asked.data["old"], new=asked.data["new"],
                    words=asked.words or "—",
                ),
            )  # fmt: skip


class MakeCorrection(AboutCorrection):
    words = Text(
        label=say_later("কোন কাগজের সঙ্গে মিলিয়ে দেখেছেন", "Against which document it was checked"),
        missing=say_later("কোন কাগজের সঙ্গে মিলিয়ে দেখেছেন, লিখুন", "Write against which document it was checked"),
        max_length=300,
    )  # fmt: skip


class RefuseCorrection(AboutCorrection):
    words = Sentence(
        label=say_later("কেন ঠিক করা হলো না", "Why it is not corrected"),
        missing=say_later("কারণ লিখুন। কারণ ছাড়া ফিরিয়ে দেওয়া যায় না।", "Write the reason. Nothing is refused without one."),
        lines=3, max_length=1000,
    )  # fmt: skip
