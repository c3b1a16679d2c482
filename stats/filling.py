"""Fills a form from the database: asks `queries`, hands the counts to `measures.forms`."""

from sqlalchemy import Connection

from reference import forms, vietnamese
from stats import queries
from stats.measures.forms import FormError, FormList, FormPlace, FormTable, ListedPerson, form_list, form_table
from stats.queries.forms import FormPerson, form_counts, form_people
from stats.selection import Selection


def fill(c: Connection, province: str, name: str, selection: Selection) -> FormTable | FormList:
    """The form of that name, for the selection's date and place; a form is about everybody there, whatever the kind.

    Raises KeyError for a name that no form has; FormError, with a sentence, where the form is not for that date, nobody
    has sent a roster, or something does not add up.
    """
    form = forms.form_on(name, selection.as_of)
    if form is None:
        raise FormError(f"Biểu «{name}» không áp dụng cho số liệu tính đến ngày {vietnamese.day(selection.as_of)}.")
    places = _places(c, province, selection)
    if not any(place.has_roster for place in places):
        raise FormError(
            f"Không xuất được biểu {form.code} vì chưa có danh sách của nơi đã chọn tính đến "
            f"{vietnamese.day(selection.as_of)}. Hãy nạp danh sách hoặc chọn ngày khác."
        )
    scope = "unit" if selection.unit else "district" if selection.district else "province"
    if form.kind == "people":
        people = form_people(c, form, selection, province=province)
        return form_list(form, selection.as_of, scope, places, [_listed(person, scope) for person in people])
    counted = {by: form_counts(c, form, selection, by, province=province) for by in ("unit", "district", None)}
    return form_table(
        form,
        selection.as_of,
        scope=scope,
        places=places,
        by_unit=counted["unit"],
        by_district=counted["district"],
        whole=counted[None][None],
    )


def _places(c: Connection, province: str, selection: Selection) -> list[FormPlace]:
    return [
        FormPlace(row.code, row.name, row.district_code, row.district_name, row.has_roster)
        for row in queries.units(c, selection.as_of, province)
        if selection.district in (None, row.district_code) and selection.unit in (None, row.code)
    ]


def _listed(person: FormPerson, scope: str) -> ListedPerson:
    """In a whole province a commune is named with its district: two may bear one name."""
    is_wide = scope == "province" and person.district_name
    workplace = (
        f"{person.unit_name}, {vietnamese.in_sentence(person.district_name or '')}" if is_wide else person.unit_name
    )
    return ListedPerson(person.unit_code, workplace, person.fields, person.holds)
