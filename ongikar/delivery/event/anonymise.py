"""What the tables of an event keep of persons goes with the case it belongs to; sums and days stay."""

from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE

from .models import BudgetLine, Event, Voucher


def forget_people(event: Event) -> None:
    """Empty who spoke and who was paid. Done twice it is done once."""
    for programme in event.programmes.all():
        if any(item["speaker"] for item in programme.items):
            programme.items = [item | {"speaker": ""} for item in programme.items]
            programme.save(update_fields=["items"])
    vouchers = Voucher.objects.filter(line__event=event)
    vouchers.exclude(paid_to=GONE).update(paid_to=GONE, what="", number="")
    BudgetLine.objects.filter(event=event).exclude(words="").update(words="")
    papers = Paper.objects.filter(subject_type=Event.SUBJECT, subject_id=event.pk)
    remove_files(papers.exclude(file=""))
