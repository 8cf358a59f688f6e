"""What may be an office's emblem: a picture (PNG), drawn anew in the sandbox of pictures, or a drawing (SVG),
written anew from a list of what a drawing needs.

A drawing is a program for whoever shows it: it can run scripts, fetch from elsewhere and unfold without end.
What does such a thing is refused by its name, so that whoever drew it can take it out; what only an editor
wrote for itself is left out.
"""

import re
from collections.abc import Iterator

from lxml import etree

from .check import PaperFault, redraw_pixels

# What an emblem may be: larger than any that was drawn for a screen, and small enough to stand on each page.
MOST_BYTES = 200 * 1024
MOST_POINTS = 1024
MOST_PARTS, DEEPEST, MOST_USES = 4000, 40, 200
SVG, XLINK, XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
DRAWN = (
    "svg g path rect circle ellipse line polyline polygon text tspan defs linearGradient radialGradient stop"
    " clipPath mask pattern use symbol style"
)
# Said to nobody who sees it.
UNSHOWN = ("title", "desc", "metadata")
KEPT_ATTRIBUTES = (
    "id class style d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points viewBox preserveAspectRatio"
    " transform gradientTransform gradientUnits patternTransform patternUnits patternContentUnits"
    " clipPathUnits maskUnits maskContentUnits spreadMethod offset href fill fill-opacity fill-rule stroke"
    " stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset"
    " stroke-opacity opacity color display visibility clip-path clip-rule mask stop-color stop-opacity"
    " font-family font-size font-weight font-style text-anchor dx dy letter-spacing"
    " word-spacing paint-order vector-effect type"
)
DRAWN_NAMES, ATTRIBUTE_NAMES = frozenset(DRAWN.split()), frozenset(KEPT_ATTRIBUTES.split())
# An address in a style or an attribute that is not a part of the drawing itself.
ELSEWHERE = re.compile(r"url\s*\(\s*(?!['\"]?#)", re.IGNORECASE)
# What a style could hide an address behind, or fetch.
UNREADABLE_STYLE = re.compile(
    r"\\|@|expression|javascript:|-moz-binding|behavior\s*:|image\s*\(|image-set|<", re.IGNORECASE
)

TOO_LARGE = (
    "প্রতীকের ফাইলটি ২০০ KB-র চেয়ে বড়। ছোট করে দিন: ৫১২ পিক্সেল চওড়া PNG, কিংবা সরল একটি SVG যথেষ্ট।",
    "The file of the emblem is larger than 200 KB. Make it smaller: a PNG 512 pixels wide, or a plain SVG,"
    " will do.",
)
NEITHER = (
    "প্রতীক হবে SVG বা PNG ফাইল। অন্য ছবি হলে PNG হিসেবে সংরক্ষণ করে দিন।",
    "An emblem is an SVG or a PNG file. Save any other picture as a PNG and send that.",
)
NO_SVG = (
    "SVG ফাইলটি পড়া যায়নি, নষ্ট হতে পারে। আঁকার প্রোগ্রাম থেকে “plain SVG” হিসেবে আবার সংরক্ষণ করে দিন।",
    "The SVG could not be read; it may be damaged. Save it again from the drawing program as “plain SVG”.",
)
TOO_MUCH = (
    "আঁকাটিতে অংশ অনেক বেশি। সরল করে দিন, কিংবা PNG হিসেবে দিন।",
    "The drawing has far too many parts. Make it plainer, or send it as a PNG.",
)
NO_SIZE = (
    "SVG-তে আঁকার মাপ (viewBox) লেখা নেই। আঁকার প্রোগ্রাম থেকে আবার সংরক্ষণ করে দিন।",
    "The SVG does not say how large the drawing is (viewBox). Save it again from the drawing program.",
)
SCRIPTS = (
    "SVG-তে প্রোগ্রাম ({name}) আছে, তাই নেওয়া হলো না। সেটি বাদ দিন, কিংবা PNG হিসেবে দিন।",
    "The SVG holds a program ({name}), so it was not taken. Take it out, or send the emblem as a PNG.",
)
FETCHES = (
    "SVG-টি বাইরের কিছু আনে ({name}), তাই নেওয়া হলো না। সেটি বাদ দিন, কিংবা PNG হিসেবে দিন।",
    "The SVG fetches something from elsewhere ({name}), so it was not taken. Take it out, or send the emblem"
    " as a PNG.",
)
UNKNOWN = (
    "SVG-তে “{name}” আছে, যা প্রতীকে লাগে না। সেটি বাদ দিন, কিংবা PNG হিসেবে দিন।",
    "The SVG holds “{name}”, which an emblem does not need. Take it out, or send the emblem as a PNG.",
)


def fault(words: tuple[str, str], name: str = "") -> PaperFault:
    return PaperFault(*(each.replace("{name}", name[:40]) for each in words))


def check_emblem(content: bytes) -> tuple[bytes, str]:
    """The emblem made safe, and its media type. Raises PaperFault with the reason."""
    if not content:
        raise PaperFault("ফাইলটি খালি। অন্য একটি বেছে নিন।", "The file is empty. Choose another.")
    if len(content) > MOST_BYTES:
        raise fault(TOO_LARGE)
    if content.startswith(PNG_HEAD):
        return check_picture(content), "image/png"
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return rewrite_drawing(content), SVG_TYPE
    raise fault(NEITHER)


SVG_TYPE = "image/svg+xml"


