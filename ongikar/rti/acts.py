"""The acts of the designated officer and of the appeal authority: their forms, and what each does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from ongikar.cases.act_words import FIELD_NAMES
from ongikar.cases.citizen.my_data import FIELD_CLASSES
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, UploadsField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.papers.check import Clean
from ongikar.people.post_holders import PostHolder

from . import actions, transitions
from .actions.answering import FIELDS
from .models import InformationRequest
from .rights import may_answer, may_decide_appeal
from .track import track_of


class ActForm(Form):
    """A form of the desk: it knows its request, and the documents that came and were checked."""

    taken: Sequence[tuple[str, Clean]] = ()

    def __init__(self, *args: Any, asked: InformationRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked


WRITTEN: dict[str, Any] = {"lines": 5, "width": "", "max_length": 5000}


class ProvideForm(ActForm):
    words = TextField(
        label=say_lazy("উত্তর", "Answer"),
        help_text=say_lazy(
            "যে তথ্য দেওয়া হলো, বা সঙ্গের কাগজে কী আছে।", "The information, or what stands in the documents."
        ),
        **WRITTEN,
    )
    papers = UploadsField(label=say_lazy("সঙ্গের কাগজ", "Documents"), required=False)


class PartForm(ProvideForm):
    reason_code = ChoiceField(label=say_lazy("বাকিটা কেন দেওয়া যায় না", "Why the rest cannot be given"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_reasons(self)


class RefuseForm(ActForm):
    reason_code = ChoiceField(label=say_lazy("কারণ", "Reason"))
    words = TextField(
        label=say_lazy("আবেদনকারীকে যা জানাবেন", "What the applicant is told"),
        help_text=say_lazy(
            "ফরম খ-তে যাবে। ৭ ধারায় না দিলে তথ্য কমিশনের আগাম অনুমোদনের স্মারক লিখুন।",
            "It goes into form B. Under section 7, write the memo of the Commission’s prior approval.",
        ),
        **WRITTEN,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_reasons(self)


def fill_reasons(form: ActForm) -> None:
    track = track_of(form.asked.office.slug)
    form.choice_field("reason_code").choices = [(code, track.reason(code)) for code in track.refusals]


class ExtendForm(ActForm):
    words = TextField(
        label=say_lazy("কোন দপ্তর বা শাখা জড়িত, আর কেন", "Which other unit is involved, and why"),
        **(WRITTEN | {"lines": 3, "max_length": 1000}),
    )


class PriceForm(ActForm):
    pages = WholeNumberField(label=say_lazy("কত পৃষ্ঠা", "Pages"), least=0, most=10_000)
    other = WholeNumberField(
        label=say_lazy("অন্য প্রকৃত খরচ, টাকা", "Other actual cost, taka"), required=False, least=0, most=100_000
    )
    words = TextField(
        label=say_lazy("কীভাবে দেবেন", "How to pay"),
        help_text=say_lazy("যেমন: ট্রেজারি চালানের কোড, বা কার্যালয়ে।", "Such as the code of the treasury challan."),
        **(WRITTEN | {"lines": 2, "max_length": 500}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "pages" in cleaned and not self.price:
            self.add_error("pages", say("মূল্য না থাকলে জানাতে হবে না", "Without a price there is none to name"))
        return cleaned

    @property
    def price(self) -> int:
        cleaned = self.cleaned_data
        page_price = track_of(self.asked.office.slug).page_price
        return int((cleaned.get("pages") or 0) * page_price + (cleaned.get("other") or 0))


class PaidForm(ActForm):
    words = TextField(
        label=say_lazy("রসিদ বা চালান নম্বর", "Receipt or challan number"),
        max_length=100,
    )


class LapseForm(ActForm):
    words = TextField(
        label=say_lazy("আবেদনকারীকে যা জানাবেন", "What the applicant is told"),
        **WRITTEN,
    )


class NoteForm(ActForm):
    words = TextField(
        label=say_lazy("নোট", "Note"),
        help_text=say_lazy("শুধু কার্যালয়ে দেখা যায়।", "Seen in the office alone."),
        **(WRITTEN | {"max_length": 3000}),
    )


class CorrectForm(ActForm):
    field = ChoiceField(
        label=say_lazy("কোনটি ভুল", "What is wrong"),
        choices=[(name, say_lazy(*FIELD_NAMES[name])) for name in FIELDS],
    )
    new = TextField(
        label=say_lazy("ঠিক কথাটি কী", "What it should be"),
    )
    words = TextField(
        label=say_lazy("কীভাবে জানা গেল", "How it was learned"),
        **(WRITTEN | {"lines": 2, "max_length": 500}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reader = FIELD_CLASSES.get(cleaned.get("field", ""))
        if reader and cleaned.get("new"):
            try:
                cleaned["new"] = reader().clean(cleaned["new"])
            except ValidationError as fault:
                self.add_error("new", fault)
        return cleaned


class DecideForm(ActForm):
    outcome = ChoiceField(
        label=say_lazy("সিদ্ধান্ত", "Decision"),
        choices=[
            ("order", say_lazy("তথ্য দিতে হবে", "The information is to be given")),
            ("dismiss", say_lazy("আপিল গ্রহণ করা গেল না", "The appeal is dismissed")),
        ],
    )
    words = TextField(
        label=say_lazy("কারণ ও নির্দেশ", "Reasons and order"),
        **WRITTEN,
    )
    by = DayField(
        label=say_lazy("কোন দিনের মধ্যে দেবেন", "To be given by"),
        help_text=say_lazy("তথ্য দিতে বললে দিনটি লিখুন।", "Where the information is to be given."),
        required=False,
        optional_mark=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        by: date | None = cleaned.get("by")
        if cleaned.get("outcome") == "order" and "by" not in self.errors:
            if by is None:
                self.add_error("by", say("কোন দিনের মধ্যে, লিখুন", "Write by which day"))
            elif by < timezone.localdate():
                self.add_error("by", say("দিনটি পেরিয়ে গেছে", "That day has passed"))
        return cleaned


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act: its words, its form, and what it does with the cleaned answers. `is_appeals`: the appeal
    authority's.
    """

    title: str
    done: str
    form: type[ActForm]
    do: Callable[..., None]
    is_appeals: bool = False
    # What must hold besides the state.
    fits: Callable[[InformationRequest, datetime], bool] = lambda asked, now: True


