import rjieba

from tasks.segment.lexicon import dictionary_of, load_lexicon
from tasks.segment.user_words import count_words


def test_rjieba_ships_the_dictionary_of_jieba() -> None:
    """Word by word: the tag, and a frequency that depends on all the word's pieces."""
    counts = count_words("")
    ours = dictionary_of(counts)
    assert len(counts.frequencies) == 349_045
    assert [
        word
        for word in counts.frequencies
        if rjieba.tag(word, False) != ours.tag(word, False)
        or rjieba.suggest_freq(word) != ours.suggest_freq(word)
    ] == []


def test_words_of_one_character_know_their_tags() -> None:
    characters = load_lexicon().characters
    assert (characters["的"], characters["县"], len(characters)) == ("uj", "zg", 11_580)
