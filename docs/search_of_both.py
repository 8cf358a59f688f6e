"""Search that finds Bangla: Sphinx's own takes vowel signs for the end of a word."""

import re
import unicodedata
from typing import Any

from sphinx.search import SearchLanguage, languages

# Letters, their marks, figures, and the joiners that stand within a word.
LETTERS = "[a-zA-Z0-9_\u0980-\u09ff\u200c\u200d]+"
WORD = re.compile(LETTERS)
# What a Bangla word takes for its case, its number or its stress: a word is found with any of them.
ENDINGS = unicodedata.normalize(
    "NFC", "(?<=...)(?:গুলোর|গুলো|গুলির|গুলি|দের|টিকে|টির|টি|টা|য়ের|ের|েরা|রা|কে|তে|য়|ে|র|ও|ই)$"
)
ENDING = re.compile(ENDINGS)


class BothLanguages(SearchLanguage):
    """Words of either language, in Bangla without their endings, in English as they are written."""

    lang = "both"
    language_name = "Bangla and English"
    stopwords = frozenset()
    js_splitter_code = f"""
function splitQuery(query) {{
  return query.normalize("NFC").match(/{LETTERS}/g) || [];
}}
"""
    js_stemmer_code = f"""
var Stemmer = function () {{
  this.stemWord = function (word) {{
    for (let before = ""; before !== word;) [before, word] = [word, word.replace(/{ENDINGS}/, "")];
    return word;
  }};
}};
"""

    def split(self, input: str) -> list[str]:
        return WORD.findall(unicodedata.normalize("NFC", input))

    def stem(self, word: str) -> str:
        before = ""
        while before != word:
            before, word = word, ENDING.sub("", word)
        return word.lower()

    def word_filter(self, word: str) -> bool:
        return len(word) > 1


def setup(app: Any) -> dict[str, bool]:
    languages["both"] = BothLanguages
    return {"parallel_read_safe": True}
