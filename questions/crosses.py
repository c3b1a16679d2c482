"""Questions that ask for a table: «trình độ theo giới tính ở Quế Võ», answered with a row for each value."""

from presentation import crossing
from questions.reading import Understood
from reference import vietnamese
from reference.fields import catalogue, field_label, kept_back
from reference.forms import EVERYBODY, Rule, is_kept_back
from reference.forms.rules import AGE
from stats.crossing import crossed_fields
from stats.cube import Conditions
from stats.disclosure import SIGN
from stats.measures.layouts import AXES, Layout
from stats.scope import NotToldError
from stats.selection import SEVERAL
from stats.source import StatisticsSource

Row = tuple[str, ...]


def layout_of(understood: Understood) -> Layout:
    """Give the cross-table of a question: its fields in their order, its conditions as filters.

    Raises NotToldError for a condition that no filter of a cross-table can be.
    """
    axes = dict(zip(AXES, understood.by, strict=False))
    where = tuple(pair for pair in _filters(understood.rule) if pair[0] not in understood.by)
    return Layout(axes["rows"], axes.get("columns", ""), axes.get("panels", ""), where=where)


def _filters(rule: Rule) -> Conditions:
    pairs = []
    for condition in rule[0] if len(rule) == 1 else ():
        is_listed = condition.field in crossed_fields() and catalogue()[condition.field].is_coded
        if condition.is_negated or not condition.values or not is_listed or (None in condition.values[1:]):
            name = "tuổi" if condition.field == AGE else vietnamese.in_sentence(field_label(condition.field))
            raise NotToldError(
                f"Chưa lập được bảng chỉ của những người theo {name} đã nêu; hãy lọc ở trang «Bảng chéo»."
            )
        several = [value for value in condition.values if value is not None]
        pairs.append((condition.field, SEVERAL.join(several) if several else None))
    return tuple(pairs)


def cross(source: StatisticsSource, understood: Understood) -> tuple[int, str, list[Row]]:
    """Count by the fields of a question: a row of headings, then one for each value, the second field's beside it."""
    if (understood.rule != EVERYBODY and is_kept_back(understood.rule)) or set(understood.by) & set(kept_back()):
        raise NotToldError("Bảng có dân tộc, tôn giáo xem ở trang «Bảng chéo»: số nhỏ ở đó được giữ kín.")
    layout = layout_of(understood)
    grids = crossing.grids(source, understood.selection, layout)
    rows: list[Row] = []
    for grid in grids:
        heads = (grid.corner, *(column.label for column in grid.columns))
        rows += [(grid.title, *[""] * (len(heads) - 1))] if len(grids) > 1 and rows else []
        rows += [] if rows else [heads]
        rows += [(row.label, *map(_cell, row.cells)) for row in (*grid.rows, *grid.totals)]
    people = crossing.table_of(source, understood.selection, layout).count()
    fields = " × ".join(vietnamese.in_sentence(field_label(name)) for name in understood.by)
    return people, f"{vietnamese.number(people)} người, chia theo {fields}.", rows


def _cell(cell: object) -> str:
    return SIGN if cell is None else vietnamese.number(int(str(cell)))
