"""Information: a question asked, an answer given in writing."""

from collections.abc import Iterator

from ongikar.cases import similar_cases
from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.cases.kinds.kind import Panel
from ongikar.cases.models import Case
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.letters.models import Dispatch

COLLECT, POST, EMAIL = "collect", "post", "email"
# How an answer goes that is wanted so.
CHANNELS = {COLLECT: Dispatch.COUNTER, POST: Dispatch.POST, EMAIL: Dispatch.EMAIL}


class InformationRequest(Intake):
    question = TextField(
        label=say_lazy("কী জানতে চান", "What would you like to know"),
        help_text=say_lazy(
            "যত নির্দিষ্ট করে লিখবেন, উত্তর তত কাজে লাগবে।",
            "The more exactly you ask, the more useful the answer.",
        ),
        lines=4,
        max_length=3000,
    )
    form_wanted = ChoiceField(
        label=say_lazy("কীভাবে পেলে সুবিধা হয়", "In what form"),
        choices=[
            ("written", say_lazy("লিখিত উত্তর", "A written answer")),
            ("copy", say_lazy("কাগজ বা তালিকার কপি", "A copy of a document or list")),
            ("spoken", say_lazy("মুখে বললেই চলবে", "Being told is enough")),
        ],
    )
    receive_by = ChoiceField(
        label=say_lazy("উত্তর কীভাবে পেতে চান", "How should the answer reach you"),
        help_text=say_lazy(
            "ই-মেইলে চাইলে ই-মেইল ঠিকানাও দিতে হবে, ডাকে চাইলে পুরো ঠিকানা।",
            "For e-mail the e-mail address is needed too, for the post the whole address.",
        ),
        choices=[
            (COLLECT, say_lazy("SMS-এ জানাবেন, আমি এসে নেব", "Send me an SMS, I will collect it")),
            (POST, say_lazy("ডাকে, আমার ঠিকানায়", "By post, to my address")),
            (EMAIL, say_lazy("ই-মেইলে", "By e-mail")),
        ],
    )

    def contact_needed(self) -> dict[str, str]:
        wanted = self.cleaned_data.get("receive_by")
        if wanted == EMAIL:
            return {
                "email": say(
                    "উত্তর ই-মেইলে চেয়েছেন, তাই ই-মেইল ঠিকানা লাগবে।",
                    "You asked for the answer by e-mail, so your address is needed.",
                )
            }
        if wanted == POST:
            return {
                "address": say(
                    "উত্তর ডাকে চেয়েছেন, তাই গ্রামের সঙ্গে ডাকঘর ও উপজেলাও লিখুন।",
                    "You asked for the answer by post: write post office and upazila with the village.",
                )
            }
        return {}


class InformationAnswer(Outcome):
    words = TextField(
        label=say_lazy("উত্তর", "The answer"),
        help_text=say_lazy("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        lines=6,
        max_length=5000,
    )
    enclosed = TextField(
        label=say_lazy("সঙ্গে যা দেওয়া হলো", "Given with it"),
        help_text=say_lazy(
            "যেমন তালিকা, পরিপত্রের কপি, ওয়েব ঠিকানা", "Such as a list, a copy of a circular, a web address"
        ),
        required=False,
    )


class Information(Kind):
    sorts = (
        Preset(
            say_lazy("তথ্য: প্রশ্নের উত্তর", "Information: a question answered"),
            {"তথ্য": 2, "তথ্য প্রদান": 2, "তথ্য সরবরাহ": 2, "তথ্য অধিকার": 3, "information": 2},
        ),
    )
    intake_form = InformationRequest
    outcome_form = InformationAnswer
    answers_question = "question"
    keep_words = say_lazy("উত্তর দিন", "Give the answer")
    result_words = say_lazy("তথ্যের উত্তর", "Answer to a request for information")

    def reply_channel(self, case: Case) -> str:
        return CHANNELS.get(str(case.answers.get("receive_by", "")), "")

    def panel(self, case: Case) -> Panel | None:
        hint = say(
            "তথ্য অধিকার আইন, ২০০৯-এর আবেদন আলাদা পথ: ২০ কার্যদিবসে উত্তর, অন্য দপ্তর জড়িত থাকলে ৩০। সাধারণ"
            " প্রশ্নের উত্তর এখানেই দিন।",
            "A request under the Right to Information Act 2009 is a track of its own: answered in 20 working"
            " days, 30 where other offices are involved. Answer ordinary questions here.",
        )
        title = say("আগে এমন প্রশ্নে যা বলা হয়েছে", "What was answered to questions like it")
        return similar_cases.similar_cases_panel(
            title, similar_cases.cases_with_similar_answer(case, "question"), asked="question", hint=hint
        )

    def after_refusal(self, case: Case) -> Iterator[tuple[str, str]]:
        # Source: Right to Information Act 2009; the refusal of a question does not end the right to
        # ask under it.
        yield (
            say("এখন যা করতে পারেন", "What you can do now"),
            say(
                "তথ্য অধিকার আইন, ২০০৯ অনুযায়ী নির্ধারিত ফরমে আবেদন করতে পারেন। উত্তরের সময় ২০ কার্যদিবস,"
                " অন্য দপ্তর জড়িত থাকলে ৩০ কার্যদিবস।",
                "You can apply on the set form under the Right to Information Act 2009. It is answered in 20"
                " working days, or 30 where other offices are involved.",
            ),
        )

    books = ("information",)

    def book_rows(self, case: Case) -> Iterator[tuple[str, dict[str, str]]]:
        yield "information", self.entry(case, "question", "form_wanted", "receive_by", "words", "enclosed")


KIND = Information()
