"""The form that takes a charter document in: a file of any format, or its text pasted.

It asks before the same document is reviewed twice. The same charter may come in another file, saved anew or
pasted: then the bytes differ and the reading does not.
"""

from functools import lru_cache
from typing import Any

from django import forms

from ongikar.charter.models import CharterVersion, Upload
from ongikar.charter.review.ingest import DocumentFault, IngestedDocument, content_digest, ingest_document
from ongikar.core.forms.fields import CheckboxField, IdempotencyKeyField, TextField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.papers.check import MOST_BYTES, PaperFault
from ongikar.papers.scanner import scan
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.reading_types import Reading

ACCEPTED = ".docx,.pdf,.html,.htm,.xlsx,.ods,.odt,.md,.txt"
PASTED = "charter.txt"
LONGEST_TEXT = 300_000
AGAIN = "again"


class UploadForm(Form):
    """`taken`: the document as read, once the form is valid; `content`: its bytes."""

    file = UploadField(
        label=say_lazy("চার্টারের ফাইল", "File of the charter"),
        help_text=say_lazy(
            "DOCX, PDF, HTML, XLSX, ODS, মার্কডাউন বা লেখা (TXT), সর্বোচ্চ ৫ MB। ছবি বা স্ক্যান পড়া যায় না।",
            "DOCX, PDF, HTML, XLSX, ODS, Markdown or text (TXT), at most 5 MB. A picture or a scan cannot be"
            " read.",
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        required=False,
        optional_mark=False,
    )
    text = TextField(
        label=say_lazy("কিংবা চার্টারের লেখা", "Or the text of the charter"),
        help_text=say_lazy(
            "ফাইল না থাকলে ওয়েবসাইট থেকে পুরো চার্টার কপি করে এখানে বসান।",
            "Without a file, copy the whole charter from the website and paste it here.",
        ),
        lines=6,
        max_length=LONGEST_TEXT,
        required=False,
        optional_mark=False,
        width="",
    )
    token = IdempotencyKeyField()
    content = b""
    taken: IngestedDocument | None = None

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.reviews: list[Upload] = []
        self.version: CharterVersion | None = None
        # Asked only of a document that was brought before.
        self.again = bool(self.data.get(AGAIN))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text")
        if "file" in self.errors or "text" in self.errors:
            return cleaned
        if not file and not text:
            self.add_error(
                "file",
                say(
                    "চার্টারের ফাইল বেছে নিন, বা লেখাটি নিচে বসান",
                    "Choose the file of the charter, or paste its text below",
                ),
            )
            return cleaned
        field = "file" if file else "text"
        if file and file.size > MOST_BYTES:
            self.add_error(
                "file",
                say(
                    "ফাইলটি ৫ MB-এর চেয়ে বড়। ছবি বাদ দিয়ে শুধু চার্টারটি সংরক্ষণ করে আবার দিন।",
                    "The file is larger than 5 MB. Save the charter alone, without its pictures, and try"
                    " again.",
                ),
            )
            return cleaned
        self.content = file.read() if file else not_none(text).encode()
        if self.was_brought_before() and not self.again:
            self.add_error(
                AGAIN,
                say(
                    "একই দলিল আগেই আনা হয়েছে। আবার পড়তে চাইলে টিক দিন",
                    "The same document was brought before. Tick to have it read again",
                ),
            )
            return cleaned
        try:
            scan(self.content)
            self.taken = ingest_document(self.content, file.name if file else PASTED)
        except (PaperFault, DocumentFault) as fault:
            self.add_error(field, say(fault.bn, fault.en))
            return cleaned
        if not self.again and self.reads_as_before():
            self.add_error(
                AGAIN,
                say(
                    "একই চার্টার আগেই আনা হয়েছে, অন্য ফাইলে। আবার পড়তে চাইলে টিক দিন",
                    "The same charter was brought before, in another file. Tick to have it read again",
                ),
            )
        return cleaned

    def was_brought_before(self) -> bool:
        """Look for the same document, and ask where there is one."""
        self.reviews = reviews_of(self.office, self.content)
        self.version = version_of(self.office, self.content)
        return self.ask_whether_again()

    def reads_as_before(self) -> bool:
        """The same words in another file: saved anew, or pasted."""
        self.reviews = reviews_that_read_alike(self.office, not_none(self.taken).reading)
        self.version = version_that_reads_alike(self.office, not_none(self.taken).reading)
        return self.ask_whether_again()

    def ask_whether_again(self) -> bool:
        if not self.reviews and not self.version:
            return False
        with_file = say("টিক দিয়ে ফাইলটি আবার বেছে নিন।", "Tick, and choose the file again.")
        self.fields[AGAIN] = CheckboxField(
            label=say("একই দলিল, তবু আবার পড়ে দেখব", "It is the same document, and I want it read again"),
            help_text=with_file if self.cleaned_data.get("file") else "",
        )
        return True


def reviews_of(office: Office, content: bytes) -> list[Upload]:
    """The reviews of the same document, byte by byte, that are under way or were published;
    the newest first.
    """
    same = office.charter_uploads.filter(sha256=content_digest(content)).exclude(state=Upload.DROPPED)
    return list(same.select_related("version").defer("shown", "reading"))


def version_of(office: Office, content: bytes) -> CharterVersion | None:
    """The newest version that the office's files made of the same document; one made of a review has its
    review.
    """
    from_files = office.charters.filter(upload=None).order_by("-number")
    return next((each for each in from_files if each.document and each.document.encode() == content), None)


# As far back as anybody would bring the same charter again.
MOST_COMPARED = 30


def reviews_that_read_alike(office: Office, reading: Reading) -> list[Upload]:
    """The reviews, under way or published, of a document in which the same was read; the newest first."""
    known = office.charter_uploads.exclude(state=Upload.DROPPED).select_related("version").defer("shown")
    return [each for each in known[:MOST_COMPARED] if has_same_content(each.reading, reading)]


def version_that_reads_alike(office: Office, reading: Reading) -> CharterVersion | None:
    from_files = office.charters.filter(upload=None).exclude(document="").order_by("-number")
    return next(
        (each for each in from_files if has_same_content(read_document_once(each.document), reading)), None
    )


@lru_cache(maxsize=4)
def read_document_once(document: str) -> Reading:
    return read_text(document)


def has_same_content(one: Reading, other: Reading) -> bool:
    """Rows, steps and all else but the findings, which tell of a file's own layout."""
    return {key: value for key, value in one.items() if key != "findings"} == {
        key: value for key, value in other.items() if key != "findings"
    }
