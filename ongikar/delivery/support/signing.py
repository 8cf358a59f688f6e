"""The institution signs the sheet: it is shown whole, and signed below on the screen, or on paper whose
picture is kept.
"""

import io
from datetime import datetime
from typing import Any

from django import forms

from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import TextField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.support.rules.signature_strokes import HEIGHT, WIDTH, Stroke, StrokesFault, read_strokes
from ongikar.journal.actions import Reference
from ongikar.papers.actions import check_upload
from ongikar.papers.check import Clean
from ongikar.records.actions import MOVED_ON, perform
from ongikar.records.acts import Act

from .models import Job, Sheet, Signature
from .sheet_text import sheet_sections

# The picture is drawn finer than the board, so that it is smooth on paper.
SCALE, PEN = 2, 6


class SignForm(Form):
    """Drawn on the board, or the picture of the signed paper: the one or the other."""

    name = TextField(
        label=say_lazy("কে স্বাক্ষর করছেন", "Who signs"),
        missing=say_lazy("কে স্বাক্ষর করছেন, নাম লিখুন", "Write the name of who signs"),
        max_length=120,
    )
    post = TextField(
        label=say_lazy("পদবি", "Post"),
        missing=say_lazy("পদবি লিখুন", "Write the post"),
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


def draw_signature(strokes: list[Stroke]) -> Clean:
    """The picture of a drawn signature: made by us from checked points, so nothing else can be in it."""
    # It takes 4 MB, and few processes ever draw.
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), 255)
    pen = ImageDraw.Draw(sheet)
    for stroke in strokes:
        points = [(x * SCALE, y * SCALE) for x, y in stroke]
        pen.line(points * (2 if len(points) == 1 else 1), fill=0, width=PEN, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - PEN // 2, y - PEN // 2, x + PEN // 2, y + PEN // 2), fill=0)
    drawn = io.BytesIO()
    sheet.quantize(8).save(drawn, "PNG", optimize=True)
    return Clean(drawn.getvalue(), "image/png", ".png")


def key_of(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 18 else 0


def in_pieces(section: dict[str, Any]) -> dict[str, Any]:
    """A section as a page shows it: of a row each piece by itself, so that each says its language."""
    if "rows" not in section:
        return section
    return section | {
        "rows": [[piece for cell in row for piece in cell.split(" · ")] for row in section["rows"]]
    }
