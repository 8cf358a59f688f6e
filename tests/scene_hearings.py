"""Complaints in the scene: one of which both sides were heard before it was decided; one whose hearing is
over and not written down; one that lies before the last tier, with its record made.
"""

import hashlib
from datetime import datetime, timedelta

from ongikar.cases.actions import Person
from ongikar.grievances import actions
from ongikar.grievances.actions import PartyEntry
from ongikar.grievances.models import Dossier, Grievance, Hearing, HearingParty, Stage
from ongikar.grievances.upward.dossier.content import BY_DOSSIER
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of

# Whoever came in the complainant's stead.
STAND_IN = "করিমন নেসা, বড় বোন"
# Stands for the record; nobody reads it here.
RECORD = b"%PDF-1.7 a record"
CALLED = datetime.fromisoformat("2026-11-22T12:00:00+06:00")
HEARD = datetime.fromisoformat("2026-11-30T12:00:00+06:00")


def hear_both_sides(grievance: Grievance, hearing: User) -> Hearing:
    """Called off once, called again, and held. `hearing`: who holds the first tier."""
    stage = grievance.stages.get()
    by = {"stage": stage, "actor": holder_of(hearing, HEARD.date())}
    actions.call_hearing(starts_at=HEARD - timedelta(days=1), place="কার্যালয়", now=CALLED, **by)
    actions.call_off_hearing(reason="কক্ষ খালি নেই।", now=CALLED + timedelta(hours=1), **by)
    actions.call_hearing(starts_at=HEARD, place="কার্যালয়", now=CALLED + timedelta(hours=2), **by)
    return actions.record_hearing(
        parties={
            Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, STAND_IN, "তিনবার যেতে হয়েছে।"),
            Stage.RESPONDENT: PartyEntry(HearingParty.CAME, said="দেরির কথা স্বীকার করছি।"),
        },
        said_by_others="সহকারী: খাতায় লেখা ছিল না।",
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
        actor=holder_of(decider, now.date()),
        now=now,
    )


def file_about_none(office: Office, mark: str) -> Grievance:
    return actions.file_complaint(
        office=office,
        person=Person(name="সালেহা বেগম", mobile="+8801700000077"),
        respondent=office.posts.filter(role=Post.OFFICER).earliest("pk"),
        text="তিনবার গিয়েও কাউকে পাইনি।",
        submission=f"{office.slug} {mark}",
        now=CALLED,
    )


def call_both_sides(office: Office, hearing: User) -> Grievance:
    """The hour has passed; what was said is not written down yet."""
    grievance = file_about_none(office, "called")
    actions.call_hearing(
        stage=grievance.stages.get(),
        starts_at=HEARD,
        place="কার্যালয়",
        actor=holder_of(hearing, CALLED.date()),
        now=CALLED + timedelta(hours=1),
    )
    return grievance


def bring_to_the_last_tier(office: Office, hearing: User, now: datetime) -> Grievance:
    """Decided at the first tier and appealed; the appeal is written as one at the last, its record made."""
    grievance = file_about_none(office, "beyond")
    actions.decide(
        stage=grievance.stages.get(),
        decision="অভিযোগ সঠিক নয়।",
        reasons="নথিতে নেই।",
        upheld=False,
        actor=holder_of(hearing, HEARD.date()),
        now=HEARD,
    )
    found = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk)
    actions.file_appeal(grievance=found, words="মানি না।", by=Stage.COMPLAINANT, now=HEARD + timedelta(days=1))
    tier = office.charters.latest("number").tiers.select_related("post").get(post__role=Post.CELL)
    grievance.stages.filter(closed_at=None).update(tier=tier, post=tier.post)
    paper = keep_paper(
        office=office,
        subject=grievance.reference,
        title="পূর্ণ নথি",
        content=Clean(RECORD, "application/pdf", ".pdf"),
        now=now,
        brought_by=BY_DOSSIER,
    )
    Dossier.objects.create(
        stage=grievance.stages.get(closed_at=None),
        made_at=now,
        paper_id=paper.pk,
        sha256=hashlib.sha256(RECORD).hexdigest(),
    )
    return grievance
