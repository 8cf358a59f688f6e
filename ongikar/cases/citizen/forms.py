"""What is asked of the person besides the service's own questions: contact, answers, stars, and why they
withdraw.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.forms import TextInput

from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    MobileField,
    TextField,
    UploadField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import digits
from ongikar.rules.identity import identity_fault, masked_identity, normal_identity


class NeverEchoedInput(TextInput):
    """A line whose value, once it is right, is not written into a page again."""

    def format_value(self, value):
        return "" if normal_identity(str(value or "")) else super().format_value(value)


class ContactForm(Form):
    """Who asks, and where they can be reached."""

    kind = ChoiceField(
        label=say_lazy("কার পক্ষে আবেদন", "Who is asking"),
        missing=say_lazy("কার পক্ষে আবেদন, বেছে নিন", "Choose who is asking"),
        choices=[
            (Applicant.CITIZEN, say_lazy("আমি নিজে, একজন নাগরিক হিসেবে", "I am, as a citizen")),
            (
                Applicant.INSTITUTION,
                say_lazy(
                    "একটি প্রতিষ্ঠান, যেমন স্কুল, কার্যালয় বা ডিজিটাল সেন্টার",
                    "An institution, such as a school, an office or a digital centre",
                ),
            ),
        ],
    )
    institution = TextField(
        label=say_lazy("প্রতিষ্ঠানের নাম", "Name of the institution"),
        help_text=say_lazy("প্রতিষ্ঠানের পক্ষে হলে লিখুন।", "Only when asking for an institution."),
        required=False,
        optional_mark=False,
        width="w20",
    )
    name = TextField(
        label=say_lazy("আপনার নাম", "Your name"),
        help_text=say_lazy("জাতীয় পরিচয়পত্রে যেমন আছে", "As on your national ID card"),
        missing=say_lazy("আপনার নাম লিখুন", "Enter your name"),
        max_length=120,
    )
    village = TextField(
        label=say_lazy("গ্রাম বা মহল্লা", "Village or neighbourhood"),
        missing=say_lazy("আপনার গ্রাম বা মহল্লার নাম লিখুন", "Enter the name of your village or neighbourhood"),
        max_length=120,
    )
    union = TextField(
        label=say_lazy("ইউনিয়ন বা পৌরসভা, ডাকঘর", "Union or municipality, post office"),
        missing=say_lazy("ইউনিয়ন বা পৌরসভার নাম লিখুন", "Enter the name of your union or municipality"),
        max_length=150,
    )
    mobile = MobileField(
        label=say_lazy("মোবাইল নম্বর", "Mobile number"),
        help_text=say_lazy(
            "আবেদনের খবর এই নম্বরে যাবে। বাংলা বা ইংরেজি, যে কোনো অঙ্কে লিখুন।",
            "News of your request goes to this number. Bangla or English digits, both will do.",
        ),
    )
    email = EmailField(
        label=say_lazy("ই-মেইল", "E-mail"),
        missing=say_lazy("আপনার ই-মেইল ঠিকানা লিখুন", "Enter your e-mail address"),
        required=False,
    )
    identity = TextField(
        label=say_lazy(
            "জাতীয় পরিচয়পত্র বা জন্ম নিবন্ধনের নম্বর",
            "Number of the national ID card or birth registration",
        ),
        help_text=say_lazy(
            "দিলে পরিচয় মেলাতে সুবিধা হয়। নম্বরটি তালাবদ্ধ রাখা হয়, কোনো তালিকায় পুরো দেখা যায় না।",
            "It makes it easier to check who you are. The number is kept locked; no list shows it whole.",
        ),
        required=False,
        max_length=60,
        widget=NeverEchoedInput,
    )

    AUTOCOMPLETE = {
        "name": "name",
        "village": "address-line1",
        "union": "address-line2",
        "email": "email",
        "institution": "organization",
    }

    def __init__(self, *args, asks_identity: bool = False, is_for_institutions: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_for_institutions = is_for_institutions
        if is_for_institutions:
            # Nobody asks for it as a citizen, so who is asking is no question.
            del self.fields["kind"]
            institution = self.fields["institution"]
            institution.required, institution.help_text = True, ""
            institution.error_messages["required"] = say(
                "প্রতিষ্ঠানের নাম লিখুন", "Enter the name of the institution"
            )
        for name, word in self.AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = word
        if asks_identity:
            self.fields["identity"].widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}
        else:
            del self.fields["identity"]

    def clean_identity(self) -> str:
        typed = self.cleaned_data["identity"]
        if typed and (fault := identity_fault(typed)):
            raise ValidationError(say(*fault))
        return normal_identity(typed)

    def say_identity_kept(self, typed: str) -> None:
        """A number that was taken is not shown again; its last figures tell which it was. "": it does not
        open any more.
        """
        if "identity" in self.fields and not typed:
            self.fields["identity"].help_text = say(
                "আগে যে নম্বর দিয়েছিলেন তা আর খোলা যায় না। চাইলে আবার লিখুন।",
                "The number you gave before cannot be opened any more. You may enter it again.",
            )
        if "identity" in self.fields and (number := normal_identity(typed)):
            self.fields["identity"].help_text = say(
                "দেওয়া আছে: {masked}। খালি রাখলে এটিই থাকবে।",
                "Already given: {masked}. Leave it empty to keep this one.",
                masked=digits(masked_identity(number), language()),
            )

    def need(self, reasons: Mapping[str, str]) -> None:
        """What may otherwise be left out, field → why the answers of the step before call for it."""
        for name, reason in reasons.items():
            self.fields[name].required = True
            self.fields[name].help_text = reason

    def clean(self):
        cleaned = super().clean()
        if self.is_for_institutions:
            cleaned["kind"] = Applicant.INSTITUTION
        elif cleaned.get("kind") == Applicant.INSTITUTION and not cleaned.get("institution"):
            self.add_error("institution", say("প্রতিষ্ঠানের নাম লিখুন", "Enter the name of the institution"))
        if cleaned.get("kind") == Applicant.CITIZEN:
            cleaned["institution"] = ""
        return cleaned

    def address(self) -> str:
        return f"{self.cleaned_data['village']}, {self.cleaned_data['union']}"


class AnswerToOfficeForm(Form):
    """What the office asked for in writing: one file for each paper named, and words. `names`: as the page
    says them.
    """

    words = TextField(
        label=say_lazy("আপনার উত্তর", "Your answer"),
        help_text=say_lazy("কিছু বুঝিয়ে বলার থাকলে লিখুন।", "If there is something to explain."),
        lines=3,
        max_length=3000,
        required=False,
    )

    def __init__(self, *args, missing: list[str], names: dict[str, str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.missing = missing
        for number, title in enumerate(missing):
            self.fields[f"paper-{number}"] = UploadField(
                label=(names or {}).get(title, title),
                required=False,
                optional_mark=False,
                help_text=say("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
            )
        self.order_fields([name for name in self.fields if name != "words"])

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            first = "paper-0" if self.missing else "words"
            self.add_error(
                first,
                say(
                    "যা চাওয়া হয়েছে, তার ছবি দিন বা উত্তর লিখুন",
                    "Send a picture of what was asked for, or write an answer",
                ),
            )
        return cleaned

    def uploads(self):
        """(field, title, file) of each file that came."""
        for number, title in enumerate(self.missing):
            if upload := self.cleaned_data.get(f"paper-{number}"):
                yield f"paper-{number}", title, upload


STARS = [
    ("5", say_lazy("৫: খুব ভালো", "5: very good")),
    ("4", say_lazy("৪: ভালো", "4: good")),
    ("3", say_lazy("৩: চলে", "3: fair")),
    ("2", say_lazy("২: খারাপ", "2: poor")),
    ("1", say_lazy("১: খুব খারাপ", "1: very poor")),
]


class RatingForm(Form):
    """One to five, once."""

    stars = ChoiceField(label=say_lazy("সেবা কেমন লাগল", "How was the service"), choices=STARS)
    words = TextField(
        label=say_lazy("আর কিছু বলার থাকলে", "Anything else"), lines=3, max_length=1000, required=False
    )


class WithdrawalForm(Form):
    """Why the person withdraws, and that they mean it."""

    words = TextField(
        label=say_lazy("কেন তুলে নিচ্ছেন", "Why do you withdraw it"), lines=3, max_length=1000, required=False
    )
    sure = CheckboxField(
        label=say_lazy("হ্যাঁ, আবেদনটি তুলে নিতে চাই", "Yes, I want to withdraw my request"),
        required=True,
        missing=say_lazy("তুলে নিতে চাইলে এই ঘরে টিক দিন", "Tick this box if you want to withdraw it"),
    )


class EnoughForm(Form):
    """That what was given is enough, and that they mean it."""

    words = TextField(
        label=say_lazy("কিছু বলার থাকলে", "Anything to say"), lines=3, max_length=1000, required=False
    )
    sure = CheckboxField(
        label=say_lazy(
            "হ্যাঁ, যা পেয়েছি তা-ই যথেষ্ট; বাকিটুকু আর লাগবে না",
            "Yes, what I have is enough; I no longer need the rest",
        ),
        required=True,
        missing=say_lazy("এটুকুই যথেষ্ট হলে এই ঘরে টিক দিন", "Tick this box if it is enough"),
    )