def answering(name: str) -> Callable[..., None]:
    def do(form: ActForm, *, actor: PostHolder, now: datetime) -> None:
        cleaned = form.cleaned_data
        actions.answer(
            form.asked,
            name,
            words=cleaned["words"],
            reason_code=cleaned.get("reason_code", ""),
            papers=form.taken,
            actor=actor,
            now=now,
        )

    return do


def may_extend(asked: InformationRequest, now: datetime) -> bool:
    running = asked.clock.running
    return (
        bool(running.undertaking.may_extend) and not running.is_extended and not asked.clock.is_overdue(now)
    )


ACTS: dict[str, DeskAct] = {
    "provide": DeskAct(
        say_lazy("তথ্য দিন", "Give the information"),
        say_lazy("তথ্য দেওয়া হয়েছে, আবেদনকারীকে জানানো হয়েছে।", "Given; the applicant is told."),
        ProvideForm,
        answering("provide"),
    ),
    "provide_part": DeskAct(
        say_lazy("আংশিক তথ্য দিন", "Give a part"),
        say_lazy("আংশিক তথ্য দেওয়া হয়েছে।", "A part is given; the applicant is told."),
        PartForm,
        answering("provide_part"),
    ),
    "price": DeskAct(
        say_lazy("কপির মূল্য জানান", "Name the price of copies"),
        say_lazy("মূল্য জানানো হয়েছে।", "The price is named."),
        PriceForm,
        lambda form, **act: actions.name_price(
            form.asked,
            pages=form.cleaned_data["pages"],
            price=form.price,
            words=form.cleaned_data["words"],
            **act,
        ),
        fits=lambda asked, now: asked.price is None,
    ),
    "paid": DeskAct(
        say_lazy("মূল্য পাওয়া গেছে", "The price is paid"),
        say_lazy("মূল্য পাওয়া লেখা হয়েছে।", "The payment is noted."),
        PaidForm,
        lambda form, **act: actions.note_payment(form.asked, receipt=form.cleaned_data["words"], **act),
        fits=lambda asked, now: asked.awaits_price,
    ),
    "extend": DeskAct(
        say_lazy("অন্য দপ্তর জড়িত: সময় বাড়ান", "Other units are involved: more time"),
        say_lazy("সময় বেড়েছে, আবেদনকারীকে জানানো হয়েছে।", "Extended; the applicant is told."),
        ExtendForm,
        lambda form, **act: actions.extend_time(form.asked, words=form.cleaned_data["words"], **act),
        fits=may_extend,
    ),
    "refuse": DeskAct(
        say_lazy("তথ্য দেওয়া যায় না (ফরম খ)", "Refuse (form B)"),
        say_lazy("কারণসহ জানানো হয়েছে।", "Told, with the reason."),
        RefuseForm,
        answering("refuse"),
    ),
    "lapse": DeskAct(
        say_lazy("মূল্য না দেওয়ায় শেষ করুন", "End it: the price was not paid"),
        say_lazy("আবেদন শেষ হয়েছে, জানানো হয়েছে।", "Ended; the applicant is told."),
        LapseForm,
        answering("lapse"),
        fits=actions.may_lapse,
    ),
    "note": DeskAct(
        say_lazy("নোট লিখুন", "Write a note"),
        say_lazy("নোট লেখা হয়েছে।", "The note is written."),
        NoteForm,
        lambda form, **act: actions.add_note(form.asked, words=form.cleaned_data["words"], **act),
    ),
    "correct": DeskAct(
        say_lazy("আবেদনকারীর তথ্য ঠিক করুন", "Correct the applicant’s data"),
        say_lazy("ঠিক করা হয়েছে।", "It is put right."),
        CorrectForm,
        lambda form, **act: actions.correct_applicant(form.asked, **form.cleaned_data, **act),
    ),
    "decide": DeskAct(
        say_lazy("আপিলের সিদ্ধান্ত দিন", "Decide the appeal"),
        say_lazy("সিদ্ধান্ত লেখা ও জানানো হয়েছে।", "The decision is written and told."),
        DecideForm,
        lambda form, **act: actions.decide_appeal(
            form.asked,
            ordered=form.cleaned_data["outcome"] == "order",
            by=form.cleaned_data["by"],
            words=form.cleaned_data["words"],
            **act,
        ),
        is_appeals=True,
    ),
}


def may_do(holder: PostHolder, asked: InformationRequest, name: str) -> bool:
    """Whether this act is the person's at all, however the request stands."""
    if ACTS[name].is_appeals:
        appeal = getattr(asked, "appeal", None)
        return appeal is not None and may_decide_appeal(holder, appeal)
    return may_answer(holder, asked)


def may_follow(asked: InformationRequest, name: str, now: datetime) -> bool:
    """Whether the act may follow as the request stands."""
    act = ACTS[name]
    if act.is_appeals:
        return asked.appeal.is_open
    return transitions.may(asked.state, name) and act.fits(asked, now)


def acts_for(holder: PostHolder, asked: InformationRequest, now: datetime) -> list[tuple[str, str]]:
    """The acts of this person that may follow now, each with its words."""
    return [
        (name, str(act.title))
        for name, act in ACTS.items()
        if may_do(holder, asked, name) and may_follow(asked, name, now)
    ]
