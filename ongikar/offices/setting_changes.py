"""Changing settings of an office from a day on, with a reason; what one press changes is changed at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from ongikar.core import cache_version
from ongikar.core.forms.faults import ActFault
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record

from .models import Office, Post, SettingChange
from .rules.setting_files import Versions

# What stands in columns of its own: those say what is in force, and the rows only what was changed.
KEPT_IN_COLUMNS = frozenset({"letterhead", "urgent", "stock"})


class SettingFault(ActFault):
    """A change that cannot be done as it stands."""


class NewSetting(NamedTuple):
    """What one setting is to say, and what it says until then. `item`: which line of its page."""

    item: str
    data: Mapping[str, Any]
    before: Mapping[str, Any]


def changes_of_group(office: Office, group: str) -> QuerySet[SettingChange]:
    """The newest first."""
    return SettingChange.objects.filter(office=office, group=group).order_by("-pk")


def newest_change(office: Office, group: str) -> int:
    """The key of the last change of a page of settings; 0 for none."""
    return changes_of_group(office, group).values_list("pk", flat=True).first() or 0


@transaction.atomic
def change_settings(
    office: Office,
    group: str,
    changes: Sequence[NewSetting],
    *,
    since: date,
    reason: str,
    seen: int,
    key: str,
    actor: Reference,
    post: Post,
    now: datetime,
) -> list[SettingChange]:
    """Enter them; the rows, or those of before where the same press comes again. `seen`: the newest change by
    which they were judged. Raises SettingFault where somebody was quicker.
    """
    row = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if known := list(SettingChange.objects.filter(office=row, key=key)):
        return known
    if newest_change(row, group) != seen:
        raise SettingFault(
            "",
            "এর মধ্যে অন্য কেউ এগুলো বদলেছেন। “শেষ বদল” দেখুন; আপনার লেখা আছে, ঠিক থাকলে আবার রাখুন।",
            "Somebody else changed these meanwhile. See “Last changes”; what you typed is still here, save it"
            " again if it is right.",
        )
    made = [
        SettingChange.objects.create(
            office=row,
            group=group,
            item=each.item,
            since=since,
            data=dict(each.data),
            before=dict(each.before),
            reason=reason,
            entered_at=now,
            entered_by=not_none(actor[1]),
            post=post,
            key=key,
        )
        for each in changes
    ]
    if group not in KEPT_IN_COLUMNS:
        fold_settings(row)
    record(
        "office.setting_changed",
        subject=("office", row.pk),
        actor=actor,
        office_id=row.pk,
        now=now,
        what=group,
        since=since.isoformat(),
        names=sorted(each.item for each in changes if each.item),
    )
    # What is cached of offices is known by what belongs to all of them.
    cache_version.invalidate()
    return made


def folded_settings(office: Office) -> Versions:
    """Of each setting its versions in the order in which they were entered, as the cache holds them: those
    that its files bring are the earliest.
    """
    folded: Versions = {name: list(versions) for name, versions in office.settings_of_files.items()}
    rows = SettingChange.objects.filter(office=office).exclude(group__in=KEPT_IN_COLUMNS).order_by("pk")
    for each in rows:
        folded.setdefault(each.setting, []).append([each.since.isoformat(), each.data])
    return folded


def fold_settings(office: Office) -> bool:
    """Write the cache anew; whether that changed it."""
    folded = folded_settings(office)
    if office.settings == folded:
        return False
    office.settings = folded
    office.save(update_fields=["settings"])
    return True


def seed_settings(office: Office, versions: Versions) -> bool:
    """Take over what the files of an office say of its settings; whether that changed anything. Files seed,
    screens rule: of a setting that was changed on screen the files are not read again.
    """
    changed = SettingChange.objects.filter(office=office).exclude(group__in=KEPT_IN_COLUMNS)
    known = office.settings_of_files
    wanted = {
        **versions,
        **{each.setting: known.get(each.setting, []) for each in changed.only("group", "item")},
    }
    wanted = {name: rows for name, rows in wanted.items() if rows}
    if wanted == known:
        return False
    office.settings_of_files = wanted
    office.save(update_fields=["settings_of_files"])
    fold_settings(office)
    return True
