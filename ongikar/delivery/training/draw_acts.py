"""Typing the number of the draw: of two who read it the second draws, if both read the same."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.people.models import User
from ongikar.people.post_holders import StaffRequest
from ongikar.records.acts import Act
from ongikar.records.views import ActPage
from ongikar.rules.bangla.text import digits

from . import actions, states
from .actions.calling import call_of
from .actions.drawing import DIFFERS, DRAWN, FIRST, TypedValue
from .forms import DrawForm
from .models import Batch, Call


def user_of(actor: Reference) -> User:
    return User.objects.get(pk=actor[1] or 0)


class DrawPage(ActPage):
    """Of two who type it the second draws, if both read the same."""

    TOLD = {
        FIRST: (
            "লেখা হয়েছে। এবার অন্য একজন নিজে দেখে লিখবেন।",
            "Written down. Now somebody else reads it and types it.",
        ),
        DRAWN: ("লটারি হয়েছে।", "The draw is made."),
    }

    def get(self, request: StaffRequest, **_: Any) -> HttpResponse:
        is_frozen = self.record.state == states.FROZEN
        return super().get(request) if is_frozen else redirect(self.desk.url_of(self.record))

    def answer(self, request: StaffRequest, made: TypedValue, url: str) -> HttpResponse:
        if made.how != DIFFERS:
            messages.success(request, say(*self.TOLD[made.how]))
            return redirect(url)
        messages.error(
            request,
            say(
                "দুজনের লেখা সংখ্যা এক নয়। কারওটাই ধরা হয়নি; দুজনই আবার দেখে লিখুন।",
                "The two numbers are not the same. Neither counts; both look again and type it anew.",
            ),
        )
        return redirect(url)


class DrawAct(Act):
    page = DrawPage

    def form_arguments(self, batch: Any, now: datetime) -> dict[str, Any]:
        return {"source": call_of(batch).draw_source}

    def about_words(self, batch: Any) -> str:
        """Where the number is read."""
        call = call_of(batch)
        if call.draw_source == Call.DRAND:
            return say(
                "ড্র্যান্ড, রাউন্ড {n}: https://api.drand.sh/v2/beacons/quicknet/rounds/{plain}"
                " পাতার প্রথম লম্বা সংখ্যাটি। দুজন আলাদা দেখে লিখবেন।",
                "drand quicknet, round {n}: the “randomness” of"
                " https://api.drand.sh/v2/beacons/quicknet/rounds/{plain}. Two people read and type it.",
                n=digits(call.drand_round, language()),
                plain=str(call.drand_round),
            )
        return say(
            "তিনজন আবেদনকারী সবার সামনে একটি করে টোকেন তুলেছেন; দুজন আলাদা দেখে লিখবেন।",
            "Three applicants drew a token each before everybody; two people read and type them.",
        )


def type_value(batch: Batch, form: DrawForm, actor: Reference, now: datetime) -> TypedValue:
    return actions.type_value(
        batch,
        values=form.values,
        witnesses=form.cleaned_data["witnesses"].splitlines(),
        minutes=form.cleaned_data["minutes"],
        user=user_of(actor),
        actor=actor,
        now=now,
    )
