"""A program of its own that looks for a sheet of paper in a photograph and draws it straight, in a sandbox;
or says that none is plainly seen.

It reads a picture that was drawn anew before (picture_sandbox.py) from standard input and writes a JPEG. A
sheet is plainly seen where it is brighter than what it lies on, has four sides that can be followed from
corner to corner, and nothing of it lies outside the picture. In any other case the picture is left as it is:
a page that is cut or bent is worse than one that lies askew. Run as a script, it imports nothing of the
project.
"""

import ctypes
import io
import math
import resource
import signal
import sys
from typing import Any

MEMORY = 700 * 1024 * 1024
SECONDS = 15
PR_SET_PDEATHSIG = 1
# Exit statuses; any other end is told as a picture left as it is, too.
DAMAGED, NOT_PLAIN = 3, 6
# The longer side on which the sheet is looked for; how many levels of grey it stands out by at least.
SIDE, LEAST_CONTRAST = 320, 45
# The part of the picture that a sheet takes, and of its four corners that is bright, with writing on it.
LEAST_PART, MOST_PART, LEAST_FILLED = 0.2, 0.95, 0.72
# Points along each side, how far in and out of it is looked, how far from its line one may lie, and how many
# must be as they should.
STEPS, BESIDE, MOST_ASIDE, LEAST_PLAIN = 40, 9, 1.5, 0.85
# Of a right angle the cosine may be so large.
MOST_COSINE = 0.5
QUALITY = 85
Point = tuple[float, float]


def otsu_threshold(histogram: list[int]) -> tuple[int, float]:
    """The level of grey that parts dark from bright best, and how far apart the two are on the average."""
    total, weighted = sum(histogram), sum(level * count for level, count in enumerate(histogram))
    best, found, apart = -1.0, 0, 0.0
    below, dark = 0, 0
    for level, count in enumerate(histogram):
        below += count
        dark += level * count
        above = total - below
        if not below or not above:
            continue
        means = dark / below, (weighted - dark) / above
        between = below * above * (means[1] - means[0]) ** 2
        if between > best:
            best, found, apart = between, level, means[1] - means[0]
    return found, apart


def largest_patch(bright: list[bool], width: int) -> list[int]:
    """The places of the largest connected patch of bright points."""
    seen, largest = bytearray(len(bright)), list[int]()
    for start, is_bright in enumerate(bright):
        if not is_bright or seen[start]:
            continue
        seen[start], patch, place = 1, [start], 0
        while place < len(patch):
            at = patch[place]
            place += 1
            x = at % width
            around = (at - width, at + width, at - 1 if x else -1, at + 1 if x < width - 1 else -1)
            for near in around:
                if 0 <= near < len(bright) and bright[near] and not seen[near]:
                    seen[near] = 1
                    patch.append(near)
        if len(patch) > len(largest):
            largest = patch
    return largest


def corners_of(patch: list[int], width: int) -> list[Point]:
    """Its points farthest to the upper left, upper right, lower right and lower left."""
    points = [(at % width, at // width) for at in patch]
    return [
        min(points, key=lambda point: point[0] + point[1]),
        max(points, key=lambda point: point[0] - point[1]),
        max(points, key=lambda point: point[0] + point[1]),
        min(points, key=lambda point: point[0] - point[1]),
    ]


def area_of(corners: list[Point]) -> float:
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)) / 2


def has_right_angles(corners: list[Point]) -> bool:
    """Nearly, as of a sheet that is seen from a little aside."""
    for place in range(4):
        before, here, after = corners[place - 1], corners[place], corners[(place + 1) % 4]
        one = before[0] - here[0], before[1] - here[1]
        other = after[0] - here[0], after[1] - here[1]
        length = (one[0] ** 2 + one[1] ** 2) ** 0.5 * (other[0] ** 2 + other[1] ** 2) ** 0.5
        if not length or abs(one[0] * other[0] + one[1] * other[1]) / length > MOST_COSINE:
            return False
    return True


def follow_side(one: Point, other: Point, bright: list[bool], width: int) -> list[Point] | None:
    """Where along a side it turns from dark without to bright within; None where it cannot be followed, or
    leaves the picture.
    """
    height = len(bright) // width
    along = other[0] - one[0], other[1] - one[1]
    length = (along[0] ** 2 + along[1] ** 2) ** 0.5 or 1
    # The corners go round with the clock, so what lies to the left is without.
    out = along[1] / length, -along[0] / length
    edge: list[Point] = []
    for step in range(1, STEPS):
        x, y = one[0] + along[0] * step / STEPS, one[1] + along[1] * step / STEPS
        for far in range(BESIDE, -BESIDE, -1):
            at = round(x + out[0] * far), round(y + out[1] * far)
            if not (0 <= at[0] < width and 0 <= at[1] < height):
                break
            if bright[at[1] * width + at[0]]:
                if far < BESIDE:
                    edge.append((x + out[0] * (far + 0.5), y + out[1] * (far + 0.5)))
                break
    return edge if len(edge) >= LEAST_PLAIN * (STEPS - 1) else None


