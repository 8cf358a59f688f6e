"""The papers of an application: taken, checked, kept with the draft, and taken away again."""

from collections.abc import Iterator
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import HttpRequest
from django.utils import timezone

from ongikar.cases.form_uploads import take_files
from ongikar.cases.models import Draft
from ongikar.core.forms.fields import CheckboxField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say
from ongikar.papers.actions import check_upload, delete_papers, keep_paper, papers_of
from ongikar.papers.check import PaperFault
from ongikar.papers.quota import count_paper

from . import drafts
from .application import Application

CITIZEN = "citizen"


class PapersForm(Form):
    """A file and a tick for each paper that the charter lists and the form does not stand for."""

    def __init__(self, *args, wanted: list[drafts.WantedPaper], **kwargs):
        super().__init__(*args, **kwargs)
        add_paper_fields(
            self,
            wanted,
            say("ছবি নেই, কার্যালয়ে এসে দেখাব", "I have no picture, I will show it at the office"),
        )


def add_paper_fields(form: Form, wanted: list[drafts.WantedPaper], will_show: str) -> None:
    """The file and the tick of each paper; `will_show` is what the tick says."""
    for paper in wanted:
        upload = form.fields[f"paper-{paper.number}"] = UploadField(
            label=say("ছবি বা PDF", "Picture or PDF"),
            required=False,
            optional_mark=not paper.is_required,
            help_text=say("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
        )
        upload.called = paper.name
        form.fields[f"show-{paper.number}"] = CheckboxField(label=will_show, initial=paper.will_show)


def paper_rows(
    form: Form, wanted: list[drafts.WantedPaper]
) -> list[tuple[drafts.WantedPaper, BoundField, BoundField]]:
    """Each paper with its two fields, as a page shows them."""
    return [(each, form[f"paper-{each.number}"], form[f"show-{each.number}"]) for each in wanted]


def files_by_paper(form: Form, wanted: list[drafts.WantedPaper]) -> Iterator[tuple[str, str, UploadedFile]]:
    """(field, title, file) of each file that came."""
    for paper in wanted:
        if upload := form.cleaned_data.get(name := f"paper-{paper.number}"):
            yield name, paper.title, upload


def missing_paper_fault(paper: str) -> str:
    return say(
        "“{paper}” দিন, অথবা কার্যালয়ে এসে দেখাবেন কি না বলুন",
        "Add “{paper}”, or say that you will show it at the office",
        paper=paper,
    )


def papers_step(request: HttpRequest, application: Application) -> PapersForm:
    """The papers' form, after what was sent with it has been kept or taken away. Faults stand on their
    fields.
    """
    wanted, draft = application.wanted, application.draft
    if request.method != "POST":
        return PapersForm(wanted=wanted)
    form = PapersForm(request.POST, request.FILES, wanted=wanted)
    form.is_valid()
    to_keep = partial(keep_draft_paper, draft, address=client_ip(request), mobile=mobile_of(application))
    take_files(form, files_by_paper(form, wanted), to_keep)
    remove_paper(draft, request.POST.get("remove", ""))
    to_show = [str(paper.number) for paper in wanted if f"show-{paper.number}" in request.POST]
    application.keep(drafts.PAPERS, {"show": to_show})
    return form


def mobile_of(application: Application) -> str:
    """The mobile given on the step before, if it was rightly given."""
    contact = application.contact
    return contact.cleaned_data.get("mobile", "") if contact.is_bound and contact.is_valid() else ""


def keep_draft_paper(
    draft: Draft, title: str, upload: UploadedFile, *, address: str, mobile: str = "", by: str = CITIZEN
) -> None:
    """Counted, checked and kept with the draft; raises PaperFault."""
    if len(papers_of(draft.reference)) >= drafts.MOST_PAPERS:
        raise PaperFault(
            "১২টির বেশি কাগজ দেওয়া যায় না। একটি সরিয়ে তারপর দিন।",
            "No more than 12 documents. Take one away first.",
        )
    now = timezone.now()
    count_paper(subject=draft.reference, size=upload.size, address=address, mobile=mobile, now=now)
    keep_paper(
        office=draft.office,
        subject=draft.reference,
        title=title,
        content=check_upload(upload),
        now=now,
        brought_by=by,
    )


def remove_paper(draft: Draft, typed: str) -> None:
    """Take away one paper of this draft, file and all. What is not a number of its papers
    takes nothing away.
    """
    delete_papers(paper for paper in papers_of(draft.reference) if str(paper.pk) == typed)
