"""What the office does with a job: each act with its form, its words and when it is open."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms

from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.record_desk import CaseAct
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import TextField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.support.rules import HEIGHT, WIDTH, Stroke, StrokesFault, effect_of_count, read_strokes
from ongikar.journal.actions import Reference
from ongikar.papers.actions import check_upload
from ongikar.records.actions import MOVED_ON, perform
from ongikar.records.acts import Act, Answer, EnterAct, RowAct, When
from ongikar.records.words import Words
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .drawn_signature import draw_signature
from .earlier_solutions import earlier_solutions
from .forms import AddDeviceForm, JobForm, LookForm, PartForm, ResultForm, SheetForm, TriageForm
from .models import Job, JobDevice, Sheet, Signature
from .sheet_text import in_pieces, sheet_sections
from .transitions import ADD_DEVICE, LOOK, REPORTED, SIGN, TRIAGE, USE_PART, WRITE
from .triage import office_table, table_rows
from .visit_act import VisitAct
from .visit_forms import key_of

Begin = Callable[[Any, datetime], Mapping[str, Any]]
LATER = (
    "কী দেখা গেল লেখার পর বিবরণী লেখা যায়।",
    "The sheet is written once somebody has looked.",
)
WRITE_DOWN = ("লিখে রাখুন", "Write it down")


def when(act: str) -> When:
    def answer(job: Any) -> Answer:
        is_open = job.case.is_open and transitions.TRANSITIONS.may_follow(job.state, act)
        return is_open or (
            LATER if act == WRITE and job.state in (REPORTED, transitions.TRIAGED) else MOVED_ON
        )

    return answer


class OnJob:
    """What the pages of the acts of a job have in common: what the form begins with, the words on its button,
    what was reported above it, and below it, where the act `suggests` them, earlier solutions.
    """

    template = "support/enter.html"

    def __init__(
        self, *said: Any, begin: Begin = lambda job, now: {}, press: Words = WRITE_DOWN, **more: Any
    ) -> None:
        self.suggests, self.begin, self.press = more.pop("suggests", False), begin, press
        super().__init__(*said, **more)

    @property
    def press_words(self) -> str:
        return say(*self.press)

    def context(self, job: Any, now: datetime) -> dict[str, Any]:
        if not self.suggests:
            return {}
        return {"suggests": True, "earlier": earlier_solutions(job, job.fault)}


class JobFormAct(OnJob, Act):
    """With a form of its own."""

    def form_arguments(self, job: Any, now: datetime) -> dict[str, Any]:
        return {"job": job, "initial": self.begin(job, now)}


class TriageAct(JobFormAct):
    def context(self, job: Any, now: datetime) -> dict[str, Any]:
        return {"table": table_rows(office_table(job.office, now.astimezone(TZ).date()))}


class SheetAct(OnJob, EnterAct):
    def form_arguments(self, job: Any, now: datetime) -> dict[str, Any]:
        return super().form_arguments(job, now) | {"initial": self.begin(job, now)}


class ResultAct(OnJob, RowAct):
    def form_arguments(self, each: Any, now: datetime) -> dict[str, Any]:
        begun = {"on": each.result_on or day_of(now), "result": each.result, "words": each.words}
        return {"job": each.job, "initial": begun}

    def rows_of(self, record: Any) -> Any:
        return super().rows_of(record).select_related("job__office", "device__place", "device__office")


def day_of(now: datetime) -> date:
    return now.astimezone(TZ).date()


def judged_before(job: Job, now: datetime) -> dict[str, Any]:
    """What was said when it was reported, until somebody judges it."""
    answers = job.case.answers
    return {
        "urgency": job.urgency or answers.get("urgency"),
        "effect": job.effect or effect_of_count(answers.get("how_many")),
        "way": job.way,
    }


def written_before(job: Job, now: datetime) -> dict[str, Any]:
    """The last version, else what the looks said."""
    if sheet := job.newest_sheet:
        return {name: getattr(sheet, name) for name in ("way", "looked_on", "found", "done")}
    seen = [act for act in job.acts.all() if act.name == LOOK]
    return {
        "way": job.way,
        "looked_on": seen[-1].data["on"] if seen else day_of(now),
        "found": "\n".join(act.words for act in seen),
        "done": "\n".join(each.words for each in job.devices.all() if each.words),
    }


def triage(job: Job, form: JobForm, actor: Reference, now: datetime) -> None:
    actions.triage_job(job, actor=actor, now=now, **form.facts())


def look(job: Job, form: JobForm, actor: Reference, now: datetime) -> None:
    actions.look(job, actor=actor, now=now, **form.facts())


def add_device(job: Job, form: AddDeviceForm, actor: Reference, now: datetime) -> JobDevice:
    return perform(job, JobDevice(job=job, device=form.device_at_fault), actor=actor, now=now)


def use_part(job: Job, form: PartForm, actor: Reference, now: datetime) -> None:
    submission = form.facts()["submission"]
    actions.use_parts(job, submission=submission, actor=actor, now=now, **form.chosen_part)


def tell_result(each: JobDevice, form: JobForm, actor: Reference, now: datetime) -> None:
    actions.record_result(each.job, each, actor=actor, now=now, **form.facts())


# ---- a sheet is signed ----


class SignForm(Form):
    """Drawn on the board, or the picture of the signed paper: the one or the other."""

    name = TextField(
        label=say_lazy("কে স্বাক্ষর করছেন", "Who signs"),
        max_length=120,
    )
    post = TextField(
        label=say_lazy("পদবি", "Post"),
        max_length=120,
    )
    strokes = forms.CharField(widget=forms.HiddenInput, required=False)
    paper = UploadField(
        label=say_lazy("কাগজে স্বাক্ষর হলে তার ছবি", "If it was signed on paper: its picture"),
        help_text=say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
        required=False,
    )
    # The version that was shown when it was signed.
    sheet = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("name", "post", "paper")

    drawn: list[Stroke]

    def __init__(self, *args: Any, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job, self.newest, self.drawn = job, job.newest_sheet, []
        self.fields["sheet"].initial = self.newest and str(self.newest.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent, paper = cleaned.get("strokes"), cleaned.get("paper")
        if paper:
            return cleaned
        if not sent:
            if "paper" not in self.errors:
                self.add_error(
                    "paper",
                    say(
                        "পর্দায় স্বাক্ষর আঁকুন, কিংবা স্বাক্ষরিত কাগজের ছবি দিন",
                        "Draw the signature on the screen, or add a picture of the signed document",
                    ),
                )
            return cleaned
        try:
            self.drawn = read_strokes(sent)
        except StrokesFault as fault:
            self.add_error(None, say(fault.bn, fault.en))
        return cleaned

    @property
    def signed_sheet(self) -> Sheet:
        """The version that was shown: of another one meanwhile the act says so."""
        shown = Sheet.objects.filter(job=self.job, pk=key_of(self.cleaned_data["sheet"])).first()
        if (signed := shown or self.newest) is None:
            raise ActFault("", *MOVED_ON)
        signed.job = self.job
        return signed


class SignAct(Act):
    template = "support/sign.html"

    @property
    def press_words(self) -> str:
        return say("স্বাক্ষর রাখুন", "Keep the signature")

    def form_arguments(self, job: Any, now: datetime) -> dict[str, Any]:
        return {"job": job}

    def context(self, job: Any, now: datetime) -> dict[str, Any]:
        board = {"width": WIDTH, "height": HEIGHT}
        if (sheet := job.newest_sheet) is None:
            return board
        sheet.job = job
        return board | {"sheet": sheet, "sections": [in_pieces(each) for each in sheet_sections(sheet)]}


def sign(job: Job, form: SignForm, actor: Reference, now: datetime) -> Signature:
    given, upload = form.cleaned_data, form.cleaned_data["paper"]
    row = Signature(
        sheet=form.signed_sheet,
        how=Signature.ON_PAPER if upload else Signature.DRAWN,
        name=given["name"],
        post=given["post"],
    )
    content = check_upload(upload) if upload else draw_signature(form.drawn)
    return perform(job, row, content=content, actor=actor, now=now)


# ---- all of them ----

RESULT = ResultAct(
    JobDevice,
    "result",
    ("কী হলো", "Result"),
    ResultForm,
    tell_result,
    at="devices/<int:row>/",
    when=when(transitions.RESULT),
)


def has_no_day(job: Any, *, looked: bool = True) -> bool:
    """No day for a visit is agreed on or named, nor was any needed."""
    days = agreed_day_of(job.case)
    return not days.agreed and not days.named and not (looked and job.looked_at)


ACTS = (
    VisitAct(),
    TriageAct(
        TRIAGE,
        ("কতটা জরুরি, ঠিক করুন", "Triage"),
        TriageForm,
        triage,
        heading=("কতটা জরুরি, কীভাবে দেখা হবে", "How urgent it is, and how it is looked at"),
        when=when(TRIAGE),
        begin=judged_before,
        press=("ঠিক করুন", "Set it"),
        done=("জরুরি কি না ঠিক হয়েছে।", "It is triaged."),
    ),
    CaseAct(
        "propose_day",
        ("যাওয়ার দিন প্রস্তাব করুন", "Propose a day for the visit"),
        when=lambda job: job.case.is_open and job.way == Job.Way.VISIT and has_no_day(job),
    ),
    JobFormAct(
        "device",
        ("যন্ত্র যোগ করুন", "Add a device"),
        AddDeviceForm,
        add_device,
        at="add-device/",
        heading=("কোন যন্ত্রে সমস্যা", "The device that has the fault"),
        when=when(ADD_DEVICE),
        press=("যন্ত্রটি যোগ করুন", "Add the device"),
        done=("যন্ত্রটি যোগ হয়েছে।", "The device is added."),
    ),
    JobFormAct(
        "part",
        ("যন্ত্রাংশ লাগানো হলো", "A part was used"),
        PartForm,
        use_part,
        when=when(USE_PART),
        done=("লেখা হয়েছে; মজুত থেকে কমেছে।", "Written down, and taken from the stock."),
    ),
    JobFormAct(
        LOOK,
        ("কী দেখা গেল, লিখুন", "Write what was seen"),
        LookForm,
        look,
        heading=("কী দেখা গেল", "What was seen"),
        when=when(LOOK),
        begin=lambda job, now: {"on": day_of(now), "way": job.way},
        suggests=True,
    ),
    SheetAct(
        Sheet,
        "sheet",
        ("বিবরণী লিখুন", "Write the sheet"),
        asks=("way", "looked_on", "found", "done"),
        form=SheetForm,
        heading=("কাজের বিবরণী", "The job sheet"),
        when=when(WRITE),
        begin=written_before,
        press=("বিবরণী লিখুন", "Write the sheet"),
        done=(
            "বিবরণী লেখা হয়েছে। এবার প্রতিষ্ঠানের স্বাক্ষর নিন।",
            "The sheet is written. Now have the institution sign it.",
        ),
        suggests=True,
    ),
    SignAct(
        SIGN,
        ("স্বাক্ষর নিন", "Have it signed"),
        SignForm,
        sign,
        when=when(SIGN),
        done=("স্বাক্ষর রাখা হয়েছে।", "The signature is kept."),
    ),
    RESULT,
)
