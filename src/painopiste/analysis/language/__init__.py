"""Words of Finnish, Swedish and English text: their base forms, what compounds are made of, and which say nothing."""

from painopiste.analysis.language.words import LANGUAGES, Word, ends, is_base, knows, says_nothing, word_of, words

__all__ = ["LANGUAGES", "Word", "ends", "is_base", "knows", "says_nothing", "word_of", "words"]
