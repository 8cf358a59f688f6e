"""`python -m tests.faults.exporting fill N | order FORM`: an office's register, and an order of it, whose key
is printed.
"""

import os
import sys

import django


def main(what: str, word: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    django.setup()
    from django.utils import timezone

    from benchmarks.fill import fill
    from ongikar.books import register_files
    from ongikar.cases.models import Case
    from ongikar.exports.orders import order_export
    from ongikar.offices.models import Office
    from ongikar.people.models import User

    office = Office.objects.get(is_default=True)
    if what == "fill":
        fill(office, int(word))
        return
    year = Case.objects.filter(office=office, submission__startswith="fill-").earliest("pk").fiscal_year
    arguments = {"slug": "services", "year": str(year)}
    book, shown = register_files.ordered_lines(office, arguments)
    ordered = order_export(
        maker={"xlsx": register_files.REGISTER_SHEET, "pdf": register_files.REGISTER_VOLUMES}[word],
        arguments=arguments,
        title=(book.words, book.words),
        lines=len(shown.rows),
        office=office,
        user=User.objects.get(username="karim"),
        now=timezone.now(),
    )
    print(ordered.pk)


if __name__ == "__main__":
    main(*sys.argv[1:])
