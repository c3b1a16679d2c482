"""A table's title: whom it is about, of which level, place and day, and of which field's levels it speaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from blank_forms.outline import bare
from presentation.tiers import tier_name
from reference import forms, phrases, vietnamese
from reference.bodies import Tier
from reference.form_words import FormWord, begins_as, other_subject, part_of_people, people_of_title
from reference.forms import AGE, EVERYBODY, Condition, Rule
from reference.forms.rules import DEPARTMENT, POSITION
from reference.phrases.ages import ages_in
from reference.phrases.days import DAY, day_in
from reference.spelling import key, words_of
from stats.names import Names
from stats.selection import PLACES, Selection
from stats.source import StatisticsSource
from stats.spoken_places import place_in, places_called

_TIERS = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
_BOUNDS = {words_of("trở lên"), words_of("trở xuống")}
_YOUNG = "trẻ"
_MEN = "nam"
"""Men, unless women are named, too, or a place's name begins with it: «công chức Nam Sơn»."""
_KINDS = r"(?:cán bộ|công chức|viên chức|chuyên trách|người lao động|cbcc|cbccvc)"
_ENDS = r"(?= (?:năm \d{4}|tính|chia|phân|theo|của|trên địa bàn|tại|ở|thuộc|đến|giai đoạn|quí|tháng)\b|[(]|$)"
_QUALITY = re.compile(rf"\b(?:có|đạt) ((?:trình độ|bằng|chứng chỉ) .+?){_ENDS}")
"""«… có trình độ thạc sĩ trở lên năm 2023»."""
_WORDS = "là|có(?! mặt| tại| đến| ở)|đạt|biết|chưa|không(?! chuyên trách)|ngoài|theo đạo|tốt nghiệp|làm|giữ|phụ trách"
_NARROWED = re.compile(rf"{_KINDS} ((?:{_WORDS}) .+?){_ENDS}")
"""«cán bộ, công chức là người dân tộc Tày», «công chức chưa phải là đảng viên»."""
_OF_POSTS = re.compile(
    rf"\b(?:danh sách|số lượng|chất lượng|đội ngũ|cơ cấu|thống kê|tổng hợp)(?: các)?(?: chức danh)? (.+?){_ENDS}"
)
"""«CHẤT LƯỢNG CHỦ TỊCH UBND CẤP XÃ»."""
_ATTACHED = re.compile(r"\(\s*(?:ban hành )?kèm theo[^)]*\)?", re.IGNORECASE)
"""«(Kèm theo Công văn số … về …)» says nothing of the people."""
_UNTIL = re.compile(rf"(?:tính đến|có đến|mặt đến|thời điểm|đến hết|đến ngày|đến)[^\d]{{0,12}}?(?:{DAY.pattern})")
"""«Tính đến ngày 31/12/2023», «có đến 31 tháng 12 năm 2023»."""
_CONTINUED = ("tiếp theo", "(tiếp", "tiếp trang")


@dataclass(frozen=True, slots=True)
class About:
    """The title above a table: `people`, `topic`: the field of whose levels it speaks.

    `subject`: why the rosters cannot answer it; `unread`, `part`: why not until somebody chooses whom it is about, or,
    of a part, until labels say their posts.
    """

    people: Rule = EVERYBODY
    topic: str = ""
    subject: str = ""
    unread: str = ""
    part: str = ""
    district: str | None = None
    """The district that it names; communes of one name are those of it."""


@dataclass(slots=True)
class TitleReader:
    """The titles of a form from its first sheet to its last: one holds until another names people.

    `remarks`: whatever a title says otherwise than the numbers are.
    """

    source: StatisticsSource
    selection: Selection
    people: Rule = EVERYBODY
    subject: str = ""
    district: str | None = None
    remarks: list[str] = field(default_factory=list)

    def begin_sheet(self, lines: Sequence[str]) -> None:
        """Forget the last sheet's title, unless this sheet has none of its own or says that it goes on."""
        folded = [key(line) for line in lines if line]
        goes_on = any(word in line for line in folded for word in _CONTINUED)
        if not goes_on and any(not begins_as(FormWord.TITLE, line) or _names_people(line) for line in folded):
            self.people, self.subject = EVERYBODY, ""
        self.district = self._district_in(lines)

    def read(self, lines: Sequence[str]) -> About:
        """Read the lines above a table."""
        title, names = _title_of(lines), self.source.names_of(self.selection)
        # A sheet's title is about all of its tables.
        self.subject = self.subject or other_subject(title) or other_level(title, self.selection.level)
        self.subject = self.subject or other_place(title, self.selection, names)
        self._note_day(lines)
        unread = ""
        about = people_of_heading(next((line for line in reversed(lines) if line), ""))
        if about == EVERYBODY:
            about, unread = people_of(title, names)
        self.people = self.people if about == EVERYBODY else about
        district = self._district_in(lines) or self.district
        return About(
            self.people, topic_of(" ".join(lines)), self.subject, unread, part_of_people(title), district=district
        )

    def _district_in(self, lines: Sequence[str]) -> str | None:
        """Find the district that a title or a letterhead names, be it by one of its communes; else the chosen one."""
        names, chosen = self.source.names_of(self.selection), self.selection
        code = place_in(_title_of(lines), names)
        named = code if code in names.districts else names.district_of.get(code or "")
        return named or chosen.district or names.district_of.get(chosen.unit or "")

    def _note_day(self, lines: Sequence[str]) -> None:
        """Note a day of the title that is not the one whose numbers are put in."""
        as_of = self.selection.as_of
        for day in (day for line in lines for day in _days_in(line)):
            remark = f"Tiêu đề biểu ghi {vietnamese.day(day)}; số điền là của {vietnamese.day(as_of)}."
            if day != as_of and remark not in self.remarks:
                self.remarks.append(remark)


