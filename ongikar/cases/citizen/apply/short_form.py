"""The short form: filled in at home, shown or printed as a QR code, and read at the counter. Nothing of it is
kept here.
"""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.kinds import is_asked_for
from ongikar.cases.rules.short_form import MOST_AGE, CodeFault, encode_form
from ongikar.charter.models import Service, service_in_force
from ongikar.charter.terms import caption_of
from ongikar.core.forms.fields import MobileField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.pdf import square_code
from ongikar.rules.calendar.office_calendar import TZ


class ShortForm(Form):
    """What the counter asks of everybody; what else a service asks is asked there."""

    name = TextField(label=say_lazy("আপনার নাম", "Your name"), max_length=120)
    mobile = MobileField(label=say_lazy("মোবাইল নম্বর", "Mobile number"))
    address = TextField(
        label=say_lazy("ঠিকানা", "Address"),
        help_text=say_lazy("গ্রাম, ইউনিয়ন বা পৌরসভা", "Village, union or municipality"),
        max_length=150,
    )
    institution = TextField(
        label=say_lazy("প্রতিষ্ঠানের নাম", "Name of the institution"), required=False, max_length=120
    )
    asked = TextField(label=say_lazy("কী চান", "What you need"), lines=3, max_length=300, width="")


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def fill_short_form(request: OfficeRequest, code: str) -> HttpResponse:
    now = timezone.now()
    service = service_in_force(request.office, code, timezone.localdate(now))
    if service is None or not is_asked_for(service):
        raise Http404
    form = ShortForm(request.POST if request.method == "POST" else None)
    if service.is_for_institutions:
        form.fields["institution"].required = True
    context = {"service": service, "caption": caption_of(service), "form": form, "current": "charter"}
    if form.is_bound and form.is_valid():
        try:
            made = encode_form(
                as_answers(form, service), office=request.office.slug, day=now.astimezone(TZ).date()
            )
        except CodeFault:
            form.add_error(
                "asked",
                say("কথাগুলো ছোট করুন; বাকিটা কাউন্টারে বলুন।", "Say it shorter; tell the rest at the counter."),
            )
        else:
            context |= {"made": made, "drawing": square_code(made), "days": MOST_AGE.days}
    return render_form(request, "cases/citizen/short_form.html", context)


def as_answers(form: ShortForm, service: Service) -> dict[str, str]:
    said = {name: str(form.cleaned_data[name]) for name in form.fields}
    # As people write it, and shorter.
    return {"service": service.code} | said | {"mobile": said["mobile"].removeprefix("+88")}
