"""The press that gives everybody who came to an event a certificate of attendance."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ongikar.cases.rights import for_handlers
from ongikar.certificates.transitions import CertificateFault
from ongikar.core.i18n.say import say
from ongikar.exports.orders import TooManyExports
from ongikar.people.desk import DeskRequest

from .certifying import certify_event
from .views import event_of_office
from .words import EventFault


@for_handlers
@require_POST
def give_certificates(request: DeskRequest, event_id: int) -> HttpResponse:
    """They are made by the worker; the page of the file says how far it is."""
    event = event_of_office(request, event_id)
    try:
        export = certify_event(event, user=request.user, now=timezone.now())
    except (EventFault, CertificateFault) as fault:
        messages.error(request, say(fault.bn, fault.en))
    except TooManyExports as fault:
        messages.error(request, fault.sentence)
    else:
        messages.success(request, say("সনদ তৈরি হচ্ছে।", "The certificates are being made."))
        return redirect("export", export.pk)
    return redirect("event", event.pk)
