"""Pages joined ahead: parents, includes and the sentences of one language become one list of nodes, before the first is made.

Django puts a page together anew for each request, from its parents, its includes and both languages of every sentence; most
of that is the same each time. What a page says is not changed by it. Decision 027 tells what it costs and saves.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from django.template import Context, TemplateSyntaxError
from django.template.backends.django import DjangoTemplates, make_context
from django.template.backends.django import Template as Page
from django.template.base import Node, NodeList, Template, TextNode, VariableNode
from django.template.defaulttags import IfNode, LoadNode, WithNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode

from .say import language
from .templatetags.kept import KeptNode
from .templatetags.words import SayNode


class JoinedTemplates(DjangoTemplates):
    """Django's templates, each joined once for each language."""

    def __init__(self, params):
        super().__init__(params)
        self.pages: dict[str, JoinedPage] = {}

    def get_template(self, template_name: str) -> "JoinedPage":
        if template_name not in self.pages:
            self.pages[template_name] = JoinedPage(super().get_template(template_name).template, self)
        return self.pages[template_name]


class JoinedPage(Page):
    def __init__(self, template: Template, backend: JoinedTemplates):
        super().__init__(template, backend)
        self.by_tongue: dict[str, Template] = {}

    def render(self, context=None, request=None):
        return self.render_in(make_context(context, request, autoescape=self.backend.engine.autoescape))

    def render_in(self, context: Context) -> str:
        """With a context that is at hand, as a part of another page."""
        tongue = context.get("tongue") or language()
        if tongue not in self.by_tongue:
            self.by_tongue[tongue] = joined(self.template, tongue)
        return self.by_tongue[tongue].render(context)


def joined(template: Template, tongue: str) -> Template:
    whole = copy(template)
    whole.nodelist = merged(Joining(template, tongue).whole(template, {}))
    return whole


class Joining:
    """One page in one language. `within`: the templates that are being put in, so that none is put into itself."""

    def __init__(self, template: Template, tongue: str):
        self.engine, self.tongue, self.within = template.engine, tongue, [template.name]

    def whole(self, template: Template, blocks: Mapping[str, BlockNode]) -> Iterator[Node]:
        """The nodes of a template; `blocks` of its children take the place of its own."""
        first = next((node for node in template.nodelist if not isinstance(node, TextNode)), None)
        if isinstance(first, ExtendsNode):
            parent = self.engine.get_template(first.parent_name.resolve(Context()))
            return self.whole(parent, {**first.blocks, **blocks})
        return self.parts(template.nodelist, blocks)

    def parts(self, nodes: Sequence[Node], blocks: Mapping[str, BlockNode]) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, SayNode) and node.is_plain:
                yield TextNode(node.sentences[self.tongue])
            elif isinstance(node, BlockNode):
                yield from scoped(self.list(blocks.get(node.name, node).nodelist, blocks))
            elif isinstance(node, IncludeNode):
                yield from self.included(node)
            elif not isinstance(node, LoadNode):
                yield self.with_its_own(node, blocks)

    def list(self, nodes: Sequence[Node], blocks: Mapping[str, BlockNode]) -> NodeList:
        return merged(self.parts(nodes, blocks))

    def included(self, node: IncludeNode) -> Iterator[Node]:
        """What is always the same template stands in the page itself; another is found as the page is made."""
        name = node.template.var
        if not isinstance(name, str) or node.isolated_context or name in self.within:
            yield node
            return
        self.within.append(name)
        yield from scoped(merged(self.whole(self.engine.get_template(name), {})), node.extra_context)
        self.within.pop()

    def with_its_own(self, node: Node, blocks: Mapping[str, BlockNode]) -> Node:
        """A node that holds others, with those joined."""
        if isinstance(node, KeptNode):
            # Shared by all pages as it is, with what it has kept.
            return node
        if isinstance(node, VariableNode) and node.filter_expression.token.startswith("block.super"):
            raise TemplateSyntaxError("a page that is joined cannot ask for block.super")
        own = copy(node)
        if isinstance(node, IfNode):
            own.conditions_nodelists = [
                (condition, self.list(nodes, blocks)) for condition, nodes in node.conditions_nodelists
            ]
            return own
        for name in node.child_nodelists:
            if nodes := getattr(node, name, None):
                setattr(own, name, self.list(nodes, blocks))
        return own


def scoped(nodes: NodeList, values: Mapping | None = None) -> Iterator[Node]:
    """What a block or an include names is known within it alone."""
    names = any(getattr(node, "asvar", None) or getattr(node, "target_var", None) for node in nodes)
    return iter((WithNode(None, None, nodes, values),) if values or names else nodes)


def merged(nodes: Iterator[Node]) -> NodeList:
    """Texts beside each other are one text."""
    told = NodeList()
    for node in nodes:
        if isinstance(node, TextNode) and told and isinstance(told[-1], TextNode):
            told[-1] = TextNode(told[-1].s + node.s)
        else:
            told.append(node)
    return told
