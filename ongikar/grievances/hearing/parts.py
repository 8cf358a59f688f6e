"""What the pages show of hearings: to those who decide with its acts, to the complainant, and to the officer
complained of, each as much as is theirs to know.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.people.post_holders import StaffRequest

from ..handling.desk_acts import form_of, may_press
from ..handling.redaction import text_for_respondent
from ..models import Hearing, Stage
from ..slots import FOLLOWING, HANDLING, NOTICE_PROOFS, RESPONDING
from .words import hearings_of, party_words, said_by_no_side, said_parts, when_words, where_words

RECORD = "record_hearing"


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One side of a hearing: who came. `proofs`: by what it was told, where nobody came."""

    side: str
    words: str
    proofs: list[str]


@dataclass(frozen=True, slots=True)
class HearingLine:
    """One hearing as somebody may read it. `said`: (whose words, the words); `papers`: (title, address)."""

    hearing: Hearing
    when: str
    where: str
    parties: list[PartyLine]
    said: list[tuple[str, str]]
    papers: list[tuple[str, str]]


def paper_address(door: str, stage: Stage, what: str, key: int) -> str:
    return reverse(door, args=[stage.grievance.number, what, key])


def party_lines(hearing: Hearing, *, with_names: bool, with_proofs: bool) -> list[PartyLine]:
    return [
        PartyLine(
            party.get_side_display(),
            party_words(party, with_name=with_names),
            proofs_of(hearing, party.side) if with_proofs and party.attended == "absent" else [],
        )
        for party in hearing.parties.all()
    ]


def proofs_of(hearing: Hearing, side: str) -> list[str]:
    """By what messages an absent side was told, as the apps above know it."""
    return [words for proofs in NOTICE_PROOFS for words in proofs(hearing, side)]


def desk_line(hearing: Hearing) -> HearingLine:
    stage = hearing.stage
    door = "desk_grievance_paper"
    if hearing.recorded_at:
        papers = [
            (say("লিখিত বিবরণ (PDF)", "Record (PDF)"), paper_address(door, stage, "record", hearing.pk))
        ]
    else:
        papers = [
            (
                say("অভিযোগকারীর নোটিশ (PDF)", "Notice to the complainant (PDF)"),
                paper_address(door, stage, "notice", hearing.pk),
            ),
            (
                say("যাঁর বিরুদ্ধে, তাঁর নোটিশ (PDF)", "Notice to the officer (PDF)"),
                paper_address(door, stage, "call", hearing.pk),
            ),
        ]
    return HearingLine(
        hearing,
        when_words(hearing, Stage.RESPONDENT),
        where_words(hearing.gathering),
        party_lines(hearing, with_names=True, with_proofs=True),
        # What each side said stands with all else that it says (handling/sections.py).
        said_by_no_side(hearing),
        papers,
    )


def desk_hearings(*, request: StaffRequest, stage: Stage, now: datetime) -> Answer | None:
    """Every hearing of the stage; of one whose time has come the form in which it is written down."""
    hearings = all_hearings(stage)
    if not hearings:
        return None
    coming = next((each for each in hearings if each.is_coming and each.stage_id == stage.pk), None)
    has_begun = coming and now >= coming.last_begins_at
    is_offered = has_begun and may_press(RECORD, request.holder, stage)
    form = form_of(RECORD, stage, request.holder, now) if is_offered else None
    return "grievances/handling/hearings.html", {
        "grievance": stage.grievance,
        "lines": [desk_line(each) for each in hearings if not each.ended_at],
        "ended": [each for each in hearings if each.ended_at],
        "form": form,
        "manner": coming.get_manner_display() if coming else "",
        "apart": when_words(coming, Stage.COMPLAINANT) if coming and coming.apart else "",
        "may_move": bool(coming and may_press("put_off_hearing", request.holder, stage)),
    }


def all_hearings(stage: Stage) -> list[Hearing]:
    """Those of this tier and of all below it, the newest first."""
    hearings = []
    for each in sorted(stage.grievance.stages.all(), key=lambda one: -one.number):
        for hearing in reversed(hearings_of(each)):
            hearing.stage = each
            hearings.append(hearing)
    return hearings


def side_line(hearing: Hearing, side: str, door: str) -> HearingLine:
    """As one side reads it: its own time alone."""
    stage = hearing.stage
    what = "record" if hearing.recorded_at else "notice"
    title = (
        say("লিখিত বিবরণ (PDF)", "Record (PDF)")
        if hearing.recorded_at
        else say("নোটিশ (PDF)", "Notice (PDF)")
    )
    is_open = side == Stage.COMPLAINANT or stage.grievance.is_open_identity
    said = said_parts(hearing)
    if side == Stage.RESPONDENT:
        said = [(title, text_for_respondent(stage.grievance, words)) for title, words in said]
    return HearingLine(
        hearing,
        when_words(hearing, side),
        where_words(hearing.gathering_of(side)),
        party_lines(hearing, with_names=is_open, with_proofs=False),
        said,
        [(title, paper_address(door, stage, what, hearing.pk))],
    )


def hearings_for(side: str, door: str) -> Any:
    """The part of a page that one side reads."""

    def part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
        hearings = [each for each in all_hearings(stage) if not each.ended_at]
        if not hearings:
            return None
        lines = [side_line(hearing, side, door) for hearing in hearings]
        return "grievances/hearings.html", {"lines": lines, "side": side}

    return part


hearings_followed = hearings_for(Stage.COMPLAINANT, "grievance_paper")
hearings_responded = hearings_for(Stage.RESPONDENT, "desk_complaint_paper")


def register_hearing_parts() -> None:
    HANDLING.add(desk_hearings, order=11)
    FOLLOWING.add(hearings_followed, order=40)
    RESPONDING.add(hearings_responded, order=40)
