"""What the backups are worth at this moment: the age of the newest, and how the last check of one went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .folder import backup_folder, indexes, read_state
from .orders import BACKUP, DRILL, asked_since

Words = tuple[str, str]
# One missed night is made good by the next; two are a fault.
LONGEST_AGE = timedelta(hours=50)
# The drill is weekly; backups not tried for two weeks are not known to open.
LONGEST_UNTRIED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """`newest_at`: when the newest backup was made, None where there is none. `checked_at`: when one was last
    restored aside and judged, None for never; `is_check_good` and `check_faults` say how that went.
    `failed_at`: when a backup could not be made since the newest, with why. `backup_asked_at`,
    `drill_asked_at`: when somebody asked for one that the worker has yet to make or try. `faults`: one
    sentence in each language for each thing that is not as it should be; none where all is well.
    """

    folder: str
    count: int
    newest: str
    newest_at: datetime | None
    age: timedelta | None
    checked: str
    checked_at: datetime | None
    is_check_good: bool
    check_faults: tuple[Words, ...]
    failed_at: datetime | None
    failure: Words
    backup_asked_at: datetime | None
    drill_asked_at: datetime | None
    faults: tuple[Words, ...]

    @property
    def is_fine(self) -> bool:
        return not self.faults


def backup_status(now: datetime) -> BackupStatus:
    """Reads the folder of backups alone, no archive and no database: cheap enough for any page."""
    folder = backup_folder()
    backups, state = indexes(folder), read_state(folder)
    newest = backups[0] if backups else None
    check, failed = _as_dict(state.get("check")), _as_dict(state.get("failure"))
    newest_at = newest.moment if newest else None
    checked_at, failed_at = _moment(check.get("at")), _moment(failed.get("at"))
    if failed_at and newest_at and failed_at <= newest_at:
        failed_at = None
    figures: dict[str, Any] = {
        "folder": str(folder),
        "count": len(backups),
        "newest": newest.name if newest else "",
        "newest_at": newest_at,
        "age": now - newest_at if newest_at else None,
        "checked": str(check.get("name", "")),
        "checked_at": checked_at,
        "is_check_good": bool(check.get("is_good")),
        "check_faults": tuple((bn, en) for bn, en in check.get("faults", ())),
        "failed_at": failed_at,
        "failure": tuple(failed.get("words", ("", ""))),
        "backup_asked_at": asked_since(state, BACKUP, newest_at, _moment(failed.get("at"))),
        "drill_asked_at": asked_since(state, DRILL, checked_at),
    }
    return BackupStatus(**figures, faults=tuple(_faults(figures, now)))


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _faults(figures: dict[str, Any], now: datetime) -> list[Words]:
    newest_at, checked_at = figures["newest_at"], figures["checked_at"]
    faults: list[Words] = []
    if newest_at is None:
        faults.append(("এখনো কোনো ব্যাকআপ নেই", "there is no backup yet"))
    elif now - newest_at > LONGEST_AGE:
        faults.append(("শেষ ব্যাকআপ দুই দিনের বেশি পুরোনো", "the newest backup is more than two days old"))
    if figures["failed_at"]:
        bn, en = figures["failure"]
        faults.append((f"শেষ ব্যাকআপ নেওয়া যায়নি: {bn}", f"the last backup could not be made: {en}"))
    if newest_at and checked_at is None and now - newest_at > LONGEST_UNTRIED:
        faults.append(("কোনো ব্যাকআপ ফিরিয়ে দেখা হয়নি", "no backup has been restored to see that it opens"))
    elif checked_at and not figures["is_check_good"]:
        faults += [
            (f"ব্যাকআপ ফিরিয়ে দেখা: {bn}", f"restoring a backup to see: {en}")
            for bn, en in figures["check_faults"]
        ]
    elif checked_at and now - checked_at > LONGEST_UNTRIED:
        faults.append(
            (
                "শেষবার ব্যাকআপ ফিরিয়ে দেখা হয়েছে দুই সপ্তাহের বেশি আগে",
                "the last time a backup was restored to see that it opens is more than two weeks ago",
            )
        )
    return faults
