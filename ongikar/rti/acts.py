"""The acts of the designated officer and of the appeal authority: their forms, and what each does."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from ongikar.cases.act_words import FIELD_NAMES
from ongikar.cases.citizen.my_data import FIELD_CLASSES
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, UploadsField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.papers.actions import checked_with_title, take_files
from ongikar.papers.check import Clean
from ongikar.people.post_holders import PostHolder
from ongikar.records.acts import Act
from ongikar.records.words import Words
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .actions.answering import FIELDS
from .appeal_window import refuse_by
from .models import InformationRequest
from .rights import DESK_ROLES, may_answer, may_decide_appeal
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

    def clean(self) -> dict[str, Any]:
        """Every document that came is checked, into `taken`; what cannot be kept is a fault of the field."""
        cleaned = super().clean()
        uploads = cleaned.get("papers") or []
        files = [("papers", upload.name[:120], upload) for upload in uploads]
        self.taken = take_files(self, files, checked_with_title) or ()
        return cleaned


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


class RequestAct(Act):
    """An act of the designated officer's. `fits`: what must hold besides the state, at a moment."""

    template = "rti/act.html"

    def __init__(
        self,
        name: str,
        button: Words,
        form: type[ActForm],
        do: Callable[[InformationRequest, Any, Reference, datetime], object],
        *,
        fits: Callable[[InformationRequest, datetime], bool] = lambda asked, now: True,
        **more: Any,
    ) -> None:
        super().__init__(name, button, form, do, when=self.may_follow, press=button, **more)
        self.fits = fits

    def may_follow(self, asked: InformationRequest) -> bool:
        """Whether it may follow as the request stands."""
        return transitions.may(asked.state, self.name) and self.fits(asked, timezone.now())

    def is_whose(self, holder: PostHolder, asked: InformationRequest) -> bool:
        """Whether it is the person's at all, however the request stands."""
        return may_answer(holder, asked)

    def form_arguments(self, asked: InformationRequest, now: datetime) -> dict[str, Any]:  # type: ignore[override]
        return {"asked": asked}


class DecideAct(RequestAct):
    """The appeal authority's."""

    def may_follow(self, asked: InformationRequest) -> bool:
        appeal = getattr(asked, "appeal", None)
        return appeal is not None and appeal.is_open

    def is_whose(self, holder: PostHolder, asked: InformationRequest) -> bool:
        appeal = getattr(asked, "appeal", None)
        return appeal is not None and may_decide_appeal(holder, appeal)


class AnswerAct(RequestAct):
    """One of the acts that end the request; the applicant has a letter."""

    def __init__(self, name: str, button: Words, form: type[ActForm], **more: Any) -> None:
        super().__init__(name, button, form, self.answer_request, **more)

    def answer_request(
        self, asked: InformationRequest, form: ActForm, actor: Reference, now: datetime
    ) -> None:
        cleaned = form.cleaned_data
        actions.answer(
            asked,
            self.name,
            words=cleaned["words"],
            reason_code=cleaned.get("reason_code", ""),
            papers=form.taken,
            actor=actor,
            now=now,
        )


def may_extend(asked: InformationRequest, now: datetime) -> bool:
    running = asked.clock.running
    return (
        bool(running.undertaking.may_extend) and not running.is_extended and not asked.clock.is_overdue(now)
    )


def last_day_to_refuse(asked: InformationRequest) -> Words:
    day = refuse_by(asked, timezone.now()).astimezone(TZ).date()
    return (
        f"আইনে না দেওয়ার কথা জানানোর শেষ দিন {date_words(day, 'bn')}।",
        f"The Act’s last day for a refusal is {date_words(day, 'en')}.",
    )


def price_of_page(asked: InformationRequest) -> Words:
    price = track_of(asked.office.slug).page_price
    return (
        f"প্রতি পৃষ্ঠা {digits(str(price), 'bn')} টাকা।"
        " জানানোর পর মূল্য না পাওয়া পর্যন্ত দিন গোনা থেমে থাকবে; এক বারই জানানো যায়।",
        f"{price} taka a page. Once named, the days wait until it is paid; it can be named once.",
    )


