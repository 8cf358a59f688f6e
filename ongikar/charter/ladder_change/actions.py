"""Writing a changed ladder, approving it as a version from a day on, and dropping it: each in the journal
with its act.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from ongikar.charter.models import CharterVersion
from ongikar.charter.review.actions import Officer, Overtaken
from ongikar.charter.review.publishing import RemovalUnconfirmed, check_day
from ongikar.core import cache_version
from ongikar.journal.actions import record
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import Office

from .models import LadderDraft
from .steps import Step, changes_with_steps, draft_with_steps, faults_of_steps


class NoCharter(Exception):
    """The office has no charter yet whose steps could be changed."""


class FaultyLadder(Exception):
    """Nobody could be heard by these steps. `faults`: why, in both languages."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(en for _, en in faults))
        self.faults = faults


class NothingChanged(Exception):
    """The steps are those in force."""


def latest_version(office: Office) -> CharterVersion | None:
    return office.charters.select_related("office").order_by("-number").first()


def open_draft(office: Office) -> LadderDraft | None:
    return office.ladder_drafts.filter(state=LadderDraft.OPEN).select_related("base__office", "post").first()


@transaction.atomic
def write_ladder(
    *, office: Office, steps: Sequence[Step], reason: str, seen: int, officer: Officer, now: datetime
) -> LadderDraft:
    """Keep the steps as they were written. `seen`: the revision that the form showed, 0 where none was open.

    Pressed twice it is written once. Raises NoCharter, and Overtaken where somebody wrote or published since.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    latest, draft = latest_version(office), open_draft(office)
    if latest is None:
        raise NoCharter
    if draft and (list(draft.steps), draft.reason, draft.base_id) == (list(steps), reason, latest.pk):
        return draft
    if (draft.revision if draft else 0) != seen:
        raise Overtaken
    draft = draft or LadderDraft(office=office, revision=0)
    draft.base, draft.steps, draft.reason = latest, list(steps), reason
    draft.revision += 1
    draft.post, draft.by, draft.written_at = officer.post, officer.by, now
    draft.save()
    record_ladder_event(draft, "charter.ladder_written", officer, now, cells=len(steps))
    return draft


@transaction.atomic
def publish_ladder(
    draft: LadderDraft, *, begins: date, seen: int, removed: int, officer: Officer, now: datetime
) -> CharterVersion:
    """The steps become those of the next version from a day on; what runs by others keeps them.

    Raises Overtaken where it was written or published since `seen`, WrongDay for the day, FaultyLadder,
    NothingChanged, and RemovalUnconfirmed where another number of steps would go than was said.
    """
    office = Office.objects.select_for_update(no_key=True).get(pk=draft.office_id)
    draft = LadderDraft.objects.select_for_update(no_key=True).select_related("base__office").get(pk=draft.pk)
    latest = check_day(office, begins, timezone.localdate(now))
    if not draft.is_open or draft.revision != seen or latest is None or draft.base_id != latest.pk:
        raise Overtaken
    changes, rows = changes_with_steps(draft.base, draft.steps, officer=officer, now=now)
    if not changes:
        raise NothingChanged
    if faults := grave_faults(draft, officer, now):
        raise FaultyLadder(faults)
    if rows.removed_rows != removed:
        raise RemovalUnconfirmed(rows)
    if latest.effective_to is None or latest.effective_to >= begins:
        latest.effective_to = begins - timedelta(days=1)
        latest.save(update_fields=["effective_to"])
    version, services, tiers = draft_with_steps(
        draft.base, draft.steps, begins=begins, officer=officer, now=now
    )
    version.save()
    for service in services:
        service.version = version
        service.save()
    for tier in tiers:
        tier.version = version
        tier.save()
    draft.version, draft.state = version, LadderDraft.PUBLISHED
    draft.save(update_fields=["version", "state"])
    record_ladder_event(
        draft,
        "charter.published",
        officer,
        now,
        version=version.number,
        begins=begins.isoformat(),
        added=rows.new_tiers,
        removed=rows.removed_rows,
    )
    cache_version.invalidate(office.pk)
    return version


def grave_faults(draft: LadderDraft, officer: Officer, now: datetime) -> list[tuple[str, str]]:
    """Of the check's findings those that a ladder must not be published with."""
    findings = faults_of_steps(draft.base, draft.steps, officer=officer, now=now)
    return [(each["message_bn"], each["message_en"]) for each in findings if each["severity"] == "error"]


@transaction.atomic
def drop_ladder(draft: LadderDraft, *, officer: Officer, now: datetime) -> None:
    """It ends without a version. Raises Overtaken where it has ended already."""
    locked = LadderDraft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if not locked.is_open:
        raise Overtaken
    locked.state = LadderDraft.DROPPED
    locked.save(update_fields=["state"])
    record_ladder_event(locked, "charter.ladder_dropped", officer, now)


def record_ladder_event(
    draft: LadderDraft, verb: str, officer: Officer, now: datetime, **more: Unpack[EntryFacts]
) -> None:
    facts: EntryFacts = {"post": officer.post.pk, **more}
    record(
        verb,
        subject=("ladder_draft", draft.pk),
        actor=officer.actor,
        office_id=draft.office_id,
        now=now,
        **facts,
    )
