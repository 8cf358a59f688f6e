"""Application: something an office gives to whoever fulfils its conditions: a certificate, a licence, an
allowance, a copy.
"""

from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import TextField
from ongikar.core.i18n.say import say_lazy


class ApplicationRequest(Intake):
    wanted = TextField(
        label=say_lazy("কী চান", "What you are applying for"),
        help_text=say_lazy(
            "কার জন্য, কোন জমি, প্রতিষ্ঠান বা কাজের জন্য, নম্বর থাকলে নম্বরসহ লিখুন।",
            "For whom and for which land, business or work; with its number, if it has one.",
        ),
        lines=4,
        max_length=3000,
    )


class ApplicationOutcome(Outcome):
    field_order = ("reference", "words")
    reference = TextField(
        label=say_lazy("যা দেওয়া হলো তার নম্বর", "Number of what is given"),
        help_text=say_lazy(
            "সনদ, লাইসেন্স বা আদেশের নম্বর; না থাকলে খালি রাখুন",
            "Of the certificate, licence or order; leave empty if none",
        ),
        required=False,
    )
    words = TextField(
        label=say_lazy("কী দেওয়া হলো", "What is given"),
        help_text=say_lazy("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        lines=4,
        max_length=3000,
    )


class Application(Kind):
    # The empty word is in every name: whatever no other kind hears is an application.
    sorts = (
        Preset(
            say_lazy(
                "আবেদন: সনদ, লাইসেন্স, অনুমোদন, ভাতা, অনুলিপি",
                "Application: a certificate, licence, approval, allowance or copy",
            ),
            {
                "": 0.5,
                "সনদ": 5,
                "প্রত্যয়ন": 5,
                "লাইসেন্স": 5,
                "নিবন্ধন": 4,
                "নবায়ন": 3,
                "অনুমোদন": 4,
                "অনুমতি": 4,
                "মঞ্জুর": 4,
                "ভাতা": 5,
                "অনুদান": 4,
                "ঋণ": 5,
                "বিতরণ": 4,
                "নামজারি": 6,
                "খতিয়ান": 5,
                "অনুলিপি": 5,
                "নকল": 5,
                "পাসপোর্ট": 6,
                "ছাড়পত্র": 5,
                "বিদ্যুৎ সংযোগ": 5,
                "certificate": 5,
                "licence": 5,
                "license": 5,
                "registration": 4,
                "approval": 4,
                "allowance": 5,
            },
        ),
    )
    intake_form = ApplicationRequest
    outcome_form = ApplicationOutcome
    keep_words = say_lazy("যা চাওয়া হয়েছে তা দিন", "Give what was applied for")
    result_words = say_lazy("সেবা প্রদানের পত্র", "Letter of what was given")


KIND = Application()
