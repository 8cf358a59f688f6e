"""What an agent brought: the case, and the post it was brought from, whose holders follow it."""

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post


class AgentFiling(models.Model):
    """A case filed at a Union Digital Centre on behalf of a citizen who said yes to it."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="agent_filing")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="agent_filings")
    # When the citizen agreed that this is filed for them; without it nothing is taken.
    consent_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"case {self.case_id} brought by post {self.post_id}"
