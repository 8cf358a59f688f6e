"""The gap-free serials of an office's books."""

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet

from .office import Office


class Serial(models.Model):
    """The last number given in one book and year of an office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="serials", db_index=False)
    book = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "book", "year"], name="one_serial_a_book")]

    def __str__(self) -> str:
        return f"{self.book} {self.year}: {self.last}"
