"""What the tables of a purchase keep of bidders goes with the case it belongs to; prices and days stay."""

from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE

from .models import BidderChange, PriceNote, Purchase, Quotation, QuotationLine


def forget_bidders(purchase: Purchase) -> None:
    """Empty who quoted: a bidder is often one person. Done twice it is done once."""
    quotations = Quotation.objects.filter(purchase=purchase)
    quotations.exclude(bidder=GONE).update(bidder=GONE, address="", number="")
    changes = BidderChange.objects.filter(quotation__purchase=purchase)
    changes.exclude(words=GONE).update(old="", new="", words=GONE)
    QuotationLine.objects.filter(quotation__purchase=purchase).exclude(words="").update(words="")
    notes = PriceNote.objects.filter(line__purchase=purchase)
    notes.exclude(source=GONE).update(source=GONE, words="")
    papers = Paper.objects.filter(subject_type=Purchase.SUBJECT, subject_id=purchase.pk)
    remove_files(papers.exclude(file=""))
