"""A hearing in words: when and where it is, how each side is heard, who came, and what is told of it."""

from datetime import date

from ongikar.core.i18n.say import language, say
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.words import time_words
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Hearing, HearingParty, Stage


def when_words(hearing: Hearing, side: str, in_language: str = "") -> str:
    """The day and time of one side."""
    return time_words(hearing.gathering_of(side).starts_at, in_language)


def where_words(gathering: Gathering) -> str:
    return gathering.where or say("কার্যালয়ে", "at the office")


def newest_hearing(stage: Stage) -> Hearing | None:
    """The last that was called; one that was called off is none any more."""
    called = [each for each in stage.hearings.all() if each.ended_at is None]
    return max(called, key=lambda each: each.pk, default=None)


def hearings_of(stage: Stage) -> list[Hearing]:
    """All of a stage with what their words need, the first first. Where they came with it, nothing is
    asked.
    """
    if "hearings" in vars(stage).get("_prefetched_objects_cache", {}):
        return list(stage.hearings.all())
    rows = stage.hearings.select_related("gathering__place", "apart__place", "recorded_by")
    return list(rows.prefetch_related("parties"))


def party_words(party: HearingParty, *, with_name: bool) -> str:
    """Who came for one side. Of a representative the name tells whom they stand for, where that is hidden."""
    words = party.get_attended_display()
    return f"{words}: {party.representative}" if party.representative and with_name else words


def said_by(hearing: Hearing, side: str) -> str:
    """What one side said; "" of one that did not come, and of what was written down as one text."""
    return next((party.said for party in hearing.parties.all() if party.side == side), "")


def said_parts(hearing: Hearing) -> list[tuple[str, str]]:
    """What was said, each side's by itself, as both may read it once it is redacted; a part without words is
    left out. What was written down as one text stays one.
    """
    parts = [
        (say("অভিযোগকারী যা বললেন", "What the complainant said"), said_by(hearing, Stage.COMPLAINANT)),
        (
            say("যাঁর বিরুদ্ধে অভিযোগ, তিনি যা বললেন", "What the officer complained of said"),
            said_by(hearing, Stage.RESPONDENT),
        ),
        *said_by_no_side(hearing),
    ]
    return [(title, words) for title, words in parts if words]


def said_by_no_side(hearing: Hearing) -> list[tuple[str, str]]:
    parts = [
        (say("অন্যরা যা বললেন", "What others said"), hearing.said_by_others),
        (say("কে কী বললেন", "What was said"), hearing.record),
    ]
    return [(title, words) for title, words in parts if words]


def hearing_sentence(stage: Stage) -> str:
    """What a decision tells of the hearings that were held; "" of none."""
    return " ".join(
        say(
            "{day} শুনানি হয়েছে ({parties})।",
            "A hearing was held on {day} ({parties}).",
            day=date_words(held_day(hearing), language(), weekday=False),
            parties="; ".join(
                f"{party.get_side_display()}: {party_words(party, with_name=False)}"
                for party in hearing.parties.all()
            ),
        )
        for hearing in hearings_of(stage)
        if hearing.recorded_at
    )


def held_day(hearing: Hearing) -> date:
    return hearing.gathering.starts_at.astimezone(TZ).date()
