"""Words so seldom met that they are likely names: of firms, schools, places."""

from config.rules.extract import ExtractRules
from tasks.segment import Word

OWN_WORD = 2  # characters of a firm's own word before its trade
# A word with a higher idf is rare enough to be a firm's own.
RARE_IDF = 9.5
SCHOOL_IDF = 8.0  # ... before 大学: 西麓, but not 附近
RARE_CHARACTER = 9.0  # the same of one character, by its cost


def is_rare_word(word: str, rules: ExtractRules, least: float = RARE_IDF) -> bool:
    """Whether two characters are seldom a word of the language, so that a firm may be called so."""
    return rules.idf.get(word, least + 1) > least


def is_rare_character(word: Word, rules: ExtractRules) -> bool:
    """Whether a word of one character is seldom met, and no word of grammar."""
    return (
        word.tag[0] not in "pcdrufmq" and rules.lexicon.words.get(word.text, 99.0) > RARE_CHARACTER
    )
