"""Evidence of either side: photos and documents kept with the complaint, and who may read which.

Each is drawn or written anew before it is kept (papers/check.py), so that neither place nor camera nor author
stays in it, and it is called by its turn alone: the name of a file may tell whose it is. A picture cannot be
blotted out as words can. So of a complaint whose name is hidden or was not given, the officer complained of
sees how many came, and none of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.forms import Form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.papers.actions import check_upload, keep_paper, papers_of
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.models import Paper, stored_name
from ongikar.papers.quota import count_paper
from ongikar.papers.responses import SHOWN
from ongikar.people.post_holders import PostHolder, holder_of
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Grievance, Reading, Stage
from ..reading import record_reading
from ..rights import complainant_proof, is_respondent, may_audit, may_look_into, may_study

# By whom it came; what the office found itself is a clipping of what was printed for everybody. What comes
# with an act of those who decide (act_files.py) is shown with that act.
COMPLAINANT, RESPONDENT, CLIPPING = Stage.COMPLAINANT, Stage.RESPONDENT, "clipping"
SIDES = frozenset({COMPLAINANT, RESPONDENT, CLIPPING})
MOST_AT_ONCE = 5
TOO_MANY = ("একবারে সর্বোচ্চ ৫টি ফাইল দেওয়া যায়।", "At most 5 files can be sent at once.")
CHOOSE_AGAIN = ("ফাইল আবার বেছে নিন, তারপর পাঠান।", "Choose the files again, then send.")


def sound_evidence(
    form: Form, name: str, request: HttpRequest, *, grievance: Grievance | None = None, now: datetime
) -> list[Clean]:
    """The files of a field made safe and counted in; what is refused is a fault of the field, with its turn.

    A browser does not send files twice: where anything else of the form is wrong, they are asked for again.
    """
    chosen: list[UploadedFile] = form.cleaned_data.get(name) or []
    if not chosen:
        return []
    if form.errors:
        form.add_error(name, ValidationError(say(*CHOOSE_AGAIN), NAMELESS))
        return []
    if len(chosen) > MOST_AT_ONCE:
        form.add_error(name, ValidationError(say(*TOO_MANY), NAMELESS))
        return []
    subject = grievance.reference if grievance else (Grievance.SUBJECT, 0)
    sound = []
    for place, upload in enumerate(chosen, 1):
        try:
            content = check_upload(upload)
            count_paper(subject=subject, size=len(content.content), address=client_ip(request), now=now)
            sound.append(content)
        except PaperFault as fault:
            form.add_error(name, ValidationError(fault_words(fault, place, len(chosen)), NAMELESS))
    return sound


def fault_words(fault: PaperFault, place: int, of: int) -> str:
    """Of several files their order says which one is meant."""
    words = say(fault.bn, fault.en)
    if of == 1:
        return words
    return say("{n} নম্বর ফাইল: {words}", "File {n}: {words}", n=place, words=words)


def store_evidence(grievance: Grievance, files: Sequence[Clean], *, side: str, now: datetime) -> list[Paper]:
    """Keep them, each once: what the same side sent before is not kept again. Within the act's transaction;
    where it fails on the way, the files go again as the rows do.
    """
    before = [paper for paper in papers_of(grievance.reference) if paper.brought_by in SIDES]
    known = {paper.sha256 for paper in before if paper.brought_by == side}
    kept: list[Paper] = []
    try:
        for content in files:
            if content.sha256 in known:
                continue
            known.add(content.sha256)
            kept.append(
                keep_paper(
                    office=grievance.office,
                    subject=grievance.reference,
                    title=stored_title(side, len(before) + len(kept) + 1),
                    content=content,
                    now=now,
                    brought_by=side,
                )
            )
    except BaseException:
        for paper in kept:
            paper.file.storage.delete(stored_name(paper))
        raise
    return kept


def stored_title(side: str, place: int) -> str:
    """What it is kept under, and so what the file is called when it is saved."""
    return f"{'কাটিং' if side == CLIPPING else 'প্রমাণ'} {digits(place, 'bn')}"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence as a page names it."""

    paper: Paper
    title: str

    @property
    def is_picture(self) -> bool:
        """Whether it can be looked at in its place; what is not there any more cannot."""
        return bool(self.paper.file) and self.paper.media_type in SHOWN


