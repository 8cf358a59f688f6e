"""A digital centre files a complaint for a citizen who is present: in their name, hidden from the officer, or
without one.

The centre comes to know who complains, and its page says so first. What it filed it cannot open again: only
the digits on the slip do, and they are the citizen's.
"""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ongikar.cases.rights import for_agents
from ongikar.core.forms.fields import CheckboxField
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.slots import Answer
from ongikar.people.post_holders import StaffRequest

from ..models import Grievance
from ..parts import render_slip
from .complain_views import ask_for_files_again
from .form_filing import file_general_complaint, hints_to_show
from .forms import GeneralComplaintForm

SLIP = "grievances/agent_slip.html"


class AgentComplaintForm(GeneralComplaintForm):
    consent = CheckboxField(
        label=say_lazy(
            "নাগরিক পাশে আছেন, যা লেখা হলো শুনেছেন এবং তাঁর হয়ে অভিযোগ করতে বলেছেন",
            "The citizen is here, has heard what is written, and asks me to complain for them",
        ),
    )

    def clean_consent(self) -> bool:
        if not self.cleaned_data["consent"]:
            raise ValidationError(
                say(
                    "নাগরিকের সম্মতি ছাড়া অভিযোগ নেওয়া যায় না",
                    "Nothing is filed without the citizen’s consent",
                )
            )
        return self.cleaned_data["consent"]


@never_cache
@for_agents
@require_http_methods(["GET", "POST"])
def complain_for_citizen(request: StaffRequest) -> HttpResponse:
    """The citizen's own questions, their consent, and the slip for their hand. News goes to their mobile."""
    now = timezone.now()
    form = AgentComplaintForm(*posted_data(request), office=request.office)
    hints = []
    if request.method == "POST" and form.is_valid():
        hints = hints_to_show(request, form)
        key: Any = form.cleaned_data["submission"] or secrets.token_urlsafe(16)
        if not hints:
            filed = file_general_complaint(
                request,
                form,
                channel=Grievance.AGENT,
                actor=request.holder.actor,
                tongue="bn",
                now=now,
                submission=f"agent-{request.holder.user.pk}-{key}"[:64],
            )
            if filed:
                return render_slip(request, filed, SLIP, now, request.holder.actor)
    else:
        ask_for_files_again(request, form, now)
    context = {"form": form, "hints": hints, "current": "agent"}
    return render_form(request, "grievances/agent_new.html", context)


def agent_part(*, request: HttpRequest) -> Answer:
    """On the page of what the centre brought: the way to a complaint."""
    return "grievances/agent_part.html", {}
