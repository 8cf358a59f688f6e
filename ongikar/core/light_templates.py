"""Templates of pages without the white space that lays them out, and with their blocks known.

Indentation was a third of what a page weighs on its way to a phone; no browser shows it. It is taken away
when a template is read, once, so that no page costs anything for it. Nor is every node of the outermost
template looked at for each page, to find the blocks in it.
"""

import re

from django.conf import settings
from django.template import Origin, Template
from django.template.base import Node, NodeList
from django.template.loaders import app_directories, cached

LAYOUT = re.compile(r"\s*\n\s*")
# While templates are written a fault is told with its line.
LAYOUT_BESIDE_LINES = re.compile(r"[ \t]*\n[ \t]*")


class KnownNodes(NodeList):
    """The nodes of a template, which stay as they are: those of one type are looked for once."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self.of_type: dict[type[Node], list[Node]] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        if nodetype not in self.of_type:
            self.of_type[nodetype] = super().get_nodes_by_type(nodetype)
        return self.of_type[nodetype]


class Loader(app_directories.Loader):
    """A line break stays for each run of white space that holds one: between words it is a space."""

    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return text
        return (LAYOUT_BESIDE_LINES if settings.DEBUG else LAYOUT).sub("\n", text)


class KeptLoader(cached.Loader):
    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        if not isinstance(template.nodelist, KnownNodes):
            template.nodelist = KnownNodes(template.nodelist)
        return template
