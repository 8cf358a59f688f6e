"""Complaints in the scene: one of which both sides were heard before it was decided."""

from datetime import datetime, timedelta

from ongikar.grievances import actions
from ongikar.grievances.actions import PartyEntry
from ongikar.grievances.models import Grievance, Hearing, HearingParty, Stage
from ongikar.people.desk import desk_of
from ongikar.people.models import User

# Whoever came in the complainant's stead.
STAND_IN = "করিমন নেসা, বড় বোন"
CALLED = datetime.fromisoformat("2026-11-22T12:00:00+06:00")
HEARD = datetime.fromisoformat("2026-11-30T12:00:00+06:00")


def hear_both_sides(grievance: Grievance, hearing: User) -> Hearing:
    """Called off once, called again, and held. `hearing`: who holds the first tier."""
    stage = grievance.stages.get()
    by = {"stage": stage, "actor": desk_of(hearing, HEARD.date())}
    actions.call_hearing(starts_at=HEARD - timedelta(days=1), place="কার্যালয়", now=CALLED, **by)
    actions.call_off_hearing(reason="কক্ষ খালি নেই।", now=CALLED + timedelta(hours=1), **by)
    actions.call_hearing(starts_at=HEARD, place="কার্যালয়", now=CALLED + timedelta(hours=2), **by)
    return actions.record_hearing(
        parties={
            Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, STAND_IN),
            Stage.RESPONDENT: PartyEntry(HearingParty.CAME),
        },
        record="দেরির কথা স্বীকার করা হয়েছে।",
        now=HEARD + timedelta(minutes=40),
        **by,
    )


def follow_the_decision(grievance: Grievance, decider: User, now: datetime) -> None:
    """What should change is written down, after the decision. It is rated by nobody yet."""
    actions.recommend(
        stage=grievance.stages.get(),
        title="দেরি হলে আগে জানান",
        words="শেষ দিনের আগে SMS দিন।",
        submission=f"advice on {grievance.number}",
        actor=desk_of(decider, now.date()),
        now=now,
    )
