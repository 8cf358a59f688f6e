"""A clerk before the charter's desk: brings a document, fills each part in as its page proposes, and
publishes.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile

from ongikar.charter.models import Upload
from ongikar.rules.charter.review.cells import is_unsaid

NEW = "/desk/charter/upload/"


class Fields(HTMLParser):
    """What the main form of a page would send as it stands."""

    def __init__(self):
        super().__init__()
        self.sent: dict[str, str] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag, attrs):
        of = dict(attrs)
        name = of.get("name") or ""
        if tag == "input" and (of.get("type") not in ("radio", "checkbox") or "checked" in of):
            self.sent[name] = of.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in of:
            self.sent[self.select] = of.get("value") or ""
        elif tag == "textarea":
            self.area, self.sent[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data):
        if self.area:
            self.sent[self.area] += data


def filled(page: str) -> dict[str, str]:
    """The fields of the form in the page's main part, as they stand."""
    fields = Fields()
    fields.feed(page[page.index("<main") :])
    return {name: value.removeprefix("\n") for name, value in fields.sent.items() if name}


def bring(client, content: bytes | str, name: str = "charter.txt") -> Upload:
    content = content.encode() if isinstance(content, str) else content
    sent = filled(client.get(NEW).content.decode()) | {"file": SimpleUploadedFile(name, content)}
    response = client.post(NEW, sent)
    if 'name="again"' in response.content.decode():
        # The same document as before: told so, the clerk goes on.
        sent |= {"again": "on", "file": SimpleUploadedFile(name, content)}
        response = client.post(NEW, sent)
    assert response.status_code == 302, re.findall(r'class="err".*?</p>', response.content.decode())
    return Upload.objects.get(pk=int(urlsplit(response["Location"]).path.rstrip("/").rpartition("/")[2]))


def part_page(upload: Upload, code: str) -> str:
    return f"/desk/charter/{upload.pk}/part/{code}/"


def decide(client, upload: Upload, code: str, **typed):
    """Save a part as its page proposes, but for what is typed: `time_choice` stands for time-choice, `kind`
    for kind.
    """
    asked = ("choice", "text", "reason", "until", "too")
    sent = filled(client.get(part_page(upload, code)).content.decode())
    for name, value in typed.items():
        cell, _, what = name.rpartition("_")
        sent[f"{cell}-{what}" if what in asked else name] = value
    return client.post(part_page(upload, code), sent)


def settle(client, upload: Upload) -> int:
    """Save every part as its page proposes, and leave what stays an error open until a day; how many presses
    that took.
    """
    presses, standing = 0, newest(upload).review_state
    for part in standing.parts:
        if standing.is_looked_at(part.code):
            continue
        # Of a document that names another office the clerk writes why it is this one's.
        says = {"ours": "নমুনা"} if part.code == "charter" else {}
        response = decide(client, upload, part.code, **says)
        if response.status_code == 422 and 'id="id_time-choice-e"' in response.content.decode():
            response = decide(client, upload, part.code, ceiling="৩০ কার্যদিবস")
        assert response.status_code == 302, (part.code, answer_text(response))
        presses += 1
        standing = newest(upload).review_state
        left = {spot.cell for spot in standing.open_errors(part.code)}
        left |= {
            cell
            for cell in part.cells
            if is_unsaid(cell, part.raw(cell)) and f"{part.code}/{cell}" not in standing.newest_decisions
        }
        if left:
            presses += 1
            assert decide(client, upload, part.code, **left_open(left)).status_code == 302
            standing = newest(upload).review_state
    return presses


def newest(upload: Upload) -> Upload:
    return Upload.objects.get(pk=upload.pk)


def left_open(cells: set[str]) -> dict[str, str]:
    what = {"choice": "reserve", "reason": "যাচাই চলছে", "until": "2027-06-30"}
    return {f"{cell}_{name}": value for cell in cells for name, value in what.items()}


def answer_text(response) -> list[str]:
    """The faults beside the fields of a page."""
    return re.findall(r'<p class="err".*?</p>', response.content.decode(), re.DOTALL)


def publish(client, upload: Upload, day: str, *, removed: str | None = None):
    """Where rows go the clerk types how many, as the page says; `removed`: what is typed instead."""
    address = f"/desk/charter/{upload.pk}/publish/"
    page = client.get(address).content.decode()
    sent = filled(page) | {"begins": day}
    if 'name="removed"' in page:
        said = re.search(r"প্রকাশ করলে ([০-৯]+)টি সারি|published, ([0-9]+) rows", page)
        sent["removed"] = (said[1] or said[2]) if removed is None else removed
    return client.post(address, sent)
