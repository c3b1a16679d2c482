"""Make the demonstration rosters: `python -m data.samples.make_samples [FOLDER]`, from the project's folder.

The same contents on every run and machine; without FOLDER they are written where they are committed.
"""

import sys
from datetime import date
from pathlib import Path

import reference
from data.samples.generator import hung_yen, hung_yen_figures
from data.samples.generator.figures import figure_files
from data.samples.generator.layouts import bodies, district, flat, quality, two_tier
from data.samples.generator.trial import trial_files
from data.samples.generator.years import all_years
from reference import territory
from reference.bodies import Tier
from reference.provinces import communes_on
from reference.units import version_on

_FLAT, _BY_DISTRICT, _QUALITY = date(2023, 12, 31), date(2022, 12, 31), date(2021, 12, 31)
_MERGED, _REFORMED = date(2024, 12, 31), date(2025, 12, 31)
_AREAS = {"27": ("Bắc Ninh cũ", "Bac-Ninh-cu"), "24": ("Bắc Giang cũ", "Bac-Giang-cu")}
_DISTRICT_FILES = {
    "256": "TP-Bac-Ninh", "258": "Yen-Phong", "259": "Que-Vo", "260": "Tien-Du", "261": "TP-Tu-Son",
    "262": "Thuan-Thanh", "263": "Gia-Binh", "264": "Luong-Tai",
}  # fmt: skip


def sample_files() -> dict[str, bytes]:
    """Every demonstration workbook by its path below `data/samples/`."""
    years = all_years()
    files = {
        f"{_FLAT}/Danh-sach-CBCC-cap-xa_tinh-Bac-Ninh_2023.xlsx": flat.workbook(
            years[_FLAT], _units_on(_FLAT), _FLAT, date(2024, 1, 12)
        ),
        f"{_QUALITY}/Mau-02-CL-CBCCX_tinh-Bac-Ninh_2021.xlsx": quality.workbook(
            years[_QUALITY], _units_on(_QUALITY), _QUALITY, date(2022, 1, 14)
        ),
    }
    files[f"{_MERGED}/Danh-sach-CBCC-cap-xa_tinh-Bac-Ninh_2024.xlsx"] = flat.workbook(
        years[_MERGED], _units_on(_MERGED), _MERGED, date(2025, 1, 13)
    )
    for code, (area, name) in _AREAS.items():
        people = [person for person in years[_REFORMED] if _old_province(person.unit_code) == code]
        content = two_tier.workbook(people, _units_on(_REFORMED), area, _REFORMED, date(2026, 1, 12))
        files[f"{_REFORMED}/Danh-sach-CBCC-cap-xa_{name}_2025.xlsx"] = content
    for code, name in _DISTRICT_FILES.items():
        content = district.workbook(years[_BY_DISTRICT], _units_on(_BY_DISTRICT), code, _BY_DISTRICT, date(2023, 1, 10))
        files[f"{_BY_DISTRICT}/Danh-sach-CBCC-cap-xa_{name}_2022.xlsx"] = content
    files |= figure_files(years[_REFORMED], communes_on(_REFORMED, "24"), _REFORMED)
    files |= _hung_yen()
    return files | {f"nhap-thu/{name}": content for name, content in trial_files(years[_FLAT]).items()}


def _hung_yen() -> dict[str, bytes]:
    """The bodies of another province, for `run --demo hung-yen`."""
    people, signed = hung_yen.officials(), date(2024, 1, 15)
    parts = {tier: [person for person in people if person.body.tier is tier] for tier in (Tier.PROVINCE, Tier.DISTRICT)}
    folder = f"hung-yen/{hung_yen.DAY}"
    return hung_yen_figures.figure_files(people) | {
        f"{folder}/Danh-sach-CC-co-quan-cap-tinh_Hung-Yen_2023.xlsx": bodies.provincial(
            parts[Tier.PROVINCE], hung_yen.DAY, signed
        ),
        f"{folder}/Danh-sach-CC-co-quan-cap-huyen_Hung-Yen_2023.xlsx": bodies.districts(
            parts[Tier.DISTRICT], hung_yen.DAY, signed
        ),
    }


def _old_province(code: str) -> str:
    """The province in which the commune's predecessors lay."""
    old = territory.origin(code, _REFORMED, territory.last_day_of_districts()).codes[0]
    district = version_on(
        territory.old_district(old, territory.last_day_of_districts()) or "", territory.last_day_of_districts()
    )
    return (district.parent_code or "") if district else ""


def _units_on(day: date) -> dict[str, reference.Unit]:
    return {unit.code: unit for unit in reference.units_on(day)}


def main(arguments: list[str]) -> None:
    """Write all files below the folder that the first argument names."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    for name, content in sample_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
