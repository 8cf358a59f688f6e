"""Whoever keeps the diary hands a letter to an officer who decides, or enters a closed envelope unopened."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.core.forms.fields import ChoiceField, DayField, IdempotencyKeyField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.letters.incoming.fields import received_day_field
from ongikar.letters.incoming.letter_views import find_incoming
from ongikar.letters.models import Letter
from ongikar.letters.rights import for_keepers
from ongikar.offices.models import Post
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from .letter_intake import decider_posts, enter_unopened, hand_to_decider


class UnopenedLetterForm(Form):
    to = ChoiceField(label=say_lazy("খামে কোন পদ লেখা", "Which post stands on the envelope"))
    channel = ChoiceField(
        label=say_lazy("কীভাবে এসেছে", "How it came"),
        choices=[
            (Letter.HAND, say_lazy("হাতে হাতে", "By hand")),
            (Letter.POST, say_lazy("ডাকে", "By post")),
        ],
        initial=Letter.HAND,
    )
    received_on: DayField = received_day_field()
    token = IdempotencyKeyField()

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.choice_field("to").choices = [(key, post.title) for key, post in self.posts.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("received_on")
        if day and day > timezone.now().astimezone(TZ).date():
            self.add_error("received_on", say("দিনটি এখনো আসেনি", "This day has not come yet"))
        return cleaned


@for_keepers
@require_http_methods(["GET", "POST"])
def unopened_letter(request: DeskRequest) -> HttpResponse:
    """A line in the diary that tells neither the sender nor the matter, and the envelope to whom it names."""
    now, posts = timezone.now(), decider_posts(request.office)
    begun = {
        "received_on": now.astimezone(TZ).date(),
        "to": posts[0].pk if posts else "",
    }
    form = UnopenedLetterForm(request.POST or None, posts=posts, initial=begun)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        to = form.posts[cleaned["to"]]
        entered = enter_unopened(
            office=request.office,
            to=to,
            received_on=cleaned["received_on"],
            channel=cleaned["channel"],
            submission=f"unopened-{request.desk.user.pk}-{cleaned['token']}"[:64],
            actor=request.desk.actor,
            now=now,
        )
        messages.success(
            request,
            say(
                "ডায়েরি নম্বর {n}। খামটি না খুলে দিন: {post}।",
                "Diary number {n}. Give the envelope unopened to: {post}.",
                n=entered.book_serial,
                post=to.title,
            ),
        )
        return redirect("letters")
    context = {
        "form": form,
        "heading": say("না খোলা খাম", "An unopened envelope"),
        "about": say(
            "খামে শুধু অভিযোগ নিষ্পত্তি কর্মকর্তার পদ লেখা থাকলে খুলবেন না। ডায়েরিতে শুধু এটুকু ওঠে; কে পাঠিয়েছেন"
            " বা কী নিয়ে, ওঠে না।",
            "Where only the post of whoever decides on complaints stands on the envelope, do not open it. The"
            " diary then tells neither who sent it nor about what.",
        ),
        "button": say("ডায়েরিতে তুলুন", "Enter it in the diary"),
        "back": reverse("letters"),
        "back_words": say("চিঠি", "Letters"),
        "current": "letters",
    }
    return render_form(request, "core/staff_form.html", context)


@for_keepers
@require_POST
def hand_over_letter(request: DeskRequest, letter_id: int) -> HttpResponse:
    """The press on the page of a letter: it is a complaint, and for whoever decides."""
    letter = find_incoming(request, letter_id)
    posts = {str(post.pk): post for post in decider_posts(request.office)}
    to = posts.get(request.POST.get("to", ""))
    if to is None:
        raise Http404
    try:
        hand_to_decider(letter, to=to, actor=request.desk.actor, now=timezone.now())
        messages.success(request, say("দেওয়া হয়েছে: {post}।", "It is handed to: {post}.", post=to.title))
    except TransitionFault:
        messages.error(
            request, say("চিঠিটি এর মধ্যে অন্য কোথাও গেছে।", "The letter has gone elsewhere meanwhile.")
        )
    return redirect("letter", letter.pk)
