"""The answer to a question: a number with its words, a list where it asks for one, and what was understood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from presentation.views import view_in_title
from questions.beside import beside, places_of
from questions.comparing import compared
from questions.counting import Counted, among_whom, by_place, counted
from questions.crosses import cross
from questions.flowing import came_or_went, mean_age
from questions.intents import FLOWS, Intent
from questions.periods import year_of
from questions.reading import Understood, read
from questions.slips import endings, mended, place_elsewhere
from questions.units import counted_units, quota, require_districts
from reference import forms, vietnamese
from reference.ages import retirement_month
from reference.codes import code_label
from reference.fields import charted_fields, field_label
from reference.form_words import absence
from reference.forms import EVERYBODY, Condition, Rule, is_kept_back
from reference.forms.facts import columns_of_rules, facts_of_rules
from reports.forms.rule_words import in_words
from stats import queries
from stats.disclosure import is_withheld, shown_share
from stats.measures.form_counts import marks_of_people
from stats.names import Names
from stats.rule_counts import AGE_RULE
from stats.scope import NotToldError, Scope
from stats.selection import Selection, View
from stats.source import StatisticsSource

_RULE = "rule"
_KEPT_BACK = " Số nhỏ về dân tộc, tôn giáo được giữ kín ([c])."
_PLACE = ("unit_code", "unit_name", "full_name", "birth_date", "birth_number", "gender")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in sentences: `lead` first, `rows` (name and number, or names) under it, `notes` on what was taken how.

    Of a table the first row has its headings.

    `count` is None where nothing could be counted. `meaning`: what was understood, in words.
    """

    understood: Understood
    lead: str
    meaning: str
    count: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def names_people(self) -> bool:
        """True where the rows name people."""
        people = (Intent.WHO, Intent.RETIRE, *FLOWS)
        return bool(self.rows) and self.understood.intent in people and not self.understood.by

    @property
    def is_answered(self) -> bool:
        """True where there is a number or a list."""
        return self.count is not None


def answer(text: str, source: StatisticsSource, selection: Selection, people: Scope) -> Answer:
    """Answer a question; `selection`: date and place where it names none; `people`: whose names may be given."""
    understood = read(text, lambda day: source.names_of(selection.on(day)), selection, source.dates(selection.level))
    meaning = _meaning(source, understood)
    notes = tuple(_notes(understood))
    if understood.intent is Intent.NAMED:
        return Answer(replace(understood, unknown=()), _named(people), meaning="một người theo họ tên")
    if understood.unknown:
        return Answer(understood, _not_understood(text, source, understood), meaning, notes=notes)
    if understood.alike:
        return Answer(understood, _which(source.names_of(understood.selection), understood.alike), meaning)
    if understood.not_there:
        places, day = _quoted(understood.not_there), understood.selection.as_of
        lead = f"Ngày {vietnamese.day(day)} không có {places}. Hãy ghi tên ở ngày ấy, hoặc hỏi về một ngày khác."
        return Answer(understood, lead, meaning, notes=notes)
    if understood.missing_day is not None:
        days = "; ".join(vietnamese.day(day) for day in source.dates(selection.level))
        lead = f"Không có số liệu tính đến {vietnamese.day(understood.missing_day)}. Những ngày có số liệu: {days}."
        return Answer(understood, lead, meaning, notes=notes)
    try:
        people.require_apart((*forms.fields_of(understood.rule), *understood.by))
        count, lead, rows = _ANSWERS[understood.intent](source, understood, people)
    except NotToldError as error:
        return Answer(understood, str(error), meaning, notes=notes)
    if count is not None:
        notes = (*notes, *_undeclared(source, understood))
    return Answer(understood, lead, meaning=meaning, count=count, rows=tuple(rows), notes=notes)


def _named(people: Scope) -> str:
    """Say where somebody is looked up by name: there each look is kept."""
    if people.places is not None and not people.places:
        return "Tài khoản này không xem danh sách người nên không tìm được người theo họ tên."
    return "Tìm một người theo họ tên ở trang «Tra cứu một người»; trang này chỉ trả lời bằng số liệu và danh sách."


def _not_understood(text: str, source: StatisticsSource, understood: Understood) -> str:
    """Say which words nobody knows, and what they may mean: near words, or a place that the figures do not have."""
    selection, unknown = understood.selection, tuple(dict.fromkeys(understood.unknown))
    names = source.names_of(selection)
    if why := absence(" ".join(unknown)):
        return why
    lead = f"Chưa hiểu: {_quoted(unknown)}."
    others = [source.names_of(selection.on(day)) for day in source.dates(selection.level) if day != selection.as_of]
    if place := place_elsewhere(text, unknown, names, others):
        day = vietnamese.day(selection.as_of)
        return f"{lead} Số liệu của {vietnamese.in_sentence(names.province)} ngày {day} không có «{place}»."
    near, question = mended(text, unknown, names)
    if near:
        again = read(question, lambda day: source.names_of(selection.on(day)), selection, source.dates(selection.level))
        return f"{lead} Có phải muốn hỏi {_quoted([question] if not again.unknown else near)}?"
    if begun := endings(unknown):
        return f"{lead} Có phải {_quoted(begun)}?"
    return f"{lead} Hãy hỏi lại bằng từ khác."