def fit_line(edge: list[Point]) -> tuple[float, float, float] | None:
    """(a, b, c) of the line a·x + b·y = c through these points; None where they lie on none."""
    count = len(edge)
    mean = sum(x for x, _ in edge) / count, sum(y for _, y in edge) / count
    xx = sum((x - mean[0]) ** 2 for x, _ in edge)
    yy = sum((y - mean[1]) ** 2 for _, y in edge)
    xy = sum((x - mean[0]) * (y - mean[1]) for x, y in edge)
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    a, b = -math.sin(angle), math.cos(angle)
    c = a * mean[0] + b * mean[1]
    near = sum(abs(a * x + b * y - c) <= MOST_ASIDE for x, y in edge)
    return (a, b, c) if near >= LEAST_PLAIN * count else None


def crossing(one: tuple[float, float, float], other: tuple[float, float, float]) -> Point | None:
    turn = one[0] * other[1] - other[0] * one[1]
    if abs(turn) < 0.1:
        return None
    return (
        (one[2] * other[1] - other[2] * one[1]) / turn,
        (one[0] * other[2] - other[0] * one[2]) / turn,
    )


def refine_corners(corners: list[Point], bright: list[bool], width: int) -> list[Point] | None:
    """Where the lines of its sides cross; None where one of them is not plain."""
    lines = []
    for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
        edge = follow_side(one, other, bright, width)
        line = fit_line(edge) if edge else None
        if line is None:
            return None
        lines.append(line)
    crossed = [crossing(lines[place - 1], lines[place]) for place in range(4)]
    height = len(bright) // width
    fine = [point for point in crossed if point and 0 <= point[0] < width and 0 <= point[1] < height]
    return fine if len(fine) == 4 else None


def find_sheet(picture: Any) -> list[Point] | None:
    """The corners of the sheet in points of the picture; None where it is not plainly seen."""
    from PIL import Image, ImageFilter

    small = picture.convert("L")
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    small = small.filter(ImageFilter.MedianFilter(5))
    threshold, apart = otsu_threshold(small.histogram())
    if apart < LEAST_CONTRAST:
        return None
    bright, width = [level > threshold for level in small.tobytes()], small.width
    patch = largest_patch(bright, width)
    if len(patch) < LEAST_PART * len(bright):
        return None
    corners = corners_of(patch, width)
    area = area_of(corners)
    is_sheet = (
        LEAST_PART * len(bright) <= area <= MOST_PART * len(bright)
        and len(patch) >= LEAST_FILLED * area
        and has_right_angles(corners)
    )
    fine = refine_corners(corners, bright, width) if is_sheet else None
    scale = picture.width / small.width, picture.height / small.height
    return [((x + 0.5) * scale[0], (y + 0.5) * scale[1]) for x, y in fine] if fine else None


def perspective(corners: list[Point], width: int, height: int) -> list[float]:
    """The eight numbers by which each point of the straight sheet is looked up in the photograph."""
    straight = [(0, 0), (width, 0), (width, height), (0, height)]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(straight, corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        leading = rows[column][column]
        rows[column] = [value / leading for value in rows[column]]
        for row in range(8):
            if row != column and (factor := rows[row][column]):
                rows[row] = [
                    value - factor * other for value, other in zip(rows[row], rows[column], strict=True)
                ]
    return [row[8] for row in rows]


def straighten(content: bytes) -> bytes | None:
    """The sheet alone, as large as it was photographed; None where it is not plainly seen."""
    from PIL import Image

    picture = Image.open(io.BytesIO(content)).convert("RGB")
    corners = find_sheet(picture)
    if corners is None:
        return None
    sides = [
        ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5
        for one, other in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    size = round(max(sides[0], sides[2])), round(max(sides[1], sides[3]))
    drawn = picture.transform(
        size, Image.Transform.PERSPECTIVE, perspective(corners, *size), Image.Resampling.BICUBIC
    )
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def main() -> int:
    # Whoever asked may be killed: nobody would read what is drawn.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It writes to its pipe only.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        written = straighten(sys.stdin.buffer.read())
    except Exception:
        return DAMAGED
    if written is None:
        return NOT_PLAIN
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
