"""Papers that came in or were made: what they are, where they lie, whose they are; and writing a file
durably, so that whoever is told "it is kept" is told the truth, also after the power was cut.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

# What is being written is called so until the disk has it: nothing that ends in a paper's own suffix is
# ever half there.
PART = ".part"


def write_durably(path: Path, pieces: Iterable[bytes], *, file_mode: int, folder_mode: int) -> None:
    """Write the pieces to a new file at `path`, and return once file and folder are on the disk.

    Raises FileExistsError where something is there already, and OSError where the disk refuses; then nothing
    is left.
    """
    make_folders(path.parent, folder_mode)
    part = path.with_name(path.name + PART)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, file_mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            raise FileExistsError(path)
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folders(folder: Path, mode: int) -> None:
    """Make the folder and those above it that are not there, each known to the disk before anything lies in
    it.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=mode, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Names live in their folder: a file on the disk without its name there is lost."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class PrivateFolder(FileSystemStorage):
    """A folder that no web server reaches: every paper is handed out by a view that asks who wants it.

    Which folder, the settings say at each use, so that nothing written for a test ever lies among an office's
    papers.
    """

    @property
    def base_location(self) -> Path:
        return settings.ONGIKAR_PAPERS

    @property
    def location(self) -> str:
        return str(self.base_location.absolute())

    def _save(self, name: str, content: File) -> str:
        """On the disk before it returns: the row that names it is committed after, and whoever sent it is
        answered last.
        """
        write_durably(
            Path(self.path(name)),
            content.chunks(),
            file_mode=cast(int, self.file_permissions_mode),
            folder_mode=cast(int, self.directory_permissions_mode),
        )
        return name


def private_storage() -> Storage:
    """The folder, or where the settings name it the object storage of the installation
    (`ONGIKAR_PAPERS_STORAGE`).

    Only the owner of the process reads the folder: others on the machine have nothing to look for in it.
    """
    if "papers" in settings.STORAGES:
        return storages["papers"]
    return PrivateFolder(base_url=None, file_permissions_mode=0o600, directory_permissions_mode=0o700)


def stored_name(paper: "Paper") -> str:
    """Where its file lies in the storage; "" of one whose file is gone."""
    return paper.file.name or ""


class Paper(models.Model):
    """One uploaded or produced document, known to its owner by (type, id)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="papers")
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    # What it is, in the words it was asked for: "জাতীয় পরিচয়পত্র".
    title = models.CharField(max_length=200)
    file = models.FileField(storage=private_storage, max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    came_at = models.DateTimeField()
    brought_by = models.CharField(max_length=20, default="citizen")

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="papers_of_a_subject"),
            # Those whose file retention has yet to take away.
            models.Index(fields=["office", "came_at"], name="papers_with_files", condition=~Q(file="")),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"
