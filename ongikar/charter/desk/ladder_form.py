"""The steps for complaints as a page of forms: one for each step in force, and an empty one for a further
step.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ongikar.charter.ladder_change.steps import Step
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form, JoinedForms
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Post
from ongikar.rules.bangla import text
from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.promise.terms import CALENDAR_DAYS, MONTHS, UNITS, WEEKS, WORKING_DAYS

from .part_fields import post_choices
from .suggestions import complaint_posts

MOST_STEPS = 6
# What a step's limit is counted in; what a document prints otherwise stays as long as nobody changes it.
COUNTED_IN = (WORKING_DAYS, CALENDAR_DAYS, WEEKS, MONTHS)
UNIT_WORDS = {unit: (UNITS[unit].bn, UNITS[unit].en_many or UNITS[unit].en) for unit in UNITS}
MOST_DAYS = 365


def words(bn: str, en: str, *, most: int, lines: int = 1, **kwargs: Any) -> TextField:
    return TextField(label=say_lazy(bn, en), max_length=most, lines=lines, width="", **kwargs)


class StepForm(Form):
    """One step. `posts`: all posts of the office, of which those that hear complaints can be chosen."""

    post = ChoiceField(
        label=say_lazy("কোন পদ শোনে", "The post that hears it"),
        many=True,
    )
    title_bn = words("ধাপের নাম", "Name of the step", most=200)
    title_en = words("ধাপের নাম, ইংরেজিতে", "Name in English", most=200, required=False)
    when_bn = words(
        "কখন এই ধাপে আসা যায়",
        "When it is open",
        most=600,
        lines=2,
    )
    when_en = words("কখন, ইংরেজিতে", "When, in English", most=600, lines=2, required=False)
    amount = WholeNumberField(
        label=say_lazy("কত দিনে সিদ্ধান্ত", "Decided within"),
        least=1,
        most=3_650,
    )
    unit = ChoiceField(label=say_lazy("কীসের হিসাবে", "Counted in"), many=True)
    may_extend = WholeNumberField(
        label=say_lazy("তদন্তে কত কার্যদিবস বাড়তে পারে", "Working days of extension for an inquiry"),
        help_text=say_lazy("একবারই; ০ লিখলে বাড়ানো যায় না", "Once only; 0: it cannot be extended"),
        most=MOST_DAYS,
    )
    window_days = WholeNumberField(
        label=say_lazy("সিদ্ধান্তের কত দিনের মধ্যে আপিল", "Days for an appeal after its decision"),
        help_text=say_lazy(
            "ছুটিসহ দিন; খালি রাখলে কার্যালয়ের সাধারণ নিয়ম", "Calendar days; if left empty, the office’s own rule"
        ),
        most=MOST_DAYS,
        required=False,
        optional_mark=False,
    )
    alternate = ChoiceField(
        label=say_lazy("বিকল্প কর্মকর্তা", "Who decides in its place"),
        help_text=say_lazy(
            "অভিযোগ এই ধাপের কর্মকর্তারই বিরুদ্ধে হলে বা পদটি খালি থাকলে",
            "Where the complaint is of this step’s officer, or the post is vacant",
        ),
        many=True,
        required=False,
        optional_mark=False,
    )
    address_bn = words("ঠিকানা", "Address", most=600, lines=2, required=False)
    address_en = words("ঠিকানা, ইংরেজিতে", "Address in English", most=600, lines=2, required=False)
    phone = TextField(label=say_lazy("ফোন", "Phone"), max_length=20, width="w11", required=False)
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    web = TextField(label=say_lazy("ওয়েব", "Web"), max_length=120, required=False)
    leave_out = CheckboxField(label=say_lazy("এই ধাপ আর থাকবে না", "This step is to go"))

    # Who and when stand first: the rest seldom changes.
    field_order = ("post", "amount", "unit", "may_extend", "window_days", "alternate")

    def __init__(self, *args: Any, posts: Sequence[Post], before: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        hearing = post_choices(complaint_posts(list(posts)))
        self.choice_field("post").choices = [("", "—"), *hearing]
        self.choice_field("alternate").choices = [("", say("কেউ নয়", "Nobody")), *hearing]
        printed = before["limit"]["unit"] if before else WORKING_DAYS
        units = COUNTED_IN if printed in COUNTED_IN else (*COUNTED_IN, printed)
        self.choice_field("unit").choices = [(unit, say(*UNIT_WORDS[unit])) for unit in units]
        if before is None:
            del self.fields["leave_out"]

    @property
    def is_left_out(self) -> bool:
        return bool(self.cleaned_data.get("leave_out"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("leave_out"):
            # What stands in a step that goes is nobody's word, and no fault.
            self.keep_faults_of()
            return cleaned
        if cleaned.get("alternate") and cleaned["alternate"] == cleaned.get("post"):
            self.add_error(
                "alternate",
                say(
                    "বিকল্প হবে অন্য কোনো পদ: ধাপের কর্মকর্তা নিজের বদলে নিজে বসতে পারেন না",
                    "This must be another post: the step’s own officer cannot stand in for himself",
                ),
            )
        if cleaned.get("amount") and cleaned.get("unit"):
            try:
                Promise(cleaned["unit"], cleaned["amount"])
            except PromiseFault as fault:
                self.add_error("amount", say(fault.bn, fault.en))
        return cleaned

    def step(self) -> Step:
        """The step as it was written; of one that was there before, what stands open goes on with it."""
        cleaned = self.cleaned_data
        return Step(
            post=cleaned["post"],
            alternate=cleaned["alternate"],
            limit=Promise(cleaned["unit"], cleaned["amount"]).as_data(),
            window_days=cleaned["window_days"],
            may_extend=cleaned["may_extend"],
            when_bn=cleaned["when_bn"],
            when_en=cleaned["when_en"],
            title_bn=cleaned["title_bn"],
            title_en=cleaned["title_en"],
            address_bn=cleaned["address_bn"],
            address_en=cleaned["address_en"],
            phone=cleaned["phone"],
            email=cleaned["email"],
            web=cleaned["web"],
            reservations=self.before["reservations"] if self.before else [],
        )


class ReasonForm(Form):
    reason = TextField(
        label=say_lazy("কেন বদলাচ্ছে", "Why it changes"),
        help_text=say_lazy(
            "যেমন: ১২ নভেম্বরের আদেশ নম্বর ৪৫। সংস্করণের পাশে প্রকাশিত হবে।",
            "Such as: by order no. 45 of 12 November. It is published beside the version.",
        ),
        max_length=600,
        lines=2,
        width="",
    )


def first_values(step: Step) -> dict[str, Any]:
    limit = step["limit"]
    return {**step, "amount": limit.get("amount"), "unit": limit["unit"]}


NEW_STEP = {"unit": WORKING_DAYS, "may_extend": 10}


class LadderForms:
    """The forms of a page. Those of `before` come first, in their order; an empty one follows for a further
    step.
    """

    def __init__(
        self,
        before: Sequence[Step],
        posts: Sequence[Post],
        reason: str,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.steps = [
            StepForm(data, prefix=f"s{n}", posts=posts, before=step, initial=first_values(step))
            for n, step in enumerate(before, start=1)
        ]
        if len(before) < MOST_STEPS:
            # Left as it is, it asks for nothing.
            further = StepForm(
                data,
                prefix="further",
                posts=posts,
                initial=NEW_STEP,
                empty_permitted=True,
                use_required_attribute=False,
            )
            self.steps.append(further)
        for number, form in enumerate(self.steps, start=1):
            for field in form.fields.values():
                field.called = self.field_caption(number, field)  # type: ignore[attr-defined]
        self.why = ReasonForm(data, initial={"reason": reason})

    @staticmethod
    def field_caption(number: int, field: Any) -> str:
        """What the list of faults above the page calls a field: the same ones stand in every step."""
        return say(
            "ধাপ {n}: {field}", "Step {n}: {field}", n=text.digits(number, language()), field=field.label
        )

    @property
    def forms(self) -> list[Form]:
        return [*self.steps, self.why]

    @property
    def joined_forms(self) -> JoinedForms:
        return JoinedForms(self.forms)

    @property
    def kept_steps(self) -> list[StepForm]:
        return [form for form in self.steps if not form.is_left_out and (form.before or form.has_changed())]

    def is_valid(self) -> bool:
        if self.joined_forms.errors:
            return False
        kept = self.kept_steps
        if not kept:
            self.why.add_error(
                None,
                say(
                    "অন্তত একটি ধাপ থাকতে হবে: অভিযোগ করা নাগরিকের অধিকার",
                    "At least one step must be left: to complain is a right",
                ),
            )
        chosen: set[str] = set()
        for form in kept:
            post = form.cleaned_data["post"]
            if post in chosen:
                form.add_error(
                    "post",
                    say(
                        "পদটি অন্য ধাপেও আছে: নিজের সিদ্ধান্তের আপিল কেউ নিজে শুনতে পারেন না",
                        "This post stands at another step too: nobody hears an appeal against himself",
                    ),
                )
            chosen.add(post)
        return not self.joined_forms.errors
