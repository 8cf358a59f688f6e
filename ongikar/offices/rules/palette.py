"""An office's own colour: whether what stands on it can be read (WCAG 2.2, 1.4.3), the nearest that would do,
and the shades that the pages are painted with, in the light and in the dark.
"""

import colorsys
import re
from functools import lru_cache
from typing import NamedTuple

Colour = tuple[float, float, float]

# What normal text needs against what it stands on.
LEAST = 4.5
HEX = re.compile(r"#[0-9a-f]{6}")
# The backgrounds of core/static/core/look.css, in the light and in the dark.
WHITE, PAPER, SHEET, SAND = "#ffffff", "#fbf8f1", "#fffdf9", "#f3ecdf"
INK, MUTED = "#1d2721", "#5a574b"
DARK_PAPER, DARK_SHEET, DARK_SAND, DARK_FIELD = "#121815", "#19201c", "#2b2b23", "#0d120f"
DARK_INK, DARK_MUTED = "#e9ede7", "#b4b8ac"
BAR_LINK, BAR_ON, FOOT_ON = "#dcebe3", "#ffffff", "#e8efe9"
# Red says "late or wrong" on every page: hues, in parts of a circle, that would be taken for it.
RED_FROM, RED_TO, PALE = 335 / 360, 20 / 360, 0.25
# How much white, or black, is in each shade of the light; of the dark, how much of the dark page.
TINTS = {"g50": 0.93, "g100": 0.84, "g200": 0.70, "g300": 0.52, "g400": 0.32, "g500": 0.14}
SHADES = {"g700": 0.18, "g800": 0.36, "g900": 0.52}
DARK_TINTS = {"g50": 0.92, "g100": 0.82, "g200": 0.68, "g300": 0.50, "g400": 0.30, "g500": 0.14}
DARK_SHADES = {"g700": 0.22, "g800": 0.44, "g900": 0.64}


class ColourFault(ValueError):
    """Why a colour is not taken, in both languages; `nearest` is the one that would do, "" where none is
    near to what is no colour at all.
    """

    def __init__(self, bn: str, en: str, nearest: str = "") -> None:
        super().__init__(en)
        self.bn, self.en, self.nearest = bn, en, nearest


class Palette(NamedTuple):
    """Names of look.css → "#rrggbb"."""

    light: dict[str, str]
    dark: dict[str, str]


def check_colour(text: str) -> str:
    """The colour as "#rrggbb" in small letters. Raises ColourFault."""
    colour = text.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        colour = "#" + "".join(2 * figure for figure in colour[1:])
    if not HEX.fullmatch(colour):
        # What is in neither script of the sentence stays out of it.
        shown = f"“{text[:20]}” " if text[:20].isascii() and text[:20].isprintable() else ""
        raise ColourFault(
            f"{shown or 'এটি '}কোনো রং নয়; # আর ছয়টি অঙ্ক বা অক্ষর (0-9, a-f) লিখুন, যেমন #006a4e",
            f"{shown or 'This '}is no colour; write # and six figures or letters (0-9, a-f), such as #006a4e",
        )
    nearest = nearest_that_does(colour)
    if nearest == colour:
        return colour
    if is_red(colour):
        raise ColourFault(
            f"{colour} লাল, আর এই পাতাগুলোয় লাল মানে দেরি বা ভুল। কাছাকাছি যে রং চলবে: {nearest}",
            f"{colour} is red, and red says late or wrong on these pages."
            f" The nearest that would do: {nearest}",
            nearest,
        )
    raise ColourFault(
        f"{colour} খুব হালকা: এর ওপর সাদা লেখা, আর সাদা কাগজে এর লেখা পড়া যায় না। কাছাকাছি যে রং চলবে: {nearest}",
        f"{colour} is too light: neither white words on it nor its words on white paper can be read."
        f" The nearest that would do: {nearest}",
        nearest,
    )


@lru_cache(maxsize=256)
def nearest_that_does(colour: str) -> str:
    """The same hue, only as much darker as it must be; a red is turned to the nearer end of what is red."""
    red, green, blue = channels(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if is_red(colour):
        hue = RED_TO if hue <= RED_TO else RED_FROM
        # Rounded to whole steps of a channel it may fall back over the edge.
        hue += 0.004 if hue == RED_TO else -0.004
    for step in range(101):
        tried = colour if step == 0 and not is_red(colour) else ""
        tried = tried or as_hex(colorsys.hls_to_rgb(hue, lightness * (100 - step) / 100, saturation))
        if not is_red(tried) and lowest_contrast(tried) >= LEAST:
            return tried
    return "#000000"


def is_red(colour: str) -> bool:
    """Whether it would be taken for the red of what is late; what is nearly grey or black is not."""
    red, green, blue = channels(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return (hue >= RED_FROM or hue <= RED_TO) and saturation > PALE and 0.12 < lightness < 0.92


def lowest_contrast(colour: str) -> float:
    """Of all that stands on the colour, and of the colour on all that it stands on, in the light."""
    light = shades_of(colour)
    grounds = (WHITE, PAPER, SHEET, SAND, light["g50"], light["g100"])
    return min(contrast(colour, ground) for ground in grounds)


@lru_cache(maxsize=64)
def palette(colour: str) -> Palette:
    """Every shade that is made from a colour that was checked."""
    light = shades_of(colour)
    light |= {"bar": light["g800"], "foot": light["g900"]}
    base = lighten(colour)
    dark = {name: mix(base, DARK_PAPER, part) for name, part in DARK_TINTS.items()}
    dark["g600"] = base
    dark |= {name: mix(base, WHITE, part) for name, part in DARK_SHADES.items()}
    dark |= {"bar": mix(colour, "#000000", 0.62), "foot": mix(colour, "#0a0a0a", 0.86)}
    dark["on"] = mix(colour, "#000000", 0.85)
    return Palette(light, dark)


def shades_of(colour: str) -> dict[str, str]:
    light = {name: mix(colour, WHITE, part) for name, part in TINTS.items()}
    light["g600"] = colour
    return light | {name: mix(colour, "#000000", part) for name, part in SHADES.items()}


def lighten(colour: str) -> str:
    """The colour with as much white as it needs in the dark."""
    for step in range(101):
        tried = mix(colour, WHITE, step / 100)
        tints = (mix(tried, DARK_PAPER, DARK_TINTS[name]) for name in ("g50", "g100"))
        grounds = (DARK_PAPER, DARK_SHEET, DARK_SAND, DARK_FIELD, *tints)
        if min(contrast(tried, ground) for ground in grounds) >= LEAST + 0.5:
            return tried
    return WHITE


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def channels(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def mix(one: str, other: str, part: float) -> str:
    """`part` of the other, from 0 to 1."""
    parts = zip(channels(one), channels(other), strict=True)
    red, green, blue = (mine * (1 - part) + theirs * part for mine, theirs in parts)
    return as_hex((red, green, blue))


def as_hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in colour)


def stylesheet(colour: str) -> str:
    """The shades as custom properties, for after look.css: paper is white, also where the screen is dark."""
    light, dark = (
        " ".join(f"--{name}: {shade};" for name, shade in shades.items()) for shades in palette(colour)
    )
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
