"""What is asked when a letter leaves for one recipient, and when something becomes of it on the way."""

from typing import Any, cast

from django import forms

from ongikar.core.forms.fields import (
    ChoiceField,
    IdempotencyKeyField,
    TextField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy

from ..models import Dispatch, Recipient
from .ways import asked_channel
from .words import CHANNELS


class DispatchForm(Form):
    """How it goes to one recipient, and what there is to show for it."""

    token = IdempotencyKeyField()
    # How many times it had gone to this recipient when the page was opened.
    seen = WholeNumberField(required=False, widget=forms.HiddenInput)
    channel = ChoiceField(
        label=say_lazy("কীভাবে পাঠাচ্ছেন", "How it goes"),
        choices=[(name, CHANNELS[name]) for name in Dispatch.CHANNELS],
    )
    carried_by = TextField(
        label=say_lazy("কে নিয়ে গেলেন", "Who carries it"),
        help_text=say_lazy(
            "পিয়ন বই ও ডাকের জন্য: যিনি প্রাপকের কাছে বা ডাকঘরে নিয়ে গেলেন",
            "For the peon book and the post: who takes it to the recipient or to the post office",
        ),
        required=False,
        optional_mark=False,
        max_length=200,
    )
    taken_by = TextField(
        label=say_lazy("কে সই করে নিলেন (হাতে দিলে)", "Who took it and signed (by hand)"),
        required=False,
        optional_mark=False,
        max_length=200,
    )
    reference = TextField(
        label=say_lazy("ডাকের রসিদ বা ডি-নথির নম্বর", "Number of the post office’s receipt or of D-Nothi"),
        required=False,
        optional_mark=False,
        max_length=100,
    )
    address = TextField(
        label=say_lazy("ডাকের ঠিকানা", "Postal address"),
        help_text=say_lazy("গ্রাম, ডাকঘর, উপজেলা, জেলা", "Village, post office, upazila, district"),
        required=False,
        optional_mark=False,
        max_length=300,
    )
    proof = UploadField(
        label=say_lazy("প্রাপ্তির প্রমাণ", "Proof of receipt"),
        help_text=say_lazy(
            "পিয়ন বইয়ের স্বাক্ষর বা রসিদের ছবি", "A photo of the signature in the peon book, or of the slip"
        ),
        required=False,
        optional_mark=False,
    )
    reason = TextField(
        label=say_lazy("অন্যভাবে গেলে কেন", "Why, if it goes another way"),
        required=False,
        optional_mark=False,
        max_length=300,
    )

    def __init__(self, *args: Any, recipient: Recipient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if recipient.applicant_id:
            # They may come for it, or read it on their page.
            field = cast(ChoiceField, self.fields["channel"])
            field.choices = [
                (name, CHANNELS[name]) for name in (*Dispatch.CHANNELS, Dispatch.COUNTER, Dispatch.PAGE)
            ]
        asked = asked_channel(recipient)
        if asked:
            self.fields["channel"].help_text = say(
                "চাওয়া হয়েছিল: {way}।", "Asked for: {way}.", way=CHANNELS[asked]
            )
        else:
            del self.fields["reason"]


class ResultForm(Form):
    """The outcome of a dispatch."""

    result = ChoiceField(
        label=say_lazy("কী হলো", "Outcome"),
        choices=[
            (Dispatch.DELIVERED, say_lazy("পৌঁছেছে", "Delivered")),
            (Dispatch.RETURNED, say_lazy("ফেরত এসেছে", "Came back")),
            (Dispatch.FAILED, say_lazy("পৌঁছায়নি", "Not delivered")),
        ],
    )
    words = TextField(
        label=say_lazy("কে নিলেন, বা কেন ফেরত", "Who took it, or why it came back"),
        required=False,
        optional_mark=False,
        max_length=200,
    )
