"""One file for all who ordered the same: what is in it depends on the office, the order and the language, and
not on who asked. Each has an order, an entry and a day of their own; the file is made once.
"""

import os
import secrets
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from ongikar.journal.actions import WORKER, record

from .models import Export, exports_folder

# A file that became ready so lately is what is ordered again; later than that, the office has gone on.
STILL_FRESH = timedelta(minutes=10)


def find_same_file(export: Export, now: datetime) -> Export | None:
    """The newest that was made of the same order, for whomever, whose file is there and fresh."""
    made = Export.objects.with_file().filter(
        office_id=export.office_id, order_digest=export.order_digest, ready_at__gt=now - STILL_FRESH
    )
    newest = made.order_by("-ready_at", "-id").first()
    return newest if newest and newest.path.is_file() else None


def hand_over(export: Export, made: Export, now: datetime) -> bool:
    """The file of `made` is what this order gets; False where another process has it in hand, or it is done.

    It is as old as the file is: else each order would make it young again for the next.
    """
    assert made.ready_at is not None
    name = f"{export.pk}-{secrets.token_hex(8)}{Path(made.stored_name).suffix}"
    lay_again(made.path, exports_folder() / name)
    with transaction.atomic():
        own = Export.objects.in_nobodys_hands(now).filter(pk=export.pk)
        if export.lease:
            own = Export.objects.unfinished().filter(pk=export.pk, lease=export.lease)
        handed = own.order_by().update(
            ready_at=made.ready_at,
            leased_until=None,
            lines_done=made.lines,
            lines=made.lines,
            file_name=made.file_name,
            media_type=made.media_type,
            size=made.size,
            stored_name=name,
        )
        if handed:
            record(
                "export.ready",
                subject=export.reference,
                actor=WORKER,
                office_id=export.office_id,
                now=now,
                what=export.maker,
                count=made.lines,
            )
    if not handed:
        (exports_folder() / name).unlink(missing_ok=True)
    return bool(handed)


def lay_again(source: Path, target: Path) -> None:
    """The same file by another name, so that each order's goes in its own time; a copy where a file has but
    one name.
    """
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)
        target.chmod(source.stat().st_mode & 0o700)


def hand_to_all(made: Export, now: datetime) -> int:
    """Whoever waits for the same gets it now; returns how many. One who is missed here, since their order was
    not yet there, gets it when their turn comes.
    """
    waiting = Export.objects.in_nobodys_hands(now).filter(
        office_id=made.office_id, order_digest=made.order_digest
    )
    return sum(hand_over(each, made, now) for each in waiting)
