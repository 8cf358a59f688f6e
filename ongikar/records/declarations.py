"""The lists of all desks as files, among what can be exported."""

from ongikar.exports.makers import register_maker

from .list_files import MAKER

register_maker(MAKER)