def exhibits(
    grievance: Grievance, sides: Iterable[str], papers: Iterable[Paper] | None = None
) -> list[Exhibit]:
    """The evidence of these sides in the order in which it came, each under its number among all. `papers`:
    all of the complaint, where they are at hand.
    """
    wanted = set(sides)
    came = papers_of(grievance.reference) if papers is None else papers
    numbered = enumerate((p for p in came if p.brought_by in SIDES), 1)
    return [Exhibit(paper, exhibit_title(paper, n)) for n, paper in numbered if paper.brought_by in wanted]


def exhibit_title(paper: Paper, place: int) -> str:
    figure = digits(place, language())
    if paper.brought_by == CLIPPING:
        return say("কাটিং {n}", "Clipping {n}", n=figure)
    if paper.brought_by == RESPONDENT:
        return say("কর্মকর্তার প্রমাণ {n}", "The officer’s evidence {n}", n=figure)
    return say("প্রমাণ {n}", "Evidence {n}", n=figure)


def evidence_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    """How the complaint came, and why it was withdrawn; the evidence stands with its side."""
    grievance = stage.grievance
    withdrawn = next((act for act in grievance.acts.all() if act.words and act.name == "withdraw"), None)
    if not (withdrawn or grievance.source or grievance.service_no or grievance.letter_id):
        return None
    return "grievances/handling/evidence.html", {
        "grievance": grievance,
        "letter_pages": papers_of(grievance.letter.reference) if grievance.letter else (),
        "withdrawn": withdrawn,
    }


def sides_for_respondent(grievance: Grievance) -> set[str]:
    """Of whose evidence the officer complained of may open what."""
    return {RESPONDENT, CLIPPING, COMPLAINANT} if grievance.is_open_identity else {RESPONDENT, CLIPPING}


def withheld_count(grievance: Grievance) -> int:
    """How many the officer complained of is told of and not shown."""
    if grievance.is_open_identity:
        return 0
    return sum(paper.brought_by == COMPLAINANT for paper in papers_of(grievance.reference))


def may_read_evidence(request: HttpRequest, paper: Paper) -> bool:
    """Those who decide read all of it, unless in conflict; the officer complained of what does not tell who
    complains; the complainant what they brought.
    """
    rows = Grievance.objects.select_related("complainant", "case").prefetch_related("stages")
    grievance = rows.filter(pk=paper.subject_id, office=paper.office_id).first()
    if grievance is None:
        return False
    now = timezone.now()
    if request.user.is_authenticated:
        holder = holder_of(request.user, now.astimezone(TZ).date())
        if may_desk_read(holder, grievance, paper):
            record_paper_reading(holder, grievance, now)
            return True
    return paper.brought_by == COMPLAINANT and bool(complainant_proof(request, grievance, now))


def may_desk_read(holder: PostHolder, grievance: Grievance, paper: Paper) -> bool:
    if may_study(holder, grievance):
        return True
    is_party = is_respondent(holder, grievance) or may_look_into(holder, grievance)
    if not (is_party or may_audit(holder, grievance.office_id)):
        return False
    return paper.brought_by in sides_for_respondent(grievance)


def record_paper_reading(holder: PostHolder, grievance: Grievance, now: datetime) -> None:
    """A document is read as its page is: with the name, unless that is kept from the reader."""
    is_named = grievance.is_open_identity or may_study(holder, grievance)
    record_reading(grievance, holder=holder, what=Reading.NAMED if is_named else Reading.REDACTED, now=now)