def _which(names: Names, codes: Sequence[str]) -> str:
    """Say where the places of one name are, so that the next question tells which is meant."""
    called = {names.units.get(code, names.of(code)) for code in codes}
    homes = [names.districts.get(names.district_of.get(code) or "") for code in codes]
    if len(called) > 1 or None in homes:
        return f"Có {len(codes)} nơi cùng tên: {', '.join(map(names.of, codes))}; hãy ghi đủ tên."
    places = ", ".join(vietnamese.in_sentence(home) for home in homes if home)
    return f"Có {len(codes)} {vietnamese.in_sentence(called.pop())}: {places}; hãy ghi thêm huyện."


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"«{word}»" for word in words)


def _notes(understood: Understood) -> list[str]:
    others = [f"Cũng có {', '.join(understood.others)}; nếu muốn hỏi nơi ấy, hãy ghi đủ loại đơn vị."]
    assumed = [f"«{word}» được hiểu theo tiêu thức đã ghi ở trên." for word in understood.assumed]
    return [*(others if understood.others else []), *assumed]


_OF_UNITS = {Intent.QUOTA: "biên chế và người có mặt", Intent.PLACES: "số đơn vị"}
"""Of questions that are about no people, their subject."""
_PARTS = {"reason": "lý do", "unit": "đơn vị", "district": "đơn vị cấp huyện"}
_OF_PEOPLE = (Intent.COUNT, Intent.SHARE, Intent.WHO)


def _silent(source: StatisticsSource, understood: Understood) -> dict[str, Counted]:
    """Count of each field that the question asks for those who do not declare it, and everybody beside them."""
    if understood.intent not in _OF_PEOPLE or is_kept_back(understood.rule):
        return {}
    among = among_whom(understood.rule)
    fields = [c.field for c in understood.rule[0] if c.field in charted_fields() and None not in c.values]
    return {
        field: counted(source, understood.selection, forms.both(among, ((Condition(field, (None,)),),)), among)
        for field in dict.fromkeys(fields)
    }


def _undeclared(source: StatisticsSource, understood: Understood) -> list[str]:
    """Say how many people may be meant, too, since nothing is told of them."""
    return [
        f"{vietnamese.number(held.count)} người không khai {vietnamese.in_sentence(field_label(field))} nên chưa rõ."
        for field, held in _silent(source, understood).items()
        if held.count
    ]


def _meaning(source: StatisticsSource, understood: Understood) -> str:
    """Say what was understood: whom, where, when."""
    selection = understood.selection
    whom = "mọi người" if understood.rule == EVERYBODY else vietnamese.in_sentence(in_words(understood.rule))
    whom = _OF_UNITS.get(understood.intent, whom)
    if selection.unit_type:
        whom += f" · loại đơn vị: {vietnamese.in_sentence(code_label('unit_type', selection.unit_type))}"
    place = places_of(source, understood)
    part = understood.period.words if understood.period else f"năm {understood.year}"
    year = f" · nghỉ hưu {part}" if understood.year else ""
    labels = (_PARTS.get(name) or vietnamese.in_sentence(field_label(name)) for name in understood.by)
    fields = " × ".join(labels)
    fields = f" · theo {fields}" if fields else ""
    view = "".join(f" · {words}" for words in view_in_title(selection.territory, selection.level))
    other = f" · so với {vietnamese.day(understood.other_day)}" if understood.other_day else ""
    return f"{whom} · {place} · tính đến {vietnamese.day(selection.as_of)}{view}{other}{year}{fields}"


_Result = tuple[int | None, str, Sequence[tuple[str, ...]]]


