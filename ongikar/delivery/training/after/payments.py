"""What is paid for a batch: allowances of those who came and honoraria of those who taught, by the dated
rates of the office, each unit by the rate of its own day.
"""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ongikar.cases.rights import for_readers
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training.models import Batch
from ongikar.delivery.training.words import batch_title
from ongikar.gatherings.payees import codes_to_pay, lines_to_pay
from ongikar.offices.folder_rules import AllowanceFault
from ongikar.offices.rules.allowances import PaymentLine
from ongikar.papers.payment_sheet import XLSX, PaymentSheet, payment_sheet_pdf, payment_sheet_xlsx
from ongikar.papers.views import pdf_download, with_private_headers
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import date_words

from .sessions import find_batch, roster_of


def lines_of(batch: Batch, code: str) -> list[PaymentLine]:
    """Raises AllowanceFault where the office has no rate for a day."""
    return lines_to_pay(batch.office, roster_of(batch), code)


@for_readers
@require_safe
def payment_sheet(request: DeskRequest, batch_number: str, code: str, form: str) -> HttpResponse:
    """The sheet to be signed (pdf), or the same as a spreadsheet (xlsx)."""
    batch = find_batch(request.office, batch_number)
    if code not in dict(codes_to_pay(batch.office)) or form not in ("pdf", "xlsx"):
        raise Http404
    try:
        lines = lines_of(batch, code)
    except AllowanceFault as fault:
        return HttpResponse(say(fault.bn, fault.en), status=422, content_type="text/plain; charset=utf-8")
    first, last = (date_words(day, language(), weekday=False) for day in (batch.starts_on, batch.ends_on))
    sheet = PaymentSheet(
        batch.office,
        f"{batch_title(batch)}: {dict(codes_to_pay(batch.office))[code]}",
        f"{first} – {last}",
        lines,
        [["", batch.post.title, batch.office.name]],
    )
    name = f"{batch.number} {code}.{form}"
    if form == "pdf":
        return pdf_download(payment_sheet_pdf(sheet), name)
    answer = HttpResponse(payment_sheet_xlsx(sheet), content_type=XLSX)
    return with_private_headers(answer, name, is_shown=False)
