"""The emblems of an office since it has any: what was printed under one is printed under it for good."""

from base64 import b64encode
from datetime import datetime
from typing import ClassVar

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet

from .office import Office


class Emblem(models.Model):
    """What was an office's emblem from a moment on: a drawing (SVG) or a picture (PNG) that was checked
    (papers/emblem.py), or none. `Office.emblem` is the SHA-256 of the newest.
    """

    SVG, PNG = "image/svg+xml", "image/png"
    SUFFIXES: ClassVar = {SVG: "svg", PNG: "png"}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="emblems")
    sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=20, blank=True)
    content = models.BinaryField()
    since = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.office_id} {self.sha256[:12]}"

    @property
    def drawing(self) -> str:
        """As a drawing, which is how papers take it: a picture stands inside one."""
        content = bytes(self.content)
        if self.media_type == self.SVG:
            return content.decode()
        wide, high = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
        size, picture = f'width="{wide}" height="{high}"', b64encode(content).decode()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" {size}>'
            f'<image {size} href="data:image/png;base64,{picture}"/></svg>'
        )


def emblem_at(office_id: int, moment: datetime) -> str:
    """The SHA-256 of what was the emblem then; "" for none."""
    newest = Emblem.objects.filter(office=office_id, since__lte=moment).order_by("-since", "-pk")
    return newest.values_list("sha256", flat=True).first() or ""
