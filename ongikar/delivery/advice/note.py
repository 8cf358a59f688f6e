"""The advice note; for cyber-security it carries a checklist of safe steps and where to report a crime."""

from ongikar.cases.kinds import Missing, Outcome
from ongikar.core.forms.fields import CheckboxField, ChoiceField, TextField
from ongikar.core.i18n.say import say, say_lazy


class AdviceNote(Outcome):
    words = TextField(
        label=say_lazy("পরামর্শ", "The advice"),
        help_text=say_lazy(
            "আবেদনকারী এই লেখাটি পাবেন। ধাপে ধাপে লিখুন।",
            "The applicant will receive these words. Write step by step.",
        ),
        missing=say_lazy("পরামর্শ লিখুন", "Write the advice"),
        lines=6,
        max_length=5000,
    )
    next_step = TextField(
        label=say_lazy("এতে কাজ না হলে এরপর কী", "What next if this does not help"),
        required=False,
        lines=2,
        max_length=1000,
    )


# The safe steps an officer may tick, in the order in which they are best taken.
STEPS = [
    (
        "step_evidence",
        say_lazy(
            "প্রমাণ রাখুন: স্ক্রিনশট, লিংক, নম্বর ও সময়। কিছু মুছবেন না।",
            "Keep the evidence: screenshots, links, numbers and times. Delete nothing.",
        ),
    ),
    (
        "step_bank",
        say_lazy(
            "টাকা গেলে এখনই ব্যাংক বা মোবাইল ব্যাংকিংয়ের নিজস্ব নম্বরে ফোন করে লেনদেন আটকাতে বলুন।",
            "If money is gone, call the bank’s or mobile banking’s own number now and ask them to stop it.",
        ),
    ),
    (
        "step_password",
        say_lazy(
            "অন্য একটি নিরাপদ যন্ত্র থেকে পাসওয়ার্ড বদলান; প্রতিটি অ্যাকাউন্টে আলাদা পাসওয়ার্ড দিন।",
            "Change the password from another, safe device; use a different one for each account.",
        ),
    ),
    (
        "step_two",
        say_lazy("দুই ধাপের যাচাই (টু-স্টেপ ভেরিফিকেশন) চালু করুন।", "Turn on two-step verification."),
    ),
    (
        "step_sign_out",
        say_lazy(
            "অ্যাকাউন্টের সেটিংস থেকে অচেনা সব যন্ত্র বের করে দিন।",
            "Sign out every device you do not know in the account’s settings.",
        ),
    ),
    (
        "step_never_pay",
        say_lazy(
            "ভয় দেখিয়ে টাকা চাইলে দেবেন না; বিশ্বস্ত একজনকে জানান।",
            "Do not pay anyone who threatens you; tell somebody you trust.",
        ),
    ),
    (
        "step_links",
        say_lazy("অচেনা লিংক, অ্যাপ বা QR কোড খুলবেন না।", "Do not open unknown links, apps or QR codes."),
    ),
    (
        "step_update",
        say_lazy(
            "ফোন ও কম্পিউটার হালনাগাদ করুন, অচেনা অ্যাপ মুছে দিন।",
            "Update the phone and the computer, and remove apps you do not know.",
        ),
    ),
    (
        "step_secret",
        say_lazy(
            "পাসওয়ার্ড, পিন বা OTP কাউকে বলবেন না, অফিসের লোক পরিচয় দিলেও না।",
            "Tell nobody a password, PIN or OTP, not even somebody who claims to be from an office.",
        ),
    ),
]


# Said in the words of the advice, as it is across a counter.
IN_WORDS = "in_words"


class SafetyNote(AdviceNote):
    """Advice after or against a cyber incident."""

    reported_to = ChoiceField(
        label=say_lazy("কোথায় জানাতে বলা হলো", "Where it should be reported"),
        missing=say_lazy("কোথায় জানাতে বলা হলো, বেছে নিন", "Choose where it should be reported"),
        choices=[
            ("nowhere", say_lazy("অপরাধ ঘটেনি, জানানোর দরকার নেই", "No crime happened; nowhere")),
            (
                "police",
                say_lazy(
                    "নিকটস্থ থানায় সাধারণ ডায়েরি (জিডি)",
                    "A general diary (GD) at the nearest police station",
                ),
            ),
            ("emergency", say_lazy("এখনই বিপদ: ৯৯৯ নম্বরে ফোন", "Danger right now: a call to 999")),
            (
                "bank",
                say_lazy(
                    "ব্যাংক বা মোবাইল ব্যাংকিংয়ে, তারপর থানায়",
                    "The bank or mobile banking, then the police station",
                ),
            ),
            (IN_WORDS, say_lazy("পরামর্শে যেমন লেখা আছে", "As the advice says")),
        ],
    )

    def ask(self) -> None:
        for name, words in STEPS:
            self.add(name, CheckboxField(label=words))


# What is a crime while it goes on or after it happened, by the topic that was named.
CRIMES = frozenset({"money", "harassment"})
HAPPENED = frozenset({"now", "before"})


def crime_is_reported(case, outcome, now):
    """Whoever tells of a fraud or of harassment is told where to report it."""
    if (
        case.answers.get("topic") in CRIMES
        and case.answers.get("when") in HAPPENED
        and outcome.get("reported_to") == "nowhere"
    ):
        yield Missing(
            "reported_to",
            say(
                "আবেদনকারী লিখেছেন ঘটনাটি ঘটেছে। কোথায় জানাতে হবে, বেছে নিন।",
                "The applicant says that it happened. Choose where it should be reported.",
            ),
        )


NOTES = {"cyber": SafetyNote}
