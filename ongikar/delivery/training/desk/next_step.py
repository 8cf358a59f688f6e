"""What is to be done now of a batch, as its board says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Next:
    """`press`: the act of its button, posted to the board; `post_url`: else the address it is posted to;
    `url`: else the page on which it is done; none of them: there is nothing but to wait.
    """

    heading: str
    words: str
    button: str = ""
    press: str = ""
    url: str = ""
    post_url: str = ""
