"""Lines ruled on a page as tables: spans from missing walls, borders drawn in pieces, and tables apart."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.charter.parse.tables.grids import RuledCell, RuledLine, ruled_tables

# The machine may be busy with others; speed is measured in benchmarks/.
unhurried = settings(deadline=None)


def level(y, x0, x1):
    return RuledLine(x0, y, x1, y)


def upright(x, y0, y1):
    return RuledLine(x, y0, x, y1)


def ruled(columns, rows, left=0.0, top=0.0):
    """A whole grid of cells 100 wide and 50 high."""
    wide, high = columns * 100, rows * 50
    lines = [level(top + row * 50, left, left + wide) for row in range(rows + 1)]
    return lines + [upright(left + column * 100, top, top + high) for column in range(columns + 1)]


def test_every_field_of_a_whole_grid_is_a_cell():
    (table,) = ruled_tables(ruled(3, 2))
    assert table.boxes == [RuledCell(row, column, 1, 1) for row in range(2) for column in range(3)]
    assert table.box_at(150, 75) == 4
    assert table.box_at(350, 75) is None


def test_where_a_wall_is_missing_two_fields_are_one_cell():
    lines = [line for line in ruled(3, 2) if line != upright(100, 0, 100)]
    (table,) = ruled_tables([*lines, upright(100, 50, 100)])
    assert table.boxes[0] == RuledCell(0, 0, 1, 2)
    assert len(table.boxes) == 5


def test_where_a_floor_is_missing_a_cell_hangs_down():
    lines = [line for line in ruled(3, 2) if line != level(50, 0, 300)]
    (table,) = ruled_tables([*lines, level(50, 0, 200)])
    assert RuledCell(0, 2, 2, 1) in table.boxes


def test_tables_that_do_not_touch_are_two_from_the_top_down():
    assert [table.ys[0] for table in ruled_tables([*ruled(2, 2, top=300), *ruled(3, 1)])] == [0, 300]


def test_a_frame_around_a_page_is_no_table():
    assert ruled_tables(ruled(1, 1)) == []


def test_a_drawing_is_no_table():
    assert ruled_tables([level(10 * at, 0, 5 + at) for at in range(3000)]) == []


@unhurried
@given(st.integers(2, 6), st.integers(2, 8), st.floats(-1, 1), st.randoms(use_true_random=False))
def test_borders_drawn_twice_in_pieces_and_not_quite_straight_rule_the_same_table(
    columns, rows, slip, random
):
    pieces = []
    for line in ruled(columns, rows):
        for at in range(columns if line.is_level else rows):
            if line.is_level:
                pieces.append(level(line.y0, at * 100, at * 100 + 100))
            else:
                pieces.append(upright(line.x0, at * 50, at * 50 + 50))
            x0, y0, x1, y1 = pieces[-1]
            pieces.append(RuledLine(x0 + slip, y0 + slip, x1 + slip, y1 + slip))
    random.shuffle(pieces)
    assert [table.boxes for table in ruled_tables(pieces)] == [
        table.boxes for table in ruled_tables(ruled(columns, rows))
    ]


NUMBERS = st.floats(-1000, 1000)


@unhurried
@given(
    st.lists(
        st.one_of(st.builds(level, NUMBERS, NUMBERS, NUMBERS), st.builds(upright, NUMBERS, NUMBERS, NUMBERS)),
        max_size=40,
    )
)
def test_whatever_is_drawn_each_field_has_one_cell_and_each_cell_its_fields(lines):
    for table in ruled_tables(lines):
        counted = sum(box.rows * box.columns for box in table.boxes)
        assert counted == (len(table.xs) - 1) * (len(table.ys) - 1)
        assert all(number >= 0 for row in table.fields for number in row)