def name_price(asked: InformationRequest, form: PriceForm, actor: Reference, now: datetime) -> None:
    said = form.cleaned_data
    actions.name_price(
        asked, pages=said["pages"], price=form.price, words=said["words"], actor=actor, now=now
    )


def decide(asked: InformationRequest, form: DecideForm, actor: Reference, now: datetime) -> None:
    said = form.cleaned_data
    actions.decide_appeal(
        asked,
        ordered=said["outcome"] == "order",
        by=said["by"],
        words=said["words"],
        actor=actor,
        now=now,
    )


ACTS: tuple[RequestAct, ...] = (
    AnswerAct(
        "provide",
        ("তথ্য দিন", "Give the information"),
        ProvideForm,
        done=("তথ্য দেওয়া হয়েছে, আবেদনকারীকে জানানো হয়েছে।", "Given; the applicant is told."),
        is_usual=True,
    ),
    AnswerAct(
        "provide_part",
        ("আংশিক তথ্য দিন", "Give a part"),
        PartForm,
        done=("আংশিক তথ্য দেওয়া হয়েছে।", "A part is given; the applicant is told."),
    ),
    RequestAct(
        "price",
        ("কপির মূল্য জানান", "Name the price of copies"),
        PriceForm,
        name_price,
        fits=lambda asked, now: asked.price is None,
        about=price_of_page,
        done=("মূল্য জানানো হয়েছে।", "The price is named."),
    ),
    RequestAct(
        "paid",
        ("মূল্য পাওয়া গেছে", "The price is paid"),
        PaidForm,
        lambda asked, form, actor, now: actions.note_payment(
            asked, receipt=form.cleaned_data["words"], actor=actor, now=now
        ),
        fits=lambda asked, now: asked.awaits_price,
        done=("মূল্য পাওয়া লেখা হয়েছে।", "The payment is noted."),
    ),
    RequestAct(
        "extend",
        ("অন্য দপ্তর জড়িত: সময় বাড়ান", "Other units are involved: more time"),
        ExtendForm,
        lambda asked, form, actor, now: actions.extend_time(
            asked, words=form.cleaned_data["words"], actor=actor, now=now
        ),
        fits=may_extend,
        done=("সময় বেড়েছে, আবেদনকারীকে জানানো হয়েছে।", "Extended; the applicant is told."),
    ),
    AnswerAct(
        "refuse",
        ("তথ্য দেওয়া যায় না (ফরম খ)", "Refuse (form B)"),
        RefuseForm,
        about=last_day_to_refuse,
        done=("কারণসহ জানানো হয়েছে।", "Told, with the reason."),
    ),
    AnswerAct(
        "lapse",
        ("মূল্য না দেওয়ায় শেষ করুন", "End it: the price was not paid"),
        LapseForm,
        fits=actions.may_lapse,
        done=("আবেদন শেষ হয়েছে, জানানো হয়েছে।", "Ended; the applicant is told."),
    ),
    RequestAct(
        "note",
        ("নোট লিখুন", "Write a note"),
        NoteForm,
        lambda asked, form, actor, now: actions.add_note(
            asked, words=form.cleaned_data["words"], actor=actor, now=now
        ),
        done=("নোট লেখা হয়েছে।", "The note is written."),
    ),
    RequestAct(
        "correct",
        ("আবেদনকারীর তথ্য ঠিক করুন", "Correct the applicant’s data"),
        CorrectForm,
        lambda asked, form, actor, now: actions.correct_applicant(
            asked, **form.cleaned_data, actor=actor, now=now
        ),
        done=("ঠিক করা হয়েছে।", "It is put right."),
    ),
    DecideAct(
        "decide",
        ("আপিলের সিদ্ধান্ত দিন", "Decide the appeal"),
        DecideForm,
        decide,
        handlers=DESK_ROLES,
        done=("সিদ্ধান্ত লেখা ও জানানো হয়েছে।", "The decision is written and told."),
        is_usual=True,
    ),
)
