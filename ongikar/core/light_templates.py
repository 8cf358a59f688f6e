"""Templates of pages without the white space that lays them out.

Indentation was a third of what a page weighs on its way to a phone; no browser shows it. It is taken away
when a template is read, once, so that no page costs anything for it.
"""

import re

from django.conf import settings
from django.template import Origin
from django.template.loaders import app_directories

LAYOUT = re.compile(r"\s*\n\s*")
# While templates are written a fault is told with its line.
LAYOUT_BESIDE_LINES = re.compile(r"[ \t]*\n[ \t]*")


class Loader(app_directories.Loader):
    """A line break stays for each run of white space that holds one: between words it is a space."""

    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return text
        return (LAYOUT_BESIDE_LINES if settings.DEBUG else LAYOUT).sub("\n", text)
