"""`manage.py reconcile`: published figures beside the rosters; the same people counted by pandas."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.people import END_2023, World

AS_OF = ("--as-of", "2023-12-31")


@pytest.fixture
def article(world: World, tmp_path: Path) -> Path:
    """An article that tells the invented people truly but for the number of masters, who are two too many."""
    people = world.on(END_2023)
    levels = people["education"].value_counts()
    path = tmp_path / "bai.txt"
    path.write_text(
        f"Về trình độ chuyên môn: thạc sĩ {levels['masters'] + 2} người; đại học có {levels['bachelors']} người. "
        f"Về giới tính: nữ có {(people['gender'] == 'female').sum()} người.",
        encoding="utf-8",
    )
    return path


def test_each_figure_is_held_against_the_rosters(world: World, article: Path, tell: Tell) -> None:
    status, out, _ = tell("reconcile", str(article), *AS_OF, "--format", "json")
    assert status == 0
    people = world.on(END_2023)
    got = {
        each["label"].split(" › ")[-1]: (each["counted"], each["difference"]) for each in json.loads(out)["comparisons"]
    }
    assert got["đại học"] == (int((people["education"] == "bachelors").sum()), 0)
    assert got["nữ"] == (int((people["gender"] == "female").sum()), 0)


def test_the_difference_leads_to_units_and_rows(world: World, tmp_path: Path, tell: Tell) -> None:
    people = world.on(END_2023)
    commune = people["unit_name"].value_counts().index[0]
    there = people[people["unit_name"] == commune]
    women = there[there["gender"] == "female"]
    path = tmp_path / "bang.csv"
    path.write_text(f"Đơn vị;Tổng số;Nữ\n{commune};{len(there)};{len(women) + 1}\nTổng số;1;1\n", encoding="utf-8")
    status, out, _ = tell("reconcile", str(path), *AS_OF, "--list")
    assert status == 0
    line = next(line for line in out.splitlines() if line.startswith("C2\t"))
    assert line.endswith("Lệch +1")
    after = out.split(line, 1)[1].splitlines()[1:]
    rows = [each for each in after if each.startswith("\t")][: len(women)]
    assert len(rows) == len(women)
    assert all("dòng" in row for row in rows)
    assert not any(name in out for name in there["full_name"])


@pytest.mark.parametrize(("total", "is_of_rows"), [("Cộng", True), ("Tổng số", True), ("Toàn tỉnh", False)])
def test_a_total_of_printed_places_is_held_against_those(
    world: World, tmp_path: Path, tell: Tell, total: str, is_of_rows: bool
) -> None:
    """The published sum of some communes is no number of the province; «Toàn tỉnh» is, whatever it adds up."""
    people = world.on(END_2023)
    chosen = list(people["unit_name"].value_counts().index[:3])
    printed = [
        (len(own), int((own["gender"] == "female").sum()))
        for own in (people[people["unit_name"] == name] for name in chosen)
    ]
    sums = [sum(column) for column in zip(*printed, strict=True)]
    lines = [f"{name};{count};{women}" for name, (count, women) in zip(chosen, printed, strict=True)]
    path = tmp_path / "bang.csv"
    path.write_text("\n".join(["Đơn vị;Tổng số;Nữ", *lines, f"{total};{sums[0]};{sums[1]}"]), encoding="utf-8")
    status, out, _ = tell("reconcile", str(path), *AS_OF, "--format", "json")
    assert status == 0
    of_all = [len(people), int((people["gender"] == "female").sum())]
    got = {each["where"]: each["counted"] for each in json.loads(out)["comparisons"]}
    assert [got["B5"], got["C5"]] == (sums if is_of_rows else of_all)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("trong.txt", b"Khong co gi.", "Không thấy con số nào"),
        ("hong.docx", b"PK\x03\x04hong", "hong.docx"),
        ("cu.txt", "Số liệu".encode("utf-16"), "cu.txt"),
    ],
)
def test_a_file_that_says_nothing_is_refused(tmp_path: Path, tell: Tell, name: str, content: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(content)
    status, out, err = tell("reconcile", str(tmp_path / name))
    assert (status, out) == (3, "")
    assert word in err


def test_a_file_that_is_not_there(tmp_path: Path, tell: Tell) -> None:
    status, _, err = tell("reconcile", str(tmp_path / "khong-co.xlsx"))
    assert status == 3
    assert "Không đọc được tệp «khong-co.xlsx»" in err
