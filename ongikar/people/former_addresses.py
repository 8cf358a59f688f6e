"""Where a person was told of their account before it was changed: kept until they have been told there of the
change.
"""

from django.conf import settings
from django.db import models

from ongikar.journal.models import Entry


class FormerAddress(models.Model):
    """Who takes over an account begins with its mobile: then only the old one reaches whoever it belongs to.

    The journal keeps no number, so it lies here until the message is made, and no longer.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The change by which it became a former one.
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    mobile = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return f"former address {self.pk}"
