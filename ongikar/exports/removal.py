"""The worker's share of forgetting: files of a day are deleted, and what a process that fell has left."""

import shutil
import time
from datetime import datetime

from django.db import transaction

from .export_process import record_of_worker
from .models import KEPT, WORK, Export, exports_folder

# Deleted in one round, so that none holds up the clocks.
BATCH = 100
# Seconds between two looks through the folder, and how old must be what no row names: a file is laid there a
# moment before its row says so.
SWEEP_SECONDS = 3600.0
_swept_at: float | None = None


def remove_old_files(now: datetime) -> int:
    """Delete the files that were kept for their day; returns how many."""
    removed = 0
    old = Export.objects.with_file().filter(ready_at__lte=now - KEPT).order_by("ready_at")
    for export in old[:BATCH]:
        remove_file(export, now)
        removed += 1
    return removed + sweep_hourly()


def remove_file(export: Export, now: datetime) -> None:
    """The file first: after a fall in between the row still names it, and it is tried again."""
    if export.stored_name:
        export.path.unlink(missing_ok=True)
    with transaction.atomic():
        left = Export.objects.filter(pk=export.pk, removed_at=None)
        if left.update(removed_at=now):
            record_of_worker(export, "export.removed", now)


def purge_export(export: Export) -> None:
    """The row, and with it whatever of the file is still there: retention's share."""
    if export.stored_name:
        export.path.unlink(missing_ok=True)
    shutil.rmtree(export.work_folder, ignore_errors=True)
    with transaction.atomic():
        export.delete()


def sweep_hourly() -> int:
    global _swept_at
    if _swept_at is not None and time.monotonic() - _swept_at < SWEEP_SECONDS:
        return 0
    _swept_at = time.monotonic()
    return sweep_folder()


def sweep_folder() -> int:
    """Delete what lies in the folder of exports and belongs to none of them; returns how many."""
    folder = exports_folder()
    paths = [path for path in folder.iterdir() if is_old(path.stat().st_mtime)] if folder.exists() else []
    wanted = set(Export.objects.with_file().values_list("stored_name", flat=True))
    wanted |= {f"{key}{WORK}" for key in Export.objects.unfinished().values_list("pk", flat=True)}
    swept = 0
    for path in paths:
        if path.name not in wanted:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            swept += 1
    return swept


def is_old(written_at: float) -> bool:
    return time.time() - written_at > SWEEP_SECONDS
