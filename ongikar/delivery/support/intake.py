"""What is asked of somebody whose equipment does not work."""

from typing import Any

from ongikar.cases.places import PlaceIntake
from ongikar.core.forms.fields import ChoiceField, TextField, UploadField, WholeNumberField
from ongikar.core.i18n.say import say_lazy


class FaultReport(PlaceIntake):
    device = ChoiceField(
        label=say_lazy("কী নিয়ে সমস্যা", "What the trouble is with"),
        missing=say_lazy(
            "কোন যন্ত্র বা ব্যবস্থায় সমস্যা, বেছে নিন", "Choose which device or system the trouble is with"
        ),
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
        missing=say_lazy("সমস্যাটি কী, লিখুন", "Write what is wrong"),
        lines=4,
        max_length=3000,
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
        choices=[
            ("stopped", say_lazy("কাজ পুরো বন্ধ", "All work has stopped")),
            ("partly", say_lazy("কিছু কাজ আটকে আছে", "Some work is affected")),
            ("can_wait", say_lazy("অপেক্ষা করা যাবে", "It can wait")),
        ],
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
