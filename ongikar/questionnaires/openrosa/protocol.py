"""What OpenRosa wants of every answer: its headers, and bodies as XML."""

from datetime import datetime
from xml.sax.saxutils import escape

from django.http import HttpResponse
from django.utils.http import http_date

XML = "text/xml; charset=utf-8"
LIST_SPACE = "http://openrosa.org/xforms/xformsList"
MANIFEST_SPACE = "http://openrosa.org/xforms/xformsManifest"
RESPONSE_SPACE = "http://openrosa.org/http/response"
# What a phone should send at once at most; it parts what is longer. Photos as the settings ask for them take
# some 200 kB each, so a request holds no more files than are read of one (DATA_UPLOAD_MAX_NUMBER_FILES).
MOST_AT_ONCE = 6_000_000

Fields = list[tuple[str, str]]


def xml_answer(body: str, now: datetime, status: int = 200) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    return with_headers(HttpResponse(text, content_type=XML, status=status), now)


def with_headers(response: HttpResponse, now: datetime) -> HttpResponse:
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(MOST_AT_ONCE)
    response["Date"] = http_date(now.timestamp())
    return response


def message(words: str, now: datetime, status: int) -> HttpResponse:
    """The sentence that the app shows to whoever sent something."""
    return xml_answer(
        f'<OpenRosaResponse xmlns="{RESPONSE_SPACE}"><message>{escape(words)}</message></OpenRosaResponse>',
        now,
        status,
    )


def listing(outer: str, space: str, inner: str, rows: list[Fields]) -> str:
    """<outer><inner><name>value</name>…</inner>…</outer>"""
    written = "".join(
        f"<{inner}>{''.join(f'<{name}>{escape(value)}</{name}>' for name, value in row)}</{inner}>"
        for row in rows
    )
    return f'<{outer} xmlns="{space}">{written}</{outer}>'