def check_picture(content: bytes) -> bytes:
    """Its points alone. The head of a PNG says how many there are, before any is unpacked."""
    wide, high = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    if max(wide, high) > MOST_POINTS:
        raise PaperFault(
            "PNG-টি ১০২৪ পিক্সেলের চেয়ে চওড়া বা লম্বা। ৫১২ পিক্সেলে ছোট করে দিন।",
            "The PNG is more than 1024 pixels wide or high. Make it smaller, 512 pixels, and send that.",
        )
    drawn, media_type, _ = redraw_pixels(content)
    if media_type != "image/png" or len(drawn) > 2 * MOST_BYTES:
        raise fault(TOO_LARGE)
    return drawn


def rewrite_drawing(content: bytes) -> bytes:
    """The drawing of nothing but what is on the lists above."""
    root = parse(content)
    if etree.QName(root).localname != "svg" or etree.QName(root).namespace != SVG:
        raise fault(NO_SVG)
    if not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        raise fault(NO_SIZE)
    for count, (_, depth) in enumerate(elements_of(root), 1):
        if count > MOST_PARTS or depth > DEEPEST:
            raise fault(TOO_MUCH)
    clean(root)
    check_repeats(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def parse(content: bytes) -> etree._Element:
    """Without entities of its own, which unfold without end and fetch files: no drawing needs any."""
    if b"<!ENTITY" in content or b"\0" in content:
        # In UTF-16, which holds zeros, it would not be seen; programs for drawing write UTF-8.
        raise fault(FETCHES, "ENTITY") if b"<!ENTITY" in content else fault(NO_SVG)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise fault(NO_SVG) from None
    if root.getroottree().docinfo.internalDTD is not None and list(
        root.getroottree().docinfo.internalDTD.iterentities()
    ):
        raise fault(FETCHES, "ENTITY")
    return root


def elements_of(root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    left = [(root, 1)]
    while left:
        element, depth = left.pop()
        yield element, depth
        left += [(child, depth + 1) for child in element]


def clean(root: etree._Element) -> None:
    """Leave out what editors wrote for themselves; raise for what acts, fetches or is not known."""
    left = [root]
    while left:
        element = left.pop()
        if not isinstance(element.tag, str):
            # An entity that nobody resolved.
            raise fault(NO_SVG)
        name = etree.QName(element)
        if name.namespace != SVG or name.localname in UNSHOWN:
            if any(etree.QName(each).localname.lower() == "script" for each in element.iter(etree.Element)):
                raise fault(SCRIPTS, "script")
            take_out(element)
            continue
        if name.localname.lower() in ("script", "handler", "listener"):
            raise fault(SCRIPTS, name.localname)
        if name.localname in ("foreignObject", "image", "feImage", "iframe", "a"):
            raise fault(FETCHES, name.localname)
        if name.localname not in DRAWN_NAMES:
            raise fault(UNKNOWN, name.localname)
        if name.localname == "style":
            if re.search(r"url\s*\(", element.text or "", re.IGNORECASE):
                raise fault(UNKNOWN, "style: url")
            check_style(element.text or "", "style")
        clean_attributes(element)
        left += list(element)


def take_out(element: etree._Element) -> None:
    """Whatever of it was seen stays seen: the words after it belong to what is around it."""
    parent = element.getparent()
    if parent is None:
        raise fault(NO_SVG)
    parent.remove(element)


def clean_attributes(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        said = str(value)
        if name.localname.lower().startswith("on"):
            raise fault(SCRIPTS, name.localname)
        if name.localname == "href" and name.namespace in (None, XLINK):
            if not re.fullmatch(r"#[\w.:-]+", said.strip()):
                raise fault(FETCHES, said.strip() or "href")
            del element.attrib[key]
            element.set("href", said.strip())
            continue
        if name.namespace is not None or name.localname not in ATTRIBUTE_NAMES:
            del element.attrib[key]
            continue
        check_style(said, name.localname)


def check_style(said: str, name: str) -> None:
    if ELSEWHERE.search(said):
        raise fault(FETCHES, f"{name}: url")
    if found := UNREADABLE_STYLE.search(said):
        raise fault(UNKNOWN, f"{name}: {found[0]}")


def check_repeats(root: etree._Element) -> None:
    """What is drawn again holds nothing that is drawn again: a few lines could unfold to millions."""
    known = {each.get("id"): each for each in root.iter() if each.get("id")}
    uses = list(root.iter(USE))
    # What holds it is drawn again with it.
    targets = [known.get((use.get("href") or "").removeprefix("#")) for use in uses]
    if len(uses) > MOST_USES or any(target is None or holds_uses(target) for target in targets):
        raise fault(TOO_MUCH)
    for repeated in root.iter(*REPEATED):
        named = [known.get(part) for element in repeated.iter() for part in parts_named(element)]
        if holds_uses(repeated) or any(part is not None and part.tag in REPEATED for part in named):
            raise fault(TOO_MUCH)


USE = f"{{{SVG}}}use"
# What is painted again for whatever names it.
REPEATED = tuple(f"{{{SVG}}}{name}" for name in ("pattern", "mask", "clipPath"))
INSIDE = re.compile(r"url\s*\(\s*['\"]?#([\w.:-]+)", re.IGNORECASE)


def holds_uses(element: etree._Element) -> bool:
    return next(element.iter(USE), None) is not None


def parts_named(element: etree._Element) -> list[str]:
    """The ids that its attributes name as `url(#id)`."""
    return INSIDE.findall(" ".join(map(str, element.attrib.values())))
