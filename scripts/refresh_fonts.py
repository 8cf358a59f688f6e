"""Rebuilds the kept font files from the npm package of Noto Sans Bengali: web fonts, paper fonts, licences.

Run it with the development environment, from anywhere, when the package has a newer version:

    python scripts/refresh_fonts.py

Needs `npm`, which fetches the package into a folder that is thrown away; nothing of it is needed to run an
office.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "@fontsource-variable/noto-sans-bengali"
VERSION = "5"
WEB = ROOT / "ongikar/core/static/core/fonts"
PAPER = ROOT / "ongikar/papers/fonts"
SUBSETS = ("bengali", "latin")
# The heaviest weight on any page is 700 and the lightest 400: the rest of the axis would only be carried.
WEB_WEIGHTS = (400, 700)
# Typst reads no variable fonts, so paper gets one file a weight.
PAPER_WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
# Copyright, family, style, version and licence.
KEPT_NAMES = {0, 1, 2, 5, 13, 14}
FAMILY = "Noto Sans Bengali"
# A first visit on a slow phone waits for both web fonts.
WEB_LIMIT = 90 * 1024


def fetch(folder: Path) -> Path:
    """Let npm put the package into `folder`, and answer where it lies."""
    subprocess.run(
        [
            "npm",
            "install",
            "--prefix",
            str(folder),
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            f"{PACKAGE}@{VERSION}",
        ],
        check=True,
    )
    return folder / "node_modules" / PACKAGE


def source(package: Path, subset: str) -> TTFont:
    return TTFont(package / "files" / f"noto-sans-bengali-{subset}-wght-normal.woff2", recalcTimestamp=False)


def web_font(package: Path, subset: str) -> Path:
    """The variable font with its weight axis cut; every glyph stays, because conjuncts are made of them."""
    font = source(package, subset)
    glyphs = font.getGlyphOrder()
    font = instantiateVariableFont(font, {"wght": WEB_WEIGHTS})
    if font.getGlyphOrder() != glyphs:
        raise SystemExit(f"{subset}: cutting the weight axis changed the glyphs")
    # Glyph names and ready-made advances only repeat what the outlines and their variations already say.
    font["post"].formatType = 3.0
    del font["HVAR"]
    font["name"].names = [record for record in font["name"].names if record.nameID in KEPT_NAMES]
    font.flavor = "woff2"
    target = WEB / f"noto-sans-bengali-{subset}-wght-normal.woff2"
    font.save(target)
    return target


def paper_font(package: Path, style: str, weight: int, folder: Path) -> Path:
    """One static TTF that holds Bangla and Latin, so that a line of both never changes its font."""
    parts = []
    for subset in SUBSETS:
        font = instantiateVariableFont(source(package, subset), {"wght": weight})
        font.flavor = None
        parts.append(folder / f"{subset}-{weight}.ttf")
        font.save(parts[-1])
    merged = Merger().merge([str(part) for part in parts])
    # Dated as the source is, so that nothing changes where the package has not.
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = source(package, SUBSETS[0])["head"].modified
    name(merged, style, weight)
    target = PAPER / f"NotoSansBengali-{style}.ttf"
    merged.save(target)
    return target


def name(font: TTFont, style: str, weight: int) -> None:
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    family_of_four = FAMILY if style in ("Regular", "Bold") else f"{FAMILY} {style}"
    names = {
        1: family_of_four,
        2: style if style in ("Regular", "Bold") else "Regular",
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"NotoSansBengali-{style}",
        16: FAMILY,
        17: style,
    }
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = style == "Bold"
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b1100001 | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = int(bold)


def main() -> None:
    WEB.mkdir(parents=True, exist_ok=True)
    PAPER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        package = fetch(Path(scratch))
        web = [web_font(package, subset) for subset in SUBSETS]
        paper = [paper_font(package, style, weight, Path(scratch)) for style, weight in PAPER_WEIGHTS.items()]
        for folder in (WEB, PAPER):
            shutil.copy(package / "LICENSE", folder / "OFL.txt")
    for path in web + paper:
        print(f"{path.stat().st_size:>8,} bytes  {path.relative_to(ROOT)}")
    if sum(path.stat().st_size for path in web) > WEB_LIMIT:
        sys.exit(f"the web fonts are over {WEB_LIMIT:,} bytes together")


if __name__ == "__main__":
    main()
