"""Inviting by letter: a draft to those who cannot be reached by telephone, or to everybody."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ongikar.core.i18n.say import language, say, say_in
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee, Ties, draft_letter
from ongikar.letters.outgoing.drafting import Wording
from ongikar.letters.outgoing.letter_views import letter_url
from ongikar.offices.models import Post
from ongikar.people.post_holders import StaffRequest

from . import actions
from .gathering_views import find_gathering
from .models import Gathering, Member
from .rights import for_gathering_staff
from .transitions import GatheringFault
from .words import span_words


@for_gathering_staff
@require_POST
def invitation_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """`all` in the form: to everybody who was not invited yet; else to those without telephone and e-mail."""
    gathering, now = find_gathering(request, pk), timezone.now()
    invited = set(gathering.invitations.values_list("member_id", flat=True))
    members = [
        member
        for member in gathering.roster.members.on(gathering.day)
        .order_by("id")
        .select_related("contact", "applicant")
        if member.pk not in invited and ("all" in request.POST or not (member.mobile or member.email))
    ]
    if not members:
        messages.error(
            request,
            say("চিঠি পাঠানোর মতো নতুন কেউ তালিকায় নেই।", "There is nobody new on the roster to write to."),
        )
        return redirect("gathering_act", pk, "invite")
    try:
        letter = draft_invitation(request, gathering, members, now)
    except GatheringFault as fault:
        messages.error(request, say(fault.bn, fault.en))
        return redirect("gathering", pk)
    messages.success(
        request,
        say("চিঠির খসড়া তৈরি। পড়ে, স্বাক্ষর করে জারি করুন।", "The letter is drafted. Read, sign and issue it."),
    )
    return redirect(letter_url(letter))


@transaction.atomic
def draft_invitation(
    request: StaffRequest, gathering: Gathering, members: list[Member], now: datetime
) -> Letter:
    """The draft and the invitations that it makes, together or not at all."""
    posts = list(request.office.posts.filter(role=Post.OFFICER).order_by("pk"))
    own = request.holder.post_in(request.office.pk)
    letter = draft_letter(
        office=request.office,
        kind="official",
        wording=invitation_wording(gathering, language()),
        drafter=own,
        signer=posts[0] if posts else own,  # type: ignore[arg-type]  # staff hold a post
        recipients=[
            Addressee(
                name=", ".join(filter(None, (member.title, member.beside)))[:500],
                email=member.email,
                contact=member.contact,
                applicant=member.applicant,
            )
            for member in members
        ],
        ties=Ties(subject=gathering.reference),
        submission=f"invitation-{gathering.pk}-{members[0].pk}-{members[-1].pk}",
        actor=request.holder.actor,
        now=now,
    )
    actions.invite(gathering, members=members, letter=letter, actor=request.holder.actor, now=now)
    return letter


def invitation_wording(gathering: Gathering, tongue: str) -> Wording:
    when, where = span_words(gathering, tongue), gathering.where
    subject = say_in(tongue, "আমন্ত্রণ: {title}", "Invitation: {title}", title=gathering.title)
    body = say_in(
        tongue,
        "জানানো যাচ্ছে যে, {title} অনুষ্ঠিত হবে {when}, {where}।\n\nউপস্থিত থাকার জন্য অনুরোধ করা হলো।",
        "This is to inform you that {title} will be held on {when}, at {where}.\n\n"
        "You are requested to attend.",
        title=gathering.title,
        when=when,
        where=where or say_in(tongue, "কার্যালয়ে", "the office"),
    )
    return Wording(subject_line=subject[:300], body=body, language=tongue)
