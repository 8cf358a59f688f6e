"""Things of the office that must stay fresh: each comes again as a task with its proof."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.i18n.say import say_lazy
from ongikar.offices.models import Office
from ongikar.records.models import Record
from ongikar.tasks.models import Series


class UpkeepItem(Record):
    """One thing, such as a page of the portal. When it was fresh last, its series says: the day of the last
    task that was done; before the first, what the office knew.
    """

    SUBJECT = "upkeep_item"
    UNSEALED = {"submission": "the key by which a form sent twice is taken once; nothing is promised by it"}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="upkeep_items", db_index=False)
    # What sort of thing it is: a key of catalogue.toml.
    sort = models.CharField(max_length=20)
    title = models.CharField(say_lazy("কী", "What"), max_length=200)
    # Where it can be seen; "" where it is on paper.
    address = models.CharField(say_lazy("কোথায় দেখা যায়", "Where it is seen"), max_length=300, blank=True)
    # The case whose answers named it; null where the office began it by itself.
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="upkeep_items")
    series = models.OneToOneField(Series, on_delete=models.PROTECT, related_name="upkeep_item")
    last_known = models.DateField(null=True)
    began_on = models.DateField()
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    # Sent twice is begun once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("নিয়মিত হালনাগাদ", "regular update")
        verbose_name_plural = say_lazy("নিয়মিত হালনাগাদ", "Regular updates")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "title"],
                name="one_living_item_a_title",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) ^ ~Q(ended_reason=""), name="an_ended_item_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "-id"], name="upkeep_items_living", condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"upkeep item {self.pk}"