def _names_people(line: str) -> bool:
    return people_of_title(line) != EVERYBODY


def _days_in(line: str) -> Iterator[date]:
    """List the days that a line says its numbers are of."""
    for match in _UNTIL.finditer(key(_ATTACHED.sub(" ", line))):
        day, _ = day_in(match[0])
        if day is not None:
            yield day


def _title_of(lines: Sequence[str]) -> str:
    """Join the lines above a table, without the papers that it is attached to."""
    return _ATTACHED.sub(" ", " ".join(filter(None, lines)))


def other_place(title: str, selection: Selection, names: Names) -> str:
    """Say that a title's people are of another place than those that are counted; empty where they are not.

    A letterhead names who sends the form, so that only words behind the people count.
    """
    start = re.search(_KINDS, key(title))
    code = place_in(key(title)[start.end() :], names) if start else None
    own = (*(getattr(selection, name) for name in PLACES), names.district_of.get(selection.unit or ""))
    if code is None or code in own:
        return ""
    chosen = vietnamese.in_sentence(names.place(selection))
    return f"Biểu về {names.of(code)}; số liệu đang chọn là của {chosen}. Hãy chọn đúng nơi rồi điền lại."


def other_level(title: str, level: Tier) -> str:
    """Say that a title is about other levels of government than those whose people are counted; empty where it is not.

    «Từ cấp huyện trở lên» is left to whoever fills it: what is counted is shown.
    """
    pairs = set(pairwise(words_of(title)))
    named = [tier for tier in _TIERS if words_of(tier_name(tier)) in pairs]
    if not named or level in (*named, Tier.ALL) or pairs & _BOUNDS:
        return ""
    levels = ", ".join(map(tier_name, named))
    return f"Biểu về {levels}; số liệu đang chọn là của {tier_name(level)}. Hãy chọn đúng cấp rồi điền lại."


def people_of(title: str, names: Names) -> tuple[Rule, str]:
    """Find whom a title is about, «… có trình độ thạc sĩ trở lên»; a sentence where part of that is not understood."""
    rule, folded = people_of_title(title), key(title)
    if rule != EVERYBODY and ("nữ" in words_of(title) or _begins_place(folded, names)):
        rule = (tuple(each for each in rule[0] if each.values != ("male",)),)
    match = _NARROWED.search(folded) or _QUALITY.search(folded)
    if match is not None:
        phrase = phrases.read((match[1],))
        if not phrase.is_understood or phrase.assumed:
            return rule, _not_understood(match[1])
        named = {condition.field for condition in phrase.conditions}
        kept = tuple(condition for condition in rule[0] if condition.field not in named)
        rule = forms.both((kept,), phrase.rule)
    if rule == EVERYBODY:
        rule, why = _people_of_posts(folded)
        if why:
            return rule, why
    ages, _ = ages_in(folded) if "tuổi" in words_of(title) else (None, "")
    if ages is None and _YOUNG in words_of(title):
        return rule, "Biểu chỉ về người trẻ, tiêu đề không ghi từ bao nhiêu tuổi."
    return (forms.both(rule, ((Condition(AGE, first=ages.first, last=ages.last),),)) if ages else rule), ""


def _not_understood(words: str) -> str:
    return f"Biểu chỉ về một số người, chưa hiểu hết: «{words}»."


def _begins_place(title: str, names: Names) -> bool:
    """Tell whether «nam» in a title is the beginning of a place's name."""
    words, called = words_of(title), places_called(names)
    at = words.index(_MEN) if _MEN in words else len(words)
    return any(words[at:end] in called for end in range(at + 2, len(words) + 1))


def _people_of_posts(title: str) -> tuple[Rule, str]:
    """Find the posts or departments that a title without kinds of people is about; a sentence where not all is read."""
    match = _OF_POSTS.search(title)
    phrase = phrases.read((match[1],)) if match else phrases.Phrase()
    if match is None or not {POSITION, DEPARTMENT} & {condition.field for condition in phrase.conditions}:
        return EVERYBODY, ""
    return (phrase.rule, "") if phrase.is_understood else (EVERYBODY, _not_understood(match[1]))


def people_of_heading(line: str) -> Rule:
    """Find the kinds of people that a heading with a mark names, «A. Cán bộ»; everybody for any other line."""
    label = bare(line)
    phrase = phrases.read((label,))
    is_of_kinds = phrase.is_understood and {condition.field for condition in phrase.conditions} == {"category"}
    return phrase.rule if label != line.strip() and is_of_kinds else EVERYBODY


def topic_of(title: str) -> str:
    """Give the one field of whose levels a title speaks, «Trình độ tin học»; empty for none and for several."""
    named = phrases.levels_named(title)
    return named[0] if len(named) == 1 else ""
