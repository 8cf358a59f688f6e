"""The papers of the handling as PDF, at three doors: for whoever decides, for the complainant, and for the
officer complained of. None is kept: each is made from what stands, and redacted for whoever may not know who
complains.
"""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.letters.outgoing.paper import letter_pdf
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.views import pdf_download
from ongikar.people.desk import DeskRequest

from ..hearing.papers import hearing_notice_pdf, hearing_record_pdf
from ..hearing.words import hearings_of
from ..models import Grievance, Stage
from ..rights import for_deciders, for_respondents, may_read_complaint
from .respondent_views import get_respondent_grievance
from .views import get_studied_grievance

NOTICE, CALL, RECORD, DECISION = "notice", "call", "record", "decision"


def paper_of(
    grievance: Grievance, what: str, place: int, *, notice_for: str, for_respondent: bool
) -> HttpResponse:
    """`place`: of the hearing, or the number of the tier that decided. 404 for what is not there."""
    if what == DECISION:
        stage = next((each for each in grievance.stages.all() if each.number == place), None)
        content = letter_pdf(stage.letter) if stage and stage.letter else None
    else:
        content = hearing_paper(grievance, what, place, notice_for=notice_for, for_respondent=for_respondent)
    if content is None:
        raise Http404
    return pdf_download(content, f"{grievance.number}-{what}-{place}.pdf")


def hearing_paper(
    grievance: Grievance, what: str, place: int, *, notice_for: str, for_respondent: bool
) -> bytes | None:
    for stage in grievance.stages.all():
        stage.grievance = grievance
        for hearing in hearings_of(stage):
            if hearing.pk != place or hearing.ended_at:
                continue
            hearing.stage = stage
            if what == RECORD:
                return (
                    hearing_record_pdf(hearing, for_respondent=for_respondent)
                    if hearing.recorded_at
                    else None
                )
            return hearing_notice_pdf(hearing, notice_for) if what == NOTICE else None
    return None


@for_deciders
@require_safe
def desk_paper(request: DeskRequest, number: str, what: str, place: int) -> HttpResponse:
    """`call`: the notice to the officer complained of; `notice` is the complainant's."""
    found = get_studied_grievance(request, number)
    side = Stage.RESPONDENT if what == CALL else Stage.COMPLAINANT
    what = NOTICE if what == CALL else what
    return paper_of(found, what, place, notice_for=side, for_respondent=False)


@for_respondents
@require_safe
def respondent_paper(request: DeskRequest, number: str, what: str, place: int) -> HttpResponse:
    found = get_respondent_grievance(request, number)
    return paper_of(found, what, place, notice_for=Stage.RESPONDENT, for_respondent=True)


@require_safe
def own_paper(request: OfficeRequest, number: str, what: str, place: int) -> HttpResponse:
    """For the complainant; anybody else learns nothing, not even that there is such a complaint."""
    found = (
        Grievance.objects.with_all()
        .select_related("office")
        .filter(number=number, office=request.office)
        .first()
    )
    if found is None or not may_read_complaint(request, found, timezone.now()):
        raise Http404
    return paper_of(found, what, place, notice_for=Stage.COMPLAINANT, for_respondent=False)
