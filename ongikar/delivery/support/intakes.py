"""The two forms of support: what does not work, and what was done about it."""

from typing import Any, cast

from ongikar.cases.kinds import Outcome
from ongikar.cases.places import PlaceIntake
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, UploadField, WholeNumberField
from ongikar.core.i18n.say import say_lazy
from ongikar.places.fields import DeviceNumberField

from .models import Job

FIXED = "yes"


class FaultReport(PlaceIntake):
    device = ChoiceField(
        label=say_lazy("কী নিয়ে সমস্যা", "What the trouble is with"),
        choices=[
            ("computer", say_lazy("কম্পিউটার বা ল্যাপটপ", "A computer or laptop")),
            ("printer", say_lazy("প্রিন্টার বা স্ক্যানার", "A printer or scanner")),
            ("projector", say_lazy("প্রজেক্টর বা মনিটর", "A projector or screen")),
            ("network", say_lazy("ইন্টারনেট বা নেটওয়ার্ক", "Internet or network")),
            ("nothi", say_lazy("ই-নথি", "e-Nothi")),
            ("portal", say_lazy("ওয়েব পোর্টাল", "The web portal")),
            ("software", say_lazy("অন্য সফটওয়্যার বা অনলাইন সেবা", "Other software or an online service")),
            ("other", say_lazy("অন্য কিছু", "Something else")),
        ],
        many=True,
    )
    fault = TextField(
        label=say_lazy("সমস্যাটি কী", "What is wrong"),
        help_text=say_lazy(
            "পর্দায় কোনো লেখা এলে হুবহু লিখুন। পাসওয়ার্ড লিখবেন না।",
            "If the screen shows a message, write it exactly. Never write a password.",
        ),
        lines=4,
        max_length=3000,
    )
    device_number = DeviceNumberField(
        label=say_lazy("যন্ত্রের লেবেলের নম্বর", "Number on the device’s label"),
        help_text=say_lazy(
            "যন্ত্রে লেবেল থাকলে লিখুন, যেমন ল-০০৪১। না থাকলে খালি রাখুন।",
            "If the device has a label, such as L-0041. Leave it empty if it has none.",
        ),
        required=False,
    )
    how_many = WholeNumberField(
        label=say_lazy("কয়টি যন্ত্রে সমস্যা", "How many devices"),
        required=False,
        least=1,
        most=500,
    )
    urgency = ChoiceField(
        label=say_lazy("কাজ কতটা আটকে আছে", "How badly is work affected?"),
        missing=say_lazy("কাজ কতটা আটকে আছে, বেছে নিন", "Choose how badly work is affected"),
        choices=Job.Urgency.choices,
    )
    photo = UploadField(
        label=say_lazy("ছবি", "A photo"),
        help_text=say_lazy(
            "যন্ত্র বা পর্দার ছবি থাকলে বুঝতে সুবিধা হয়।", "A picture of the device or the screen helps."
        ),
        required=False,
    )
    good_time = TextField(
        label=say_lazy("কখন গেলে সুবিধা হয়", "When a visit suits you"),
        help_text=say_lazy(
            "যেমন মঙ্গলবার ছুটির পর, ল্যাব খোলা থাকে", "Such as Tuesday after classes, when the lab is open"
        ),
        required=False,
    )

    def ask(self) -> None:
        super().ask()
        # A list box begins with nothing chosen, or the first would be chosen for them.
        field: Any = self.choice_field("device")
        field.choices = [("", say_lazy("বেছে নিন", "Choose")), *field.choices]
        cast(DeviceNumberField, self.fields["device_number"]).office = self.service.version.office


class JobSheet(Outcome):
    behind = ("visited_on",)
    field_order = ("how", "visited_on", "found", "words", "parts", "signed_by", "fixed")
    how = ChoiceField(
        label=say_lazy("কীভাবে দেখা হলো", "How it was looked at"),
        choices=Job.Way.choices,
    )
    visited_on = DayField(
        label=say_lazy("যে দিন যাওয়া হয়েছে", "Visited on"),
        help_text=say_lazy("শুধু গিয়ে দেখলে", "Only after a visit"),
        required=False,
        optional_mark=False,
    )
    found = TextField(
        label=say_lazy("কী পাওয়া গেল", "What was found"),
        lines=3,
        max_length=2000,
    )
    words = TextField(
        label=say_lazy("কী করা হলো", "What was done"),
        help_text=say_lazy("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        lines=4,
        max_length=3000,
    )
    parts = TextField(
        label=say_lazy("যন্ত্রাংশ", "Parts"),
        help_text=say_lazy("বদলানো বা লাগবে এমন যন্ত্রাংশ ও সংখ্যা", "Parts replaced or needed, with their number"),
        required=False,
        lines=2,
        max_length=1000,
    )
    fixed = ChoiceField(
        label=say_lazy("ঠিক হয়েছে?", "Is it fixed?"),
        missing=say_lazy("ঠিক হয়েছে কি না, বেছে নিন", "Choose whether it is fixed"),
        choices=[
            (FIXED, say_lazy("হ্যাঁ", "Yes")),
            ("partly", say_lazy("আংশিক", "Partly")),
            ("no", say_lazy("না", "No")),
        ],
    )
    signed_by = TextField(
        label=say_lazy("কে স্বাক্ষর করেছেন", "Who signed"),
        help_text=say_lazy(
            "প্রতিষ্ঠানের পক্ষে নাম ও পদবি; গিয়ে দেখলে লাগবে",
            "Name and post for the institution; needed after a visit",
        ),
        required=False,
        optional_mark=False,
    )
