"""Which font a style of a DOCX gives, its own or that of the style it is based on."""

from ongikar.charter.documents.archive import Archive

LONGEST_LINE_OF_STYLES = 20


class Styles:
    def __init__(self, archive: Archive) -> None:
        self.fonts: dict[str, str] = {}
        self.based_on: dict[str, str] = {}
        self.default: str | None = None
        self._style: str | None = None
        self._in_defaults = False
        archive.walk("word/styles.xml", self._start, self._end, lambda text: None)

    def font(self, style: str | None) -> str | None:
        """The font of a style, or the document's own; None where neither names one."""
        for _ in range(LONGEST_LINE_OF_STYLES):
            if style is None:
                break
            if style in self.fonts:
                return self.fonts[style]
            style = self.based_on.get(style)
        return self.default

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "style":
            self._style = said.get("styleId")
            if said.get("default") == "1" and said.get("type") == "paragraph" and self._style:
                # A paragraph that names no style has this one.
                self.based_on.setdefault("", self._style)
        elif tag == "docDefaults":
            self._in_defaults = True
        elif tag == "basedOn" and self._style:
            self.based_on[self._style] = said.get("val", "")
        elif tag == "rFonts" and (font := said.get("ascii") or said.get("hAnsi")):
            if self._style:
                self.fonts[self._style] = font
            elif self._in_defaults:
                self.default = font

    def _end(self, tag: str) -> None:
        if tag == "style":
            self._style = None
        elif tag == "docDefaults":
            self._in_defaults = False
