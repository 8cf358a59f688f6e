"""A mail as it is shown where there are pictures and colours: below the office's head, as a letter stands.
The plain text beside it says the same.
"""

from email.message import MIMEPart

from django.template.loader import render_to_string

from ongikar.core.i18n.say import override_language
from ongikar.notices.models import Message
from ongikar.papers.emblem_picture import emblem_picture

# Within the mail: nothing is fetched when it is opened, so nobody learns that it was.
EMBLEM = "emblem@ongikar"
# The green of the pages, where an office has no colour of its own.
COLOUR = "#006a4e"


def page_of(message: Message) -> tuple[str, MIMEPart | None]:
    """The HTML, and the emblem that it shows; None where the office has none."""
    office = message.office
    picture = emblem_picture(office.emblem) if office.emblem else b""
    with override_language(message.language):
        html = render_to_string(
            "notices/mail.html",
            {
                "names": [("bn", office.name_bn), ("en", office.name_en)],
                "message": message,
                "colour": office.colour or COLOUR,
                "emblem": EMBLEM if picture else "",
            },
        )
    return html, emblem_part(picture) if picture else None


def emblem_part(picture: bytes) -> MIMEPart:
    part = MIMEPart()
    part.set_content(picture, "image", "png", disposition="inline", filename="emblem.png", cid=f"<{EMBLEM}>")
    return part
