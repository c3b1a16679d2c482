"""`manage.py units`: a body beside the communes, added, listed, taken back."""

from tests.commands.conftest import Tell
from tests.people import World


def test_a_body_is_added_listed_and_taken_back(sqlite_world: World, tell: Tell) -> None:
    words = ("--name", "Sở Ngoại vụ", "--kind", "provincial_office", "--parent", "24", "--from", "2026-09-20")
    assert tell("units", "add", *words, "--dry-run")[1] == "Đọc được 1 dòng đơn vị; chưa ghi gì.\n"
    assert tell("units", "add", *words, "--identifier", "H05.20")[0] == 0
    status, out, _ = tell("units", "--search", "so ngoai vu")
    assert status == 0
    assert out.startswith(
        "24.SNV2 · Sở Ngoại vụ · Cơ quan cấp tỉnh · thuộc Thành phố Bắc Ninh (24) · từ ngày 20/09/2026"
    )
    assert "mã định danh H05.20" in out
    assert tell("units", "add", "--kind", "provincial_office", "--parent", "24")[0] == 2
    status, _, error = tell("units", "add", *words)
    assert (status, "có hiệu lực cùng ngày với «Sở Ngoại vụ»" in error) == (3, True)
    assert tell("units", "remove", "1", "--reason", "Thử")[0] == 0
    assert tell("units", "--search", "so ngoai vu")[1] == ""
    assert sqlite_world.url
