"""Papers that came in or were made: what they are, where they lie, whose they are."""

from pathlib import Path
from typing import cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

from .durable_files import write_durably


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
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="papers_of_a_subject")]

    def __str__(self) -> str:
        return f"paper {self.pk}"
