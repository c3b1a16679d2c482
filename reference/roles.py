"""The parts that words play in a coded cell of several words: what `value_words.csv` says of each."""

from enum import StrEnum


class Role(StrEnum):
    """The part that a word plays in a cell; those of `value_words.csv` first, then those of signs and numbers."""

    NOTE = "note"
    """Belongs to the name of a level, in headings too: «chứng chỉ», «hệ tại chức», «LLCT»."""
    ASIDE = "aside"
    """Says when, where or how well, which nothing counts: «năm», «loại khá», «tốt nghiệp»."""
    STUDY = "study"
    PLACE = "place"
    """Makes a school's name of a field of study: «ĐH Luật Hà Nội»."""
    SCHOOL = "school"
    """Opens a school's name, whose level is nobody's: «trường ĐH Luật»."""
    STUDYING = "studying"
    """Opens what is not held yet: «đang học cao cấp»."""
    AND = "and"
    LEVEL = "level"
    INITIALS = "initials"
    """Is a level where no field of study stands before it: «CN» is «cử nhân», but in «Kỹ thuật CN» «công nghiệp»."""
    ALONE = "alone"
    """Is a level as a whole cell alone: «0», «Nghề»."""
    ENGLISH = "english"
    FOREIGN = "foreign"
    GROUP = "group"
    """Names a language of the ethnic groups, which is no foreign one: «tiếng Tày», «tiếng dân tộc»."""
    ENGLISH_TEST = "english_test"
    FOREIGN_TEST = "foreign_test"
    CERTIFICATE = "certificate"
    DEGREE = "degree"
    SCALE = "scale"
    """Has a number behind it: «bậc 2», «450 điểm»."""
    NONE = "none"

    NUMBER = "number"
    BREAK = "break"
    """A comma, a semicolon, a slash, a plus sign, a new line: two things stand beside each other."""
    LINK = "link"
    """A dash or a colon: what follows belongs to what stands before it."""
    OPEN = "("
    CLOSE = ")"


_SIGNS = (Role.NUMBER, Role.BREAK, Role.LINK, Role.OPEN, Role.CLOSE)
WRITTEN = tuple(role for role in Role if role not in (Role.LEVEL, *_SIGNS))
"""The roles of the table; a level is a row of `value_spellings.csv`."""
