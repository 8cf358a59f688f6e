"""Opens the pages of a database that was upgraded, in a process whose settings are those of the database:
`python -m tests.kept_pages`. Fails at the first that does not open, and prints how many did.
"""

import os
import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin

# Of one kind of page so many: what a migration leaves behind is seen at the first few.
OF_A_KIND = 2
LINK = re.compile(r'\shref="([^"#]+)')


def open_pages() -> int:
    """Of each office: every case, and what its officer is led to from there and from Today."""
    from django.test import Client
    from django.urls import reverse

    from ongikar.cases.models import Case
    from ongikar.offices.models import Office, Post
    from ongikar.people.models import User

    opened = 0
    for office in Office.objects.order_by("pk"):
        host = "127.0.0.1" if office.is_default else f"{office.slug}.localhost"
        officer = User.objects.filter(
            holdings__post__office=office, holdings__post__role=Post.OFFICER, holdings__until=None
        )
        browser = Client(SERVER_NAME=host)
        browser.force_login(officer.get(), backend="ongikar.people.sign_in.StaffBackend")
        numbers = Case.objects.filter(office=office).values_list("number", flat=True)
        for number in numbers:
            page = browser.get(reverse("case", args=[number]))
            assert page.status_code == 200, (number, page.status_code)
            assert number in page.content.decode(), number
            opened += 1
        opened += sum(1 for _ in follow_links(browser, reverse("today")))
    return opened


def follow_links(browser, first: str) -> Iterator[str]:
    """The addresses of the site that open, a few of each kind, led to from the first."""
    from django.urls import Resolver404, resolve

    waiting, seen, kinds = deque([first]), {first}, Counter()
    while waiting:
        address = waiting.popleft()
        page = browser.get(address)
        assert page.status_code in (200, 302), (address, page.status_code)
        yield address
        if page.status_code == 302:
            found = [page["Location"]]
        elif "html" in page["Content-Type"] and not page.streaming:
            found = [each.replace("&amp;", "&") for each in LINK.findall(page.content.decode())]
        else:
            found = []
        for link in (urljoin(address, each) for each in found):
            try:
                kind = resolve(link.split("?")[0]).view_name if link.startswith("/") else None
            except Resolver404:
                # Files that the front server gives.
                kind = None
            if kind and link not in seen and kinds[kind] < OF_A_KIND:
                seen.add(link)
                kinds[kind] += 1
                waiting.append(link)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "ongikar.config.settings"
    import django
    from django.conf import settings

    django.setup()
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    print(open_pages(), "pages opened")