def _count(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    if nowhere := [field for field, held in _silent(source, understood).items() if held.count == held.everybody > 0]:
        fields = ", ".join(vietnamese.in_sentence(field_label(field)) for field in nowhere)
        return None, f"Danh sách tính đến {vietnamese.day(understood.selection.as_of)} không ghi {fields} của ai.", ()
    among = among_whom(understood.rule)
    counts = counted(source, understood.selection, understood.rule, among)
    count, base = counts.count, counts.everybody
    if not base and among != EVERYBODY and counted(source, understood.selection, EVERYBODY).count:
        return 0, f"0 người: không có ai là {vietnamese.in_sentence(in_words(among))}.", ()
    if not base:
        return None, f"Chưa có danh sách của {_place(source, understood)}.", ()
    lead = f"{vietnamese.number(count)} người"
    if understood.rule != EVERYBODY:
        part = None if is_withheld(base) else shown_share(count, base, source.rounding)
        text = "" if part is None else f", chiếm {vietnamese.percent(part, count)}"
        whose = "" if among == EVERYBODY else f" ({vietnamese.in_sentence(in_words(among))})"
        lead += f"{text} trong {vietnamese.number(base)} người{whose}"
    return count, f"{lead}.{_KEPT_BACK if is_withheld(count) else ''}", ()


def _units(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    return counted_units(source, understood)


def _quota(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    return quota(source, understood)


def _who(source: StatisticsSource, understood: Understood, people: Scope) -> _Result:
    persons = _persons(source, understood.selection, understood.rule, people)
    if is_kept_back(understood.rule):
        _require_names(people)
        lead = f"{vietnamese.number(len(persons))} người trong phạm vi xem được tên."
        return len(persons), lead, [(str(person["full_name"]), str(person["unit_name"])) for person in persons]
    count, lead, _ = _count(source, understood, people)
    if count and len(persons) < count:
        lead += f" Tài khoản này xem được tên {vietnamese.number(len(persons))} người."
    return count, lead, [(str(person["full_name"]), str(person["unit_name"])) for person in persons]


def _require_names(people: Scope) -> None:
    """Raise NotToldError where somebody who sees nobody by name asks who has what is kept back in small counts."""
    if people.places is not None and not people.places:
        raise NotToldError(
            "Câu trả lời cho biết dân tộc hoặc tôn giáo của từng người; tài khoản này không xem danh sách người."
        )


def _persons(
    source: StatisticsSource, selection: Selection, rule: Rule, people: Scope
) -> list[dict[str, str | int | None]]:
    _require_reported(selection)
    names = tuple(dict.fromkeys((*_PLACE, *columns_of_rules([rule]))))
    rows = source.ask(queries.person_rows, selection, names, scope=people, province=source.province)
    columns = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    marks = marks_of_people({_RULE: rule}, len(rows), facts_of_rules([rule], AGE_RULE, selection.as_of, columns))
    return [dict(zip(names, row, strict=True)) for row, mark in zip(rows, marks, strict=True) if mark[_RULE]]


def _require_reported(selection: Selection) -> None:
    """Raise NotToldError for a place of another territory: lists of people are of the units that reported."""
    if selection.territory is not View.REPORTED and selection.is_of_place:
        raise NotToldError(
            "Danh sách người chỉ có theo đơn vị như đã báo cáo: hãy chọn địa giới «Như đã báo cáo» rồi hỏi lại."
        )


def _ranked(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    """Rank communes or districts by their people of the rule, the most (or the least) first."""
    names = source.names_of(understood.selection)
    level = "district" if understood.intent is Intent.DISTRICTS else "unit"
    if level == "district":
        require_districts(source, understood)
    if understood.is_without and is_kept_back(understood.rule):
        raise NotToldError("Nơi không có ai của một dân tộc, tôn giáo xem ở trang «Bảng chéo».")
    if understood.by_share:
        return _ranked_by_share(source, understood, level)
    places = by_place(source, understood.selection, understood.rule, level)
    if understood.is_without:
        rows = [(names.of(code), "") for code in sorted(places, key=names.of) if not places[code]]
        return len(rows), f"{vietnamese.number(len(rows))} nơi không có ai.", rows
    wanted = {code: count for code, count in places.items() if count or understood.is_ranked}
    known = [(code, count) for code, count in wanted.items() if not is_withheld(count)]
    order = sorted(known, key=lambda item: (item[1] if understood.is_least else -item[1], names.of(item[0])))
    # What is kept back stands last, by name: its place among the others would tell how many there are.
    rest = sorted((code for code in wanted if is_withheld(wanted[code])), key=names.of)
    rows = [(names.of(code), vietnamese.number(wanted[code])) for code in (*(code for code, _ in order), *rest)]
    if not rows:
        return 0, "Không có nơi nào.", ()
    if rest:
        return len(rows), f"{vietnamese.number(len(rows))} nơi; {len(rest)} nơi có số được giữ kín nên không xếp.", rows
    if understood.is_ranked:
        best = [name for name, number in rows if number == rows[0][1]]
        which = "Ít nhất" if understood.is_least else "Nhiều nhất"
        return order[0][1], f"{which}: {', '.join(best)} ({rows[0][1]} người).", rows
    return len(rows), f"{vietnamese.number(len(rows))} nơi có.", rows


def _ranked_by_share(source: StatisticsSource, understood: Understood, level: str) -> _Result:
    """Rank places by the share of their people in question, the highest (or the lowest) first; few people have none."""
    if is_kept_back(understood.rule):
        raise NotToldError("Tỷ lệ về dân tộc, tôn giáo theo từng nơi xem ở trang «So sánh đơn vị».")
    names, among = source.names_of(understood.selection), among_whom(understood.rule)
    counts = by_place(source, understood.selection, understood.rule, level)
    bases = by_place(source, understood.selection, among, level)
    shares = [(code, shown_share(counts.get(code, 0), base, source.rounding)) for code, base in bases.items()]
    known = [(code, part) for code, part in shares if part is not None]
    order = sorted(known, key=lambda item: (item[1] if understood.is_least else -item[1], names.of(item[0])))
    if not order:
        return 0, "Không có nơi nào đủ người để tính tỷ lệ.", ()
    rows = [(names.of(code), vietnamese.percent(part, counts.get(code, 0))) for code, part in order]
    best = [name for name, text in rows if text == rows[0][1]]
    which = "Thấp nhất" if understood.is_least else "Cao nhất"
    return len(rows), f"{which}: {', '.join(best)} ({rows[0][1]}).", rows


def _missing(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    has_sent = understood.intent is Intent.SENT
    rows = [row for row in source.rows_of(understood.selection) if row.has_roster is has_sent]
    total = len(source.rows_of(understood.selection))
    word = "đã gửi" if has_sent else "chưa gửi"
    names = source.names_of(understood.selection)
    lead = f"{vietnamese.number(len(rows))}/{vietnamese.number(total)} đơn vị {word} danh sách."
    return len(rows), lead, [(names.of(row.code), "") for row in rows]


def _retire(source: StatisticsSource, understood: Understood, people: Scope) -> _Result:
    """Count who reaches the retirement age in the year, and name them to whoever may know them."""
    _require_reported(understood.selection)
    year = understood.year or understood.selection.as_of.year + 1
    period = understood.period or year_of(year)
    rule = forms.both(understood.rule, EVERYBODY)
    names = tuple(dict.fromkeys(("unit_code", "birth_number", "gender", *columns_of_rules([rule]))))
    columns = source.ask(queries.person_columns, understood.selection, names[1:], province=source.province)
    facts = facts_of_rules([rule], AGE_RULE, understood.selection.as_of, columns)
    marks = marks_of_people({_RULE: rule}, len(columns["unit_code"]), facts)
    if is_kept_back(understood.rule):
        _require_names(people)
    count = unknown = 0
    for born, gender, mark in zip(columns["birth_number"], columns["gender"], marks, strict=True):
        if mark[_RULE]:
            month = _retirement(born, gender)
            unknown += month is None
            count += month is not None and period.first <= month <= period.last
    rows = [
        (str(person["full_name"]), f"{person['unit_name']} · tháng {month.month}/{year}")
        for person in _persons(source, understood.selection, rule, people)
        if (month := _retirement(person["birth_number"], person["gender"])) is not None
        and period.first <= month <= period.last
    ]
    if is_kept_back(understood.rule):
        # The number of the whole province would tell more than the names that somebody sees.
        count, unknown = len(rows), 0
    lead = f"{vietnamese.number(count)} người đủ tuổi nghỉ hưu trong {period.words}."
    if unknown:
        lead += f" {vietnamese.number(unknown)} người thiếu ngày sinh hoặc giới tính nên không tính được."
    return count, lead, sorted(rows, key=lambda row: row[1])


def _retirement(born: object, gender: object) -> date | None:
    """Find the month in which somebody reaches the retirement age; None where it cannot be told."""
    if not isinstance(born, int) or not isinstance(gender, str):
        return None
    return date(*retirement_month(gender, born // 10_000, born // 100 % 100), 1)


def _place(source: StatisticsSource, understood: Understood) -> str:
    return source.names_of(understood.selection).place(understood.selection)


def _cross(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    return cross(source, understood)


def _mean_age(source: StatisticsSource, understood: Understood, _: Scope) -> _Result:
    return mean_age(source, understood)


_ANSWERS = {
    Intent.BESIDE: beside,
    Intent.CROSS: _cross,
    Intent.MEAN_AGE: _mean_age,
    **dict.fromkeys(FLOWS, came_or_went),
    Intent.COUNT: _count,
    Intent.SHARE: _count,
    Intent.WHO: _who,
    Intent.MISSING: _missing,
    Intent.SENT: _missing,
    Intent.RETIRE: _retire,
    Intent.QUOTA: _quota,
    Intent.COMPARE: compared,
    Intent.PLACES: _units,
    Intent.UNITS: _ranked,
    Intent.DISTRICTS: _ranked,
}
