"""The kinds of letters an office writes, after instruction 136 of the Secretariat Instructions 2024, each
with its form and the text it begins with.

Of the twelve kinds named there an office of an upazila issues no resolution and no gazette notification.
"""

from dataclasses import dataclass

from ongikar.core.i18n.say import override_language, say_lazy

RESULT, REMINDER = "result", "reminder"
MEETING_NOTICE, MINUTES, INSPECTION_REPORT = "meeting_notice", "minutes", "inspection_report"
PERFORMANCE_REPORT = "performance_report"
DECISION = "decision"
# Stands in a template where something is to be written; no letter is signed with it.
PLACEHOLDER = "…"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    `is_named`: its form says above the subject what it is (Office Order). `is_to_below`: those it goes to
    stand under the signature. `template`: the text a draft begins with, in both languages. `has_recipient`:
    somebody is addressed; an order or a notice is for whoever it concerns.
    """

    name: str
    words: str
    template: tuple[str, str]
    is_named: bool = False
    is_to_below: bool = True
    has_recipient: bool = True
    salutation: tuple[str, str] = ("", "")
    valediction: tuple[str, str] = ("", "")


KINDS = {
    kind.name: kind
    for kind in (
        LetterKind(
            "official",
            say_lazy("সরকারি পত্র", "Official letter"),
            (
                "উপর্যুক্ত বিষয় ও সূত্রের প্রেক্ষিতে জানানো যাচ্ছে যে, …\n\nসদয় অবগতি ও প্রয়োজনীয় ব্যবস্থার জন্য পাঠানো হলো।",
                "With reference to the above, this is to state that …\n\n"
                "This is sent for kind information and necessary action.",
            ),
        ),
        LetterKind(
            "demi_official",
            say_lazy("আধা-সরকারি পত্র", "Demi-official letter"),
            (
                "…\n\nবিষয়টি আপনার ব্যক্তিগত মনোযোগ পেলে বাধিত হব।",
                "…\n\nI shall be grateful for your personal attention.",
            ),
            salutation=("প্রিয় মহোদয়,", "Dear Sir or Madam,"),
            valediction=("আপনার একান্ত,", "Yours sincerely,"),
        ),
        LetterKind(
            "memo",
            say_lazy("অফিস স্মারক", "Office memorandum"),
            (
                "নিম্নস্বাক্ষরকারী আদিষ্ট হয়ে জানাচ্ছেন যে, …",
                "The undersigned is directed to state that …",
            ),
            is_named=True,
        ),
        LetterKind(
            "order",
            say_lazy("অফিস আদেশ", "Office order"),
            (
                "এতদ্বারা আদেশ দেওয়া যাচ্ছে যে, …\n\nএ আদেশ অবিলম্বে কার্যকর হবে।",
                "It is hereby ordered that …\n\nThis order takes effect at once.",
            ),
            is_named=True,
            has_recipient=False,
        ),
        LetterKind(
            "circular",
            say_lazy("পরিপত্র", "Circular"),
            (
                "সংশ্লিষ্ট সবার অবগতি ও অনুসরণের জন্য জানানো যাচ্ছে যে, …",
                "For the information and guidance of all concerned, …",
            ),
            is_named=True,
            has_recipient=False,
        ),
        LetterKind(
            "notice",
            say_lazy("বিজ্ঞপ্তি", "Notice"),
            (
                "সংশ্লিষ্ট সবার অবগতির জন্য জানানো যাচ্ছে যে, …",
                "This is to inform all concerned that …",
            ),
            is_named=True,
            has_recipient=False,
        ),
        LetterKind(
            "endorsement",
            say_lazy("পৃষ্ঠাঙ্কন", "Endorsement"),
            (
                "নিম্নবর্ণিত পত্রের কপি অবগতি ও প্রয়োজনীয় ব্যবস্থার জন্য পাঠানো হলো।",
                "A copy of the letter named above is forwarded for information and necessary action.",
            ),
            is_named=True,
        ),
        LetterKind(
            "unofficial_note",
            say_lazy("অনানুষ্ঠানিক নোট", "Unofficial note"),
            ("… বিষয়ে মতামত চাওয়া হলো।", "An opinion is asked for on …"),
            is_named=True,
        ),
        LetterKind(
            "press_note",
            say_lazy("প্রেস বিজ্ঞপ্তি", "Press note"),
            (
                "… জনস্বার্থে প্রচারের জন্য অনুরোধ করা হলো।",
                "… Publication in the public interest is requested.",
            ),
            is_named=True,
        ),
        LetterKind(
            "mail",
            say_lazy("ই-মেইল বার্তা", "E-mail message"),
            ("… সদয় অবগতির জন্য জানানো হলো।", "… This is for your kind information."),
        ),
        LetterKind(
            REMINDER,
            say_lazy("তাগিদপত্র", "Reminder"),
            (
                "উপর্যুক্ত স্মারকের চিঠির উত্তর এখনো পাওয়া যায়নি।\n\nউত্তরটি দ্রুত পাঠানোর জন্য পুনরায় অনুরোধ করা হলো।",
                "No answer to the letter named above has been received so far.\n\n"
                "You are again requested to send the answer soon.",
            ),
            is_named=True,
        ),
        # Both are written by the page of a meeting, from its agenda and from what it decided.
        LetterKind(MEETING_NOTICE, say_lazy("সভার নোটিশ", "Notice of a meeting"), ("", ""), is_named=True),
        LetterKind(MINUTES, say_lazy("কার্যবিবরণী", "Minutes"), ("", ""), is_named=True),
        # Written by the page of an inspection, from what was answered there.
        LetterKind(
            INSPECTION_REPORT, say_lazy("পরিদর্শন প্রতিবেদন", "Inspection report"), ("", ""), is_named=True
        ),
        # Written by the page of a plan, from its readings.
        LetterKind(
            PERFORMANCE_REPORT,
            say_lazy("কর্মসম্পাদন প্রতিবেদন", "Performance report"),
            ("", ""),
            is_named=True,
        ),
        # What a case ends with: its text is made from the outcome, and its addressee is the applicant.
        LetterKind(
            RESULT, say_lazy("আবেদনের ফলাফল", "Outcome of an application"), ("", ""), is_to_below=False
        ),
        # What a complaint ends with, for both sides.
        LetterKind(DECISION, say_lazy("অভিযোগের সিদ্ধান্ত", "Decision on a complaint"), ("", "")),
    )
}
# What may be begun on the page of drafts; the others come out of something else.
MADE_ELSEWHERE = (
    *(RESULT, REMINDER, MEETING_NOTICE, MINUTES, INSPECTION_REPORT, PERFORMANCE_REPORT),
    DECISION,
)
DRAFTED = tuple(name for name in KINDS if name not in MADE_ELSEWHERE)


def template_of(kind: str, tongue: str) -> str:
    bn, en = KINDS[kind].template
    return en if tongue == "en" else bn


def kind_words(kind: str, tongue: str) -> str:
    with override_language(tongue):
        return str(KINDS[kind].words)
