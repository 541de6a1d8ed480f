"""How hard a text is to read."""

import html
import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"'”’)]|$)|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’.,‑-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_VOWEL = re.compile(r"[aiueoé]")
_END_OF_LINE = re.compile(r"<br\s*/?>|</(?:p|li|h[1-6]|blockquote)>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
_DIPHTHONGS = ("ai", "au", "oi")
_LONG_WORD_SYLLABLES = 5


@dataclass(frozen=True)
class Readability:
    """How hard a text is to read; all zero for a text without words.

    words_per_sentence, syllables_per_word: means. longest_sentence: words.
    long_word_share: 0..1, the share of words with five syllables or more.
    """

    words_per_sentence: float
    longest_sentence: int
    syllables_per_word: float
    long_word_share: float


def measure_readability(text: str) -> Readability:
    """Return the readability of an Indonesian plain text.

    text: without markup; a line break ends a sentence, so headings count alone.
    A warning for authors, not a proof that people understand.
    """
    sentences = [_words(sentence) for sentence in sentences_of(text)]
    syllables = [_count_syllables(word) for words in sentences for word in words]
    if not syllables:
        return Readability(0.0, 0, 0.0, 0.0)
    long_words = sum(count >= _LONG_WORD_SYLLABLES for count in syllables)
    return Readability(
        words_per_sentence=len(syllables) / len(sentences),
        longest_sentence=max(map(len, sentences)),
        syllables_per_word=sum(syllables) / len(syllables),
        long_word_share=long_words / len(syllables),
    )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a plain text that hold a word, each without its final mark."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if _WORD.search(part)]


def word_count(text: str) -> int:
    """Return how many words a plain text has."""
    return len(_words(text))


def plain_text(rich: str) -> str:
    """Return the words of rich text as an editor stores it; the end of a paragraph ends a line."""
    lines = _MARKUP.sub("", _END_OF_LINE.sub("\n", rich))
    return html.unescape(lines).replace("\xa0", " ").strip()


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def _count_syllables(word: str) -> int:
    """Return the vowels of a word, a final ai, au or oi once; at least one."""
    parts = _PART.findall(word.lower())
    return max(1, sum(map(_count_part_syllables, parts)))


def _count_part_syllables(part: str) -> int:
    vowels = len(_VOWEL.findall(part))
    return vowels - 1 if part.endswith(_DIPHTHONGS) else vowels
