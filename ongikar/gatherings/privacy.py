"""Gatherings that the pages of this app do not show: a hearing tells who complains of whom. It stands on the
page of what it is about, for those who may open that, and nowhere else.
"""

from typing import Any

# Types of subjects; an app above names its own in `AppConfig.ready()`.
PRIVATE_SUBJECTS: set[str] = set()


def register_private_subject(name: str) -> None:
    PRIVATE_SUBJECTS.add(name)


def shown_to_staff(rows: Any, path: str = "") -> Any:
    """Of these gatherings, rosters or members those that every member of the staff may see.

    `path`: how the row that has the subject is reached from these, such as "roster__".
    """
    return rows.exclude(**{f"{path}subject_type__in": sorted(PRIVATE_SUBJECTS)})
