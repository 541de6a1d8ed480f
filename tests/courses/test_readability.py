"""How hard an Indonesian text is to read."""

import pytest

from courses.rules import measure_readability


@pytest.mark.parametrize(
    ("text", "words_per_sentence", "longest", "syllables_per_word", "long_share"),
    [
        ("", 0.0, 0, 0.0, 0.0),
        ("Tekan Lanjut.", 2.0, 2, 2.0, 0.0),
        ("Unduh 2,3 MB pukul 09.14.", 5.0, 5, 1.4, 0.0),
        ("Sampai pulau.\nAmboi", 1.5, 2, 2.0, 0.0),
        ("Memberitahukan", 1.0, 1, 6.0, 1.0),
        ("Pelan-pelan saja!", 2.0, 2, 3.0, 0.0),
    ],
)
def test_measure_readability(text, words_per_sentence, longest, syllables_per_word, long_share):
    measured = measure_readability(text)

    assert measured.words_per_sentence == pytest.approx(words_per_sentence)
    assert measured.longest_sentence == longest
    assert measured.syllables_per_word == pytest.approx(syllables_per_word)
    assert measured.long_word_share == pytest.approx(long_share)
