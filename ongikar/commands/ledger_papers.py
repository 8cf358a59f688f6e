"""What `ongikar ledger verify` says of papers whose file is gone or is another than was kept: which, and
whose.
"""

from collections.abc import Iterator

from ongikar.rules.bangla.text import digits


def faulty_paper_lines(office_id: int | None, language: str) -> Iterator[str]:
    """A line for each; whose it is is asked for those alone that are at fault."""
    from ongikar.core.i18n.say import override_language
    from ongikar.papers.integrity import find_faulty_papers

    for each in find_faulty_papers(office_id):
        with override_language(language):
            whose = owner_words(each.paper.subject_type, each.paper.subject_id)
        paper = str(each.paper.pk)
        yield WORDS[language][each.fault].format(
            whose=digits(whose) if language == "bn" else whose,
            paper=digits(paper) if language == "bn" else paper,
        )


def owner_words(subject_type: str, subject_id: int) -> str:
    """The number of what the paper belongs to, such as that of a case; of what has none, its type and
    key.
    """
    from ongikar.people.subjects import load_subjects

    line = load_subjects([(subject_type, subject_id)]).get((subject_type, subject_id))
    return line.number if line and line.number else f"{subject_type} {subject_id}"


WORDS = {
    "bn": {
        "lost": "{whose}: কাগজ {paper}: ফাইলটি তার জায়গায় নেই",
        "changed": "{whose}: কাগজ {paper}: ফাইলটি আর আগের মতো নেই, রাখার পরে বদলানো হয়েছে",
        "unreadable": "{whose}: কাগজ {paper}: ফাইলটি পড়া যায় না, তাই মেলানো যায়নি",
    },
    "en": {
        "lost": "{whose}: document {paper}: its file is not in its place",
        "changed": "{whose}: document {paper}: its file is another than was kept",
        "unreadable": "{whose}: document {paper}: its file cannot be read, so it was not compared",
    },
}
