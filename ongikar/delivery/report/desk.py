"""What the office sees of returns that come by themselves, and does with them; and how the letter that
answers a request is begun.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.models import Case
from ongikar.cases.record_desk import back_to_case
from ongikar.cases.rights import for_handlers
from ongikar.cases.slots import CASE
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.letters.outgoing.dispatching import AFTER_DISPATCH
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.records.acts import OpenAct, PressAct
from ongikar.records.desk import Desk
from ongikar.records.offers import Door
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import returns
from .forms import MOST_CONTACTS, BeginReplyForm, BeginReturnForm
from .items import open_items
from .models import StandingReturn
from .replies import begin_reply, keep_when_sent, letter_in_of, letters_out_of

KIND = "report"
OWED, ENDED = "owed", "ended"


class BeginReturn(OpenAct):
    def why_not(self, request: StaffRequest, now: datetime) -> str:
        if services_of(request.office, now):
            return ""
        return say("চার্টারে প্রতিবেদন পাঠানোর কোনো সেবা নেই।", "The charter has no service of sending reports.")

    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        today, services = now.astimezone(TZ).date(), services_of(request.office, now)
        contacts = Contact.objects.filter(office=request.office).in_use(today)
        return {
            "contacts": list(contacts.order_by("organisation", "post", "id")[:MOST_CONTACTS]),
            "services": services,
            "today": today,
            "owes_since": request.office.owes_since,
            "initial": {"service": services[0].code},
        }


def services_of(office: Office, now: datetime) -> list[Service]:
    services = charter_in_force(office, now.astimezone(TZ).date()).services
    return [row for row in services if row.kind == KIND]


def begin_return(request: StaffRequest, form: BeginReturnForm, now: datetime) -> StandingReturn:
    return returns.begin_return(
        office=request.office,
        submission=f"{request.office.pk}-{form.cleaned_data['token']}"[:64],
        actor=request.holder.actor,
        now=now,
        **form.facts,
    )


@register
class ReturnDesk(Desk):
    model = StandingReturn
    name, names, path = "return", "returns", "returns"
    door = Door(("নিয়মিত প্রতিবেদন", "Regular returns"), 300)
    title, subtitle = "title", "to_whom"
    list_display = ("how_often", "next_opens", "state")
    search_fields = ("title",)
    search_words = ("কী পাঠাতে হয়", "What is sent")
    history_words = {"ended": ("আর লাগবে না", "No longer owed")}
    nothing = ("কোনো নিয়মিত প্রতিবেদন লেখা নেই।", "No regular return is written down.")
    list_template = "report/list.html"
    opens = BeginReturn(
        ("নতুন নিয়মিত প্রতিবেদন", "New regular return"),
        BeginReturnForm,
        begin_return,
        done=(
            "লেখা হয়েছে। প্রতিটি মেয়াদ নিজে থেকেই খুলবে; না পাঠালে কথা ভাঙবে।",
            "Written. Every period opens by itself; one that is not sent is a broken promise.",
        ),
    )
    states = {
        OWED: State("পাঠাতে হয়", "Owed"),
        ENDED: State("আর পাঠাতে হয় না", "No longer owed", "shut"),
    }
    summary = ("state", "to_whom", "how_often", "next_opens", "ended_on")
    acts = (
        PressAct(
            "end",
            ("আর লাগবে না", "No longer owed"),
            returns.end_return,
            when=lambda standing: standing.ended_at is None,
            done=("আর কোনো মেয়াদ খুলবে না। যা খোলা আছে, তা থাকবে।", "No further period opens. What is open stays."),
        ),
    )

    def rows(self, office: Office) -> QuerySet[StandingReturn]:
        return super().rows(office).select_related("contact")

    def state_of(self, standing: StandingReturn) -> str:
        return ENDED if standing.ended_at else OWED

    @label("কাকে", "To whom")
    def to_whom(self, standing: StandingReturn) -> str:
        return standing.contact.full_title

    @label("কত দিন পরপর", "How often")
    def how_often(self, standing: StandingReturn) -> str:
        return returns.how_often_words(standing.recurrence)

    @label("পরেরটি খুলবে", "The next opens on")
    def next_opens(self, standing: StandingReturn) -> Any:
        return standing.look_at and standing.look_at.astimezone(TZ).date()

    @label("কবে থেকে আর লাগে না", "No longer owed since")
    def ended_on(self, standing: StandingReturn) -> Any:
        return standing.ended_at and standing.ended_at.astimezone(TZ).date()


def reply_part(*, request: StaffRequest, case: Case, now: datetime) -> Answer | None:
    """On the page of a report: the letter it came by, and the letters that answer it."""
    if case.row.kind != KIND:
        return None
    asked, letters = letter_in_of(case), letters_out_of(case)
    return ("report/panel.html", {"asked": asked, "letters": letters}) if asked or letters else None


@for_handlers
@require_http_methods(["GET", "POST"])
def write_reply(request: StaffRequest, number: str) -> HttpResponse:
    now = timezone.now()
    case = get_object_or_404(Case.objects.with_related(), office=request.office, number=number)
    if case.row.kind != KIND:
        raise Http404
    if not case.is_open:
        messages.error(request, say("আবেদনটি শেষ হয়েছে।", "The case has ended."))
        return redirect("case", number)
    items = open_items(case)
    form = BeginReplyForm(*posted_data(request)[:1], items=items)
    if form.is_valid():
        letter = begin_reply(
            case,
            items=form.chosen_tasks,
            drafter=post_of(request),
            signer=signing_post(request),
            submission=f"reply-{case.pk}-{len(letters_out_of(case))}",
            actor=request.holder.actor,
            now=now,
            language=form.cleaned_data["language"],
        )
        return redirect("letter", letter.pk)
    context = {
        **back_to_case(case),
        "heading": say("উত্তর লিখুন", "Write the reply"),
        "title": digits(case.short_number, language()),
        "about": say(
            "চিঠির খসড়া তৈরি হবে; প্রাপক, সূত্র আর বিষয় বসানো থাকবে। লেখা, স্বাক্ষর ও পাঠানো হয় চিঠির পাতায়।",
            "A draft is made with its addressee, source and subject. It is written, signed and sent on the"
            " letter’s own page.",
        ),
        "button": say("খসড়া তৈরি করুন", "Make the draft"),
        "form": form,
        "current": "queue",
    }
    return render_form(request, "core/staff_form.html", context)


def post_of(request: StaffRequest) -> Post:
    """The post of the office's staff from which the person writes."""
    mine = [post for post in request.holder.posts if post.office_id == request.office.pk]
    return next(post for post in mine if post.role in STAFF_ROLES)


def signing_post(request: StaffRequest) -> Post:
    """The officer's post signs, whoever drafts."""
    return Post.objects.filter(office=request.office, role=Post.OFFICER).order_by("pk").first() or post_of(
        request
    )


CASE.add(reply_part, order=5)
if keep_when_sent not in AFTER_DISPATCH:
    AFTER_DISPATCH.append(keep_when_sent)
