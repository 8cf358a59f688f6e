"""An agreement on paper; its other pages follow from its Desk."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.rights import for_readers
from ongikar.core.http.heavy_pages import heavy_page
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest

from .models import Agreement
from .printed import COLUMNS_OF, paper_of


@heavy_page
@for_readers
@require_safe
def agreement_paper(request: StaffRequest, pk: int, which: str) -> HttpResponse:
    if which not in COLUMNS_OF:
        raise Http404
    agreement = get_object_or_404(Agreement.objects.select_related("office"), pk=pk, office=request.office)
    content = paper_of(agreement, which, timezone.now())
    return pdf_download(content, f"{agreement.form}-{agreement.year}-{which}.pdf")
