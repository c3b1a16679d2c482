"""The sentences of a report about who the people are: the largest age group, men and women, levels by gender."""

from collections.abc import Sequence

import reference
from presentation.charts import counted
from presentation.prose import Prose, proses
from presentation.sentences import fields, places, wording
from reference import vietnamese
from stats.composition import FEMALE, MALE, GenderRow, Pyramid, by_gender, pyramid
from stats.selection import Selection
from stats.source import StatisticsSource

_AGE = "age_band"
_FIELDS = ("category", "education", "it", "political_theory")
"""The fields whose values are told of men and women."""


def structure_sentences(source: StatisticsSource, selection: Selection) -> tuple[Prose, ...]:
    """Word the age pyramid and the main fields by men and women; raises NotGivenError for the public."""
    genders = source.breakdown(selection, "gender")
    sent = places.of_sent(source.missing(selection).coverage)
    texts = [fields.levels(genders, sent), _ages(pyramid(source, selection), sent)]
    if genders.people > genders.undeclared:
        texts += [_by_gender(name, by_gender(source, selection, name), sent) for name in _FIELDS]
    return proses(texts)


def _ages(numbers: Pyramid, sent: str) -> str:
    """«Theo độ tuổi: đông nhất là nhóm từ 41 đến 45 tuổi với 612 người (nam 350, nữ 262); …».

    `sent`: «của 69 đơn vị đã gửi» where units are missing.
    """
    if not any(row.people for row in numbers.rows):
        return ""
    most = max(numbers.rows, key=lambda row: row.people)
    ends = [row for row in (numbers.rows[0], numbers.rows[-1]) if row is not most and row.people]
    both = "" if most.is_untold else f" ({_both(most, _AGE)})"
    parts = [f"đông nhất là nhóm {_label(most)} với {_people(most)}{both}"]
    parts += [f"{_label(row)} có {_people(row)}" for row in ends]
    undated = numbers.undated.people
    parts += [f"{wording.people(undated, ((_AGE, None),))} không khai ngày sinh"] if undated else []
    return f"{f'Theo độ tuổi {sent}'.rstrip()}: {'; '.join(parts)}."


def _people(row: GenderRow) -> str:
    return wording.people(row.people, counted.of_codes(_AGE, (row.code,)))


def _label(row: GenderRow) -> str:
    """«từ 41 đến 45 tuổi», «từ 25 tuổi trở xuống»."""
    below = " trở xuống"
    label = vietnamese.in_sentence(row.label)
    return f"{label.removesuffix(below)} tuổi{below if label.endswith(below) else ''}"


def _by_gender(field: str, rows: Sequence[GenderRow], sent: str) -> str:
    """«Trình độ chuyên môn của nam, nữ: thạc sĩ nam 150, nữ 124; …»; nothing where nobody declares the field."""
    known = [row for row in rows if row.code is not None]
    if not known:
        return ""
    parts = [f"{vietnamese.in_sentence(row.label)} {_both(row, field)}" for row in rows]
    begin = f"{reference.field_label(field)} theo giới tính {sent}".rstrip()
    return f"{begin}: {'; '.join(parts)}."


def _both(row: GenderRow, field: str) -> str:
    """«nam 150, nữ 124»: a row's men and women; `field`: that whose value the row is."""
    value = counted.of_codes(field, (row.code,)) or ()
    men, women, unknown = (
        wording.number(count, vietnamese.small_count(count), (*value, ("gender", code)))
        for count, code in ((row.men, MALE), (row.women, FEMALE), (row.unknown, None))
    )
    return f"nam {men}, nữ {women}{f', không khai giới tính {unknown}' if row.unknown else ''}"
