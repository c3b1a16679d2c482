"""Departments are known by their words: in any order, abbreviated, joined and spelled as offices do."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from etl.normalising.department_posts import named_title
from etl.normalising.department_tables import departments
from etl.normalising.departments import find_department, read_department
from etl.normalising.positions import read_position
from reference.spelling import words_of

DAY = date(2025, 12, 31)

PARTS = {
    "Văn phòng HĐND và UBND": ("Văn phòng", ["Hội đồng nhân dân", "Ủy ban nhân dân"]),
    "Văn phòng Đảng ủy": ("Văn phòng", ["Đảng ủy"]),
    "Văn phòng Đảng ủy, HĐND và UBND": ("Văn phòng", ["Đảng ủy", "Hội đồng nhân dân", "Ủy ban nhân dân"]),
    "Phòng Kinh tế": ("Phòng", ["Kinh tế"]),
    "Phòng Kinh tế và Hạ tầng": ("Phòng", ["Kinh tế", "Hạ tầng"]),
    "Phòng Kinh tế, Hạ tầng và Đô thị": ("Phòng", ["Kinh tế", "Hạ tầng", "Đô thị"]),
    "Phòng Văn hóa - Xã hội": ("Phòng", ["Văn hóa", "Xã hội"]),
    "Ban Kinh tế - Ngân sách": ("Ban", ["Kinh tế", "Ngân sách"]),
    "Trung tâm Phục vụ hành chính công": ("Trung tâm", ["Phục vụ", "hành chính công"]),
    "Trung tâm Dịch vụ tổng hợp": ("Trung tâm", ["Dịch vụ", "tổng hợp"]),
    "Ban Quản lý dự án đầu tư xây dựng": ("Ban", ["Quản lý", "dự án", "đầu tư", "xây dựng"]),
    "MTTQ và các đoàn thể": ("Mặt trận Tổ quốc", ["các đoàn thể"]),
}
SHORT = {
    "Văn phòng": "VP", "Phòng": "P", "Trung tâm": "TT", "Hội đồng nhân dân": "HĐND", "Ủy ban nhân dân": "UBND",
    "Đảng ủy": "ĐU", "Kinh tế": "KT", "Hạ tầng": "HT", "Đô thị": "ĐT", "Văn hóa": "VH", "Xã hội": "XH",
    "Ngân sách": "NS", "Phục vụ": "PV", "hành chính công": "HCC", "Dịch vụ": "DV", "tổng hợp": "TH",
    "Quản lý": "QL", "dự án": "DA", "đầu tư": "ĐT", "xây dựng": "XD", "Mặt trận Tổ quốc": "MTTQ",
}  # fmt: skip
CASES: list[Callable[[str], str]] = [str.strip, str.upper, str.lower, str.title]
OLD_TONES = {"ủy": "uỷ", "Ủy": "Uỷ", "hóa": "hoá"}
JOINTS = st.sampled_from([", ", " - ", "-", " & ", "&", " và ", "/", " ", ". "])
TAILS = st.sampled_from(["", "", " xã", " phường", " phường Vũ Ninh", " xã Tam Giang"])


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_order_joints_case_tones_and_abbreviations_do_not_count(name: str, data: st.DataObject) -> None:
    kind, fields = PARTS[name]
    text = _shortened(kind, data) + data.draw(st.sampled_from([" ", ".", ". "]))
    for place, field in enumerate(data.draw(st.permutations(fields))):
        text += (data.draw(JOINTS) if place else "") + _shortened(field, data)
    text = data.draw(st.sampled_from(CASES))(text) + data.draw(TAILS)
    if data.draw(st.booleans()):
        for new, old in OLD_TONES.items():
            text = text.replace(new, old)
    department = find_department(unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), text))
    assert department is not None
    assert department.name == name


def _shortened(term: str, data: st.DataObject) -> str:
    return SHORT[term] if term in SHORT and data.draw(st.booleans()) else term


@given(st.sampled_from(sorted(PARTS)), st.sampled_from(["Nội vụ", "Thể dục", "Chợ", "số 3", "huyện"]), st.booleans())
def test_a_foreign_word_makes_another_department_of_it(name: str, strange: str, is_behind: bool) -> None:
    kind, fields = PARTS[name]
    text = f"{kind} {', '.join([*fields, strange] if is_behind else [strange, *fields])}"
    assert find_department(text) is None
    department = read_department(text)
    assert department is None or (department.name, department.is_known) == (text, False)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("VP.HĐND-UBND", "Văn phòng HĐND và UBND"),
        ("Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND"),
        ("VPHĐND-UBND", "Văn phòng HĐND và UBND"),
        ("PKTHTĐT", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("P.VHXH", "Phòng Văn hóa - Xã hội"),
        ("Phòng Văn xã", "Phòng Văn hóa - Xã hội"),
        ("TTPVHCC", "Trung tâm Phục vụ hành chính công"),
        ("TT Đảng ủy", "Thường trực Đảng ủy"),
        ("I. VĂN PHÒNG ĐẢNG ỦY", "Văn phòng Đảng ủy"),
        ("III PHÒNG KINH TẾ", "Phòng Kinh tế"),
        ("b) UBKT Đảng uỷ phường Vũ Ninh", "Ủy ban Kiểm tra Đảng ủy"),
        ("BXDĐ", "Ban Xây dựng Đảng"),
        ("BCH Quân sự phường", "Ban Chỉ huy quân sự"),
        ("BCHQS", "Ban Chỉ huy quân sự"),
        ("UBMTTQVN phường", "Cơ quan Ủy ban MTTQ Việt Nam"),
        ("Mặt trận Tổ quốc và các đoàn thể", "MTTQ và các đoàn thể"),
        ("Đoàn TNCSHCM", "Đoàn TNCS Hồ Chí Minh"),
        ("Hội Liên hiệp Phụ nữ", "Hội LHPN Việt Nam"),
        ("Hội CCB xã", "Hội Cựu chiến binh Việt Nam"),
        ("BQLDA đầu tư - hạ tầng", "Ban Quản lý dự án đầu tư - hạ tầng"),
        ("TYT phường", "Trạm Y tế"),
        ("Đoàn xã", "Đoàn TNCS Hồ Chí Minh"),
        ("MTTQ và các tổ chức CT-XH", "MTTQ và các đoàn thể"),
        ("Đảng ủy phường", "Đảng ủy"),
    ],
)
def test_a_spelling_is_its_department(written: str, name: str) -> None:
    department = find_department(written)
    assert department is not None
    assert department.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn Văn Bình",
        "Văn Thị Phòng",
        "Văn hóa - xã hội",
        "Văn phòng - thống kê",
        "Phường Vũ Ninh",
        "Ban hành kèm theo",
    ],
)
def test_people_posts_and_places_are_no_department(text: str) -> None:
    assert read_department(text) is None


def test_each_name_spells_its_department() -> None:
    assert {name: find_department(name) for name in departments()} == departments()


OWN = {
    "party_office": ("Văn phòng Đảng ủy", "Chánh Văn phòng", "Chánh Văn phòng Đảng ủy"),
    "party_office_in_the_committee": ("Đảng ủy", "Phó Chánh VP", "Phó Chánh Văn phòng Đảng ủy"),
    "beside_a_seat": (
        "Văn phòng Đảng ủy",
        "Chánh Văn phòng, Đảng ủy viên",
        "Chánh Văn phòng Đảng ủy; Đảng ủy viên",
    ),
    "councils_office": ("Văn phòng HĐND và UBND", "Chánh Văn phòng", "Chánh Văn phòng HĐND và UBND"),
    "youth": ("Đoàn TNCS Hồ Chí Minh", "Bí thư", "Bí thư Đoàn TNCS Hồ Chí Minh"),
    "youth_in_the_front": ("MTTQ và các đoàn thể", "Bí thư", "Bí thư Đoàn TNCS Hồ Chí Minh"),
    "party": ("Thường trực Đảng ủy", "PBT TT", "Phó Bí thư Thường trực Đảng ủy"),
    "board": ("Ban Xây dựng Đảng", "Phó ban", "Phó Trưởng ban Xây dựng Đảng"),
    "inspection": ("Ủy ban Kiểm tra Đảng ủy", "PCN", "Phó Chủ nhiệm Ủy ban Kiểm tra Đảng ủy"),
    "front": ("Cơ quan Ủy ban MTTQ Việt Nam", "Phó Chủ tịch", "Phó Chủ tịch Ủy ban MTTQ Việt Nam"),
    "acting": ("Phòng Kinh tế", "P.Trưởng phòng phụ trách", "Phó Trưởng phòng Kinh tế"),
    "abbreviation_of_something_else": ("Phòng Kinh tế", "TP", "Trưởng phòng Kinh tế"),
    "military": ("Ban Chỉ huy quân sự", "UVBTV, Phó CHT", "Ủy viên Ban Thường vụ Đảng ủy; Phó Chỉ huy trưởng Ban CHQS"),
    "station": ("Trạm Y tế", "Trạm trưởng", "Trạm trưởng Trạm Y tế"),
    "joint_heading": ("Đảng ủy - UBMTTQ", "Bí thư", "Bí thư Đảng ủy"),
    "post_of_another_body": ("Phòng Kinh tế", "Chủ tịch UBND", "Chủ tịch UBND"),
}


@pytest.mark.parametrize(("name", "post", "joined"), OWN.values(), ids=OWN)
def test_a_bare_head_is_that_of_its_department(name: str, post: str, joined: str) -> None:
    reading = read_position(post, DAY, department=find_department(name))
    assert (reading.joined, reading.unknown) == (joined, ())


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("Phòng Kinh tế", "Bí thư"),
        ("Hội Nông dân Việt Nam", "Bí thư"),
        ("Phòng Kinh tế", "Chánh Văn phòng"),
        ("HĐND và UBND", "Chủ tịch"),
        ("Đảng ủy - UBND", "Chánh Văn phòng"),
        ("Thường trực HĐND, Lãnh đạo UBND", "Chủ tịch"),
        ("Các đoàn thể", "Chủ tịch"),
    ],
)
def test_a_bare_head_of_another_department_is_nobodys(name: str, post: str) -> None:
    reading = read_position(post, DAY, department=find_department(name))
    assert (reading.titles, reading.unknown) == ((), (post,))


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("Giám đốc Trung tâm PVHCC", "Giám đốc Trung tâm Phục vụ hành chính công"),
        ("Chánh VP Đảng ủy", "Chánh Văn phòng Đảng ủy"),
        ("CVP Đảng ủy", "Chánh Văn phòng Đảng ủy"),
        ("Trưởng Ban Xây dựng Đảng", "Trưởng Ban Xây dựng Đảng"),
        ("TRƯỞNG BAN XÂY DỰNG ĐẢNG", "Trưởng ban Xây dựng Đảng"),
        ("Trưởng Phòng KT, HT & ĐT phường", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"),
        ("UVBCH, Trưởng Phòng Văn hóa - Xã hội", "Đảng ủy viên; Trưởng phòng Văn hóa – Xã hội"),
        ("Chuyên viên Phòng VH-XH", "Chuyên viên"),
        ("TP. VH-XH", "Trưởng phòng Văn hóa – Xã hội"),
        ("Trưởng phòng\nPhòng Kinh tế", "Trưởng phòng Kinh tế"),
        ("Trạm Y tế - Trạm trưởng", "Trạm trưởng Trạm Y tế"),
        ("Văn phòng Đảng ủy: Chuyên viên", "Chuyên viên"),
        ("Chuyên viên Văn phòng Đảng ủy", "Chuyên viên"),
        ("Phó Chủ tịch HĐND, Trưởng Ban KT-NS", "Phó Chủ tịch HĐND; Trưởng Ban Kinh tế - Ngân sách HĐND"),
    ],
)
def test_a_post_that_names_its_department_is_read_in_full(written: str, joined: str) -> None:
    reading = read_position(written, DAY)
    assert (reading.joined.casefold(), reading.unknown) == (joined.casefold(), ())


def test_a_post_of_an_unknown_department_stays_as_written() -> None:
    assert named_title(words_of("Trưởng phòng Tin học")) is None
    assert read_position("Trưởng phòng Tin học", DAY).unknown == ("Trưởng phòng Tin học",)


def test_every_head_of_every_department_has_a_title() -> None:
    for row in reference.rows("department_roles"):
        for department in departments().values():
            if department.heads == row["heads"]:
                assert read_position(row["role"], DAY, department=department).unknown == ()
