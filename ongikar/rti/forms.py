"""What is asked of whoever wants information or appeals: the fields of forms ক and গ."""

from typing import Any

from ongikar.cases.actions import Person
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, language, say_lazy

from .actions import RequestContent
from .models import InformationRequest

MOST_TEXT = 5000


class RequestForm(Form):
    """Form ক: what, in which form, and who asks. Sent twice, it is taken once."""

    text = TextField(
        label=say_lazy("কী তথ্য চান", "What information do you want"),
        help_text=say_lazy(
            "কোন বিষয়ের, কোন সময়ের কোন তথ্য, যতটা পারেন নির্দিষ্ট করে লিখুন। কেন চান, বলতে হবে না।",
            "Write of what, and of which time, as exactly as you can. You need not say why.",
        ),
        missing=say_lazy("কী তথ্য চান, লিখুন", "Write what information you want"),
        lines=6,
        width="",
        max_length=MOST_TEXT,
    )
    wanted_as = ChoiceField(
        label=say_lazy("তথ্যটি কীভাবে চান", "How do you want it"),
        choices=choices_of(InformationRequest.WANTED_AS),
        initial="copy",
    )
    is_urgent = CheckboxField(
        label=say_lazy(
            "এটি কারও জীবন-মৃত্যু, গ্রেপ্তার বা কারাগার থেকে মুক্তির বিষয়",
            "It concerns somebody’s life or death, arrest, or release from prison",
        )
    )
    name = TextField(label=say_lazy("আপনার নাম", "Your name"))
    mobile = MobileField(
        label=say_lazy("মোবাইল নম্বর", "Mobile number"),
    )
    address = TextField(
        label=say_lazy("ঠিকানা", "Address"),
        missing=say_lazy("ঠিকানা লিখুন: আইনে এটি লাগে", "Enter an address: the Act asks for it"),
        max_length=300,
    )
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    parents = TextField(
        label=say_lazy("বাবা ও মায়ের নাম", "Names of your parents"),
        help_text=say_lazy("ফরমে ঘরটি আছে; না লিখলেও আবেদন হবে।", "The form has it; it may stay empty."),
        required=False,
    )
    recipient = TextField(
        label=say_lazy("অন্য কেউ তথ্য নেবেন? তাঁর নাম ও ঠিকানা", "Who else takes it: name and address"),
        required=False,
        max_length=300,
    )
    helper = TextField(
        label=say_lazy("কেউ ফরম পূরণে সাহায্য করলে তাঁর নাম ও ঠিকানা", "Who helped with the form: name and address"),
        required=False,
        max_length=300,
    )
    submission = IdempotencyKeyField(required=False)

    @property
    def person(self) -> Person:
        cleaned = self.cleaned_data
        return Person(
            name=cleaned["name"],
            mobile=cleaned["mobile"],
            address=cleaned["address"],
            email=cleaned["email"],
            language=language(),
        )

    @property
    def request_content(self) -> RequestContent:
        cleaned = self.cleaned_data
        return RequestContent(
            text=cleaned["text"],
            wanted_as=cleaned["wanted_as"],
            parents=cleaned["parents"],
            recipient=cleaned["recipient"],
            helper=cleaned["helper"],
            is_urgent=cleaned["is_urgent"],
        )


class AppealForm(Form):
    """Form গ. Past its days it needs the reason of coming late."""

    grounds = TextField(
        label=say_lazy("কী হয়েছে, আর কেন আপনি সন্তুষ্ট নন", "What happened, and why you are not satisfied"),
        lines=5,
        width="",
        max_length=5000,
    )
    relief = TextField(
        label=say_lazy("আপনি কী চান", "What you ask for"),
        lines=3,
        width="",
        max_length=2000,
    )
    more = TextField(
        label=say_lazy("আর যা জানাতে চান", "Anything else to tell"),
        required=False,
        lines=3,
        width="",
        max_length=2000,
    )
    late_reason = TextField(
        label=say_lazy("আপিল করতে দেরি হলো কেন", "Why the appeal comes late"),
        lines=3,
        width="",
        max_length=1000,
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]


class WithdrawForm(Form):
    words = TextField(
        label=say_lazy("কেন আর লাগবে না", "Why it is needed no more"),
        required=False,
        lines=2,
        width="",
        max_length=1000,
    )
