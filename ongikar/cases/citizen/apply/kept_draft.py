"""An application kept for later: its address on the page, as a code for a camera, and by SMS to a mobile,
where it is one that opens once.

The address on the page has the draft's own key in it, which is written into no message: whoever read a row
or a log would have all that was typed.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ongikar.cases.models import Draft, OneUseAddress
from ongikar.cases.slots import DRAFT_SENT
from ongikar.core.forms.fields import MobileField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.models import Attempt
from ongikar.journal.actions import ANYONE, record
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.pdf import square_code

from .application import (
    DRAFT_RETENTION,
    DRAFT_RETENTION_DAYS,
    LATER,
    ApplicationDraft,
    is_draft_expired,
    mobile_of,
    service_of,
)

# SMS with the address: for one mobile and of one draft in an hour, for one mobile in a day, and in an hour
# from one line, which a whole centre may share. Each may go to somebody who never asked, and each costs.
OF_MOBILE, OF_DRAFT, OF_MOBILE_A_DAY, FROM_ADDRESS = 3, 3, 6, 30
# Of one draft in all, for as long as it is kept.
MOST_SENT = 10
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
TOO_MANY = say_lazy(
    "ঠিকানাটি অনেকবার পাঠানো হয়েছে। এক ঘণ্টা পরে আবার চান, অথবা ওপরের ঠিকানা লিখে রাখুন।",
    "The address was sent many times. Ask again in an hour, or write down the address above.",
)


class AddressForm(Form):
    mobile = MobileField(
        label=say_lazy("কোন মোবাইলে পাঠাব", "Mobile to send it to"),
        help_text=say_lazy(
            "নম্বরটি মিলিয়ে দেখুন: যাঁর কাছে SMS যায়, তিনি আপনার লেখা দেখতে পান।",
            "Check the number: whoever gets the SMS can read what you wrote.",
        ),
    )


def show_kept_draft(request: OfficeRequest, application: ApplicationDraft, now: datetime) -> HttpResponse:
    """The page to come back by; pressed with a mobile it sends an address there."""
    draft = application.draft
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial={"mobile": mobile_of(application)}
    )
    if form.is_valid():
        if send_address(draft, form.cleaned_data["mobile"], line=client_ip(request), now=now):
            return redirect("apply_step", token=draft.token, name=LATER)
        form.add_error("mobile", str(TOO_MANY))
    address = request.build_absolute_uri(step_address(application))
    context = {
        "form": form,
        "service": application.service,
        "draft": draft,
        "next_step": application.next_step,
        "address": address,
        "square": square_code(address),
        "kept_until": draft.begun_at + DRAFT_RETENTION,
        "sent": DRAFT_SENT.answers(request, draft=draft, now=now),
    }
    return render_form(request, "cases/citizen/apply_later.html", context, form)


def step_address(application: ApplicationDraft) -> str:
    """The address at which the draft goes on."""
    return reverse("apply_step", args=[application.draft.token, application.next_step])


@transaction.atomic
def send_address(draft: Draft, mobile: str, *, line: str, now: datetime) -> bool:
    """Ask for an SMS with an address that opens once; False where it is one too many. Pressed twice is one
    SMS.
    """
    # Of two presses at once the later one sees the first.
    steps = Draft.objects.select_for_update().get(pk=draft.pk).steps
    asked = steps.setdefault(LATER, {"mobile": [], "at": [], "tongue": []})
    if any(
        to == mobile and now < datetime.fromisoformat(at) + A_MINUTE
        for to, at in zip(asked["mobile"], asked["at"], strict=True)
    ):
        return True
    if len(asked["mobile"]) >= MOST_SENT or not count_sending(draft, mobile, line, now):
        return False
    for name, value in (("mobile", mobile), ("at", now.isoformat()), ("tongue", language())):
        asked[name].append(value)
    Draft.objects.filter(pk=draft.pk).update(steps=steps)
    record(
        "draft.address_asked",
        subject=draft.reference,
        actor=ANYONE,
        office_id=draft.office_id,
        now=now,
        count=len(asked["mobile"]),
    )
    return True


def count_sending(draft: Draft, mobile: str, line: str, now: datetime) -> bool:
    """Count one more SMS asked for; False where it is one too many."""
    key = f"draft sms to {mobile[:20]}"
    keys = {
        key: OF_MOBILE,
        f"draft sms of {draft.pk}": OF_DRAFT,
        f"draft sms from {line}"[:120]: FROM_ADDRESS,
    }
    if any(Attempt.is_spent([each], limit=limit, now=now) for each, limit in keys.items()):
        return False
    if Attempt.is_spent([key], limit=OF_MOBILE_A_DAY, now=now, within=A_DAY):
        return False
    Attempt.count_failure([*keys], now=now)
    return True


Words = tuple[str, str]
# Why an address that was sent leads nowhere, and what then.
USED = (
    ("ঠিকানাটি একবার খোলা হয়েছে", "This address was opened once"),
    (
        "SMS-এর ঠিকানা একবারই চলে। যেখানে খুলেছিলেন, সেই ফোন বা কম্পিউটারে চালিয়ে যান; সেখান থেকে নতুন SMS পাঠানো যায়।",
        "The address of an SMS works once. Go on with the phone or computer where it was opened; a new SMS"
        " can be sent from there.",
    ),
)
SENT = (
    ("আবেদনটি পাঠানো হয়ে গেছে", "This application has been sent"),
    (
        "এটি আর বদলানো যায় না। রসিদের নম্বর দিয়ে এর খোঁজ নিন।",
        "It cannot be changed any more. Follow it by the number on the receipt.",
    ),
)
OVER = (
    ("আবেদনটি আর রাখা নেই", "This application is no longer kept"),
    (
        "না পাঠানো আবেদন {n} দিনের বেশি রাখা হয় না; লেখা ও কাগজ মুছে ফেলা হয়। চাইলে আবার শুরু করুন।",
        "An application that was not sent is kept for {n} [day|days] and no longer; what was written and the"
        " documents are removed. You can begin again.",
    ),
)


def show_draft_address(request: OfficeRequest, one_use: OneUseAddress, now: datetime) -> HttpResponse:
    """The page of an address that was sent: it is used up by the press and not by being looked at, since
    programs look at what comes by SMS.
    """
    draft = Draft.objects.select_related("office").filter(pk=one_use.subject_id).first()
    if draft is None or draft.sent_at or is_draft_expired(draft, now):
        return show_dead_draft_address(request, SENT if draft and draft.sent_at else OVER)
    service = service_of(draft, request.office, now)
    if service is None:
        return render(request, "cases/citizen/no_draft.html", {"is_dropped": True}, status=410)
    if request.method == "POST":
        if not one_use.use(now):
            return show_dead_draft_address(request, USED)
        return redirect(step_address(ApplicationDraft(draft, service)))
    context = {"service": service, "kept_until": draft.begun_at + DRAFT_RETENTION}
    return render(request, "cases/citizen/draft_address.html", context)


def show_dead_draft_address(request: HttpRequest, why: tuple[Words, Words]) -> HttpResponse:
    """`why`: one of the three above."""
    heading, about = why
    context = {"heading": say(*heading), "about": say(*about, n=DRAFT_RETENTION_DAYS)}
    return render(request, "cases/citizen/draft_address_over.html", context, status=410)
