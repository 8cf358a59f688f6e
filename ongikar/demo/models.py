"""How far the making of a demonstration has come."""

from django.db import models

from ongikar.offices.models import Office


class DemoLife(models.Model):
    """A demonstration while it is being made: written in the transaction of each piece, so that whoever comes
    after an interruption goes on where it was. With the last piece the row goes.
    """

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="+")
    # The moment until which it is lived, however long it takes.
    now = models.DateTimeField()
    # By part, how many acts are done.
    done = models.JSONField(default=dict)
    # By its name in the files, what came of the acts (known.py).
    known = models.JSONField(default=dict)
    # Why it stopped, in both languages; "" while it goes on. The next start tries again.
    fault_bn = models.TextField(default="", blank=True)
    fault_en = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"life of {self.office_id}"
