"""`python -m benchmarks export_orders xlsx|pdf`: order the register that fill.py filled; prints the key."""

from django.utils import timezone

from ongikar.books import register_files
from ongikar.cases.models import Case
from ongikar.exports.orders import order_export
from ongikar.offices.models import Office
from ongikar.people.models import User

MAKERS = {"xlsx": register_files.REGISTER_SHEET, "pdf": register_files.REGISTER_VOLUMES}


def main(words: list[str]) -> None:
    (form,) = words
    office = Office.objects.get(is_default=True)
    year = Case.objects.filter(office=office, submission__startswith="fill-").earliest("pk").fiscal_year
    arguments = {register_files.SLUG: "services", register_files.YEAR: str(year)}
    book, shown = register_files.ordered_lines(office, arguments)
    ordered = order_export(
        maker=MAKERS[form],
        arguments=arguments,
        title=(book.words, book.words),
        lines=len(shown.rows),
        office=office,
        user=User.objects.get(username="karim"),
        now=timezone.now(),
    )
    print(ordered.pk)
