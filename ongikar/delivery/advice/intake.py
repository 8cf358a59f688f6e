"""What a person who wants advice is asked; a password never is, and is not taken when offered."""

import re

from django.core.exceptions import ValidationError

from ongikar.cases.kinds import Intake
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.bangla.text import nfc

# A secret word with its value behind it: "password: …", "OTP হলো ৪৮২১", "পিন ৪৮২১". In NFC, as all text
# that comes in.
SECRET_WORDS = re.compile(
    nfc(
        r"(?<![a-z])(?:password|passcode|pin|otp|পাসওয়ার্ড|পিন|ওটিপি)\s*(?:নম্বর|number|no\.?)?"
        r"(?:\s*[:=]\s*\S|\s+(?:হলো|হল|হচ্ছে|is)\s+\S*\d|\s+\d{4})"
    ),
    re.IGNORECASE,
)


class AdviceQuestions(Intake):
    topic = ChoiceField(
        label=say_lazy("কোন বিষয়ে", "About what"),
        missing=say_lazy("কোন বিষয়ে পরামর্শ চান, বেছে নিন", "Choose what you want advice on"),
        choices=[
            ("buying", say_lazy("কম্পিউটার, ফোন বা যন্ত্র কেনা", "Buying a computer, phone or device")),
            ("using", say_lazy("যন্ত্র বা সফটওয়্যার চালানো", "Using a device or software")),
            ("internet", say_lazy("ইন্টারনেট ও সংযোগ", "Internet and connection")),
            ("services", say_lazy("অনলাইনে সরকারি সেবা", "Government services online")),
            ("work", say_lazy("ফ্রিল্যান্সিং ও আইসিটি পেশা", "Freelancing and work in ICT")),
            ("other", say_lazy("অন্য কিছু", "Something else")),
        ],
    )
    question = TextField(
        label=say_lazy("কী জানতে চান", "What would you like to know"),
        help_text=say_lazy("যন্ত্র হলে নাম ও মডেল লিখলে সুবিধা হয়।", "For a device, its make and model help."),
        missing=say_lazy("কী বিষয়ে পরামর্শ চান, লিখুন", "Write what you want advice on"),
        lines=4,
        max_length=3000,
    )
    tried = TextField(
        label=say_lazy("এর মধ্যে কী কী চেষ্টা করেছেন", "What have you tried so far"),
        required=False,
        lines=3,
        max_length=2000,
    )

    def clean_question(self) -> str:
        return refuse_secrets(self.cleaned_data["question"])

    def clean_tried(self) -> str:
        return refuse_secrets(self.cleaned_data["tried"])


class CyberAdviceQuestions(AdviceQuestions):
    """For somebody to whom something happened, or who fears it."""

    # Whether money is being lost at this moment.
    rests_on = ("topic", "when")
    field_order = ("topic", "when", "question", "tried")
    topic = ChoiceField(
        label=say_lazy("কোন বিষয়ে", "About what"),
        missing=say_lazy("কোন বিষয়ে পরামর্শ চান, বেছে নিন", "Choose what you want advice on"),
        choices=[
            ("account", say_lazy("ফেসবুক, ই-মেইল বা অন্য অ্যাকাউন্ট", "Facebook, e-mail or another account")),
            ("money", say_lazy("মোবাইল ব্যাংকিং বা টাকার প্রতারণা", "Mobile banking or a money fraud")),
            (
                "harassment",
                say_lazy("হয়রানি, ভয় দেখানো বা ছবি ছড়ানো", "Harassment, threats or spreading pictures"),
            ),
            ("device", say_lazy("ভাইরাস বা যন্ত্রের অদ্ভুত আচরণ", "A virus or a device behaving strangely")),
            ("awareness", say_lazy("নিজেকে ও পরিবারকে নিরাপদ রাখা", "Keeping oneself and the family safe")),
        ],
    )
    when = ChoiceField(
        label=say_lazy("ঘটনাটি কোন অবস্থায়", "How do things stand"),
        missing=say_lazy(
            "ঘটনাটি এখন চলছে, আগে ঘটেছে না আশঙ্কা, বেছে নিন",
            "Choose whether it goes on, is past, or is feared",
        ),
        choices=[
            ("now", say_lazy("এখনো চলছে", "It is going on now")),
            ("before", say_lazy("আগে ঘটেছে", "It has happened before")),
            ("feared", say_lazy("ঘটেনি, আশঙ্কা করছি", "It has not happened, I fear it")),
            ("none", say_lazy("শুধু সাবধান হতে চাই", "I only want to be careful")),
        ],
    )
    question = TextField(
        label=say_lazy("কী হয়েছে বা কীসের আশঙ্কা", "What happened, or what you fear"),
        help_text=say_lazy(
            "পাসওয়ার্ড, পিন বা OTP কখনো লিখবেন না, আমরাও কখনো চাইব না। অন্যের নাম বা ছবি দেওয়ার দরকার নেই।",
            "Never write a password, PIN or OTP; we will never ask for one. No need for names or pictures of"
            " others.",
        ),
        missing=say_lazy("কী হয়েছে বা কীসের আশঙ্কা, লিখুন", "Write what happened or what you fear"),
        lines=5,
        max_length=3000,
    )


def refuse_secrets(words: str) -> str:
    """The words, if no password, PIN or one-time code stands in them with its value."""
    if SECRET_WORDS.search(words):
        raise ValidationError(
            say(
                "পাসওয়ার্ড, পিন বা OTP লিখবেন না, কাউকে বলবেনও না। সেটি মুছে বাকিটুকু রাখুন।",
                "Do not write a password, PIN or OTP, and tell nobody. Remove it and leave the rest.",
            )
        )
    return words


# Questions of their own, by the topic a charter row names in its options.
INTAKES = {"cyber": CyberAdviceQuestions}
