"""The tag of a state says it in the language of the page, whatever page came before."""

from ongikar.core.i18n.say import override_language, say
from ongikar.core.templatetags.icons import state


class Told:
    """Says itself in the language at hand, as the states of a table of acts do."""

    def __str__(self) -> str:
        return say("সময় ঠিক আছে", "Booked")


def test_what_says_itself_is_said_anew_in_each_language():
    told = Told()
    with override_language("bn"):
        assert "সময় ঠিক আছে" in state("wait", told)
    with override_language("en"):
        assert "Booked" in state("wait", told)
