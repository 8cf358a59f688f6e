"""What the tests leave out of a page is what a browser leaves out, and nothing else."""

import pytest

from .as_shown import as_shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "<p>\n  Kept\n  in time.\n</p>\n\n<ul>\n  <li>\n    one\n  </li>\n</ul>",
            "<p>Kept in time.</p><ul><li>one</li></ul>",
        ),
        ('<a\n  class="btn"\n  href="/a b/"\n>x</a>', '<a class="btn" href="/a b/">x</a>'),
        ("<li >x</li>", "<li>x</li>"),
        ("<p>\n  name <b>late</b> ,\n  place</p>", "<p>name <b>late</b> , place</p>"),
        ("<td> <b>a</b>\n<b>b</b> </td>", "<td><b>a</b> <b>b</b></td>"),
        ("<b>a</b><b>b</b>", "<b>a</b><b>b</b>"),
        ("<p>a <button> b </button> c</p>", "<p>a <button>b</button> c</p>"),
        ("<pre> a\n  b </pre> <p> c </p>", "<pre> a\n  b </pre><p>c</p>"),
        ('<p title="a  b">6\u00a0December </p>', '<p title="a  b">6\u00a0December</p>'),
    ],
)
def test_only_white_space_that_is_not_shown_is_left_out(written, shown):
    assert as_shown(written) == shown
