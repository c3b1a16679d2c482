"""A bundle for a machine without internet, and its update in place: for real, behind a closed network."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import manage
from commands import bundle, dispatch, exchange, update
from safekeeping import backups
from settings import ROOT, from_environment

PYTHON = "{}.{}".format(*sys.version_info[:2])


def _without_network() -> list[str]:
    """Give the words before a command that take its network away, where the machine lets us."""
    closed = ["unshare", "--net"]
    allowed = shutil.which("unshare") and subprocess.run([*closed, "true"], capture_output=True, check=False)
    return closed if allowed and allowed.returncode == 0 else []


def _manage(program: Path, *words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of an unpacked program as an office does, with no package index that could be asked."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_NO_CACHE_DIR": "1"}
    environment |= {"WORKFORCE_DATA_DIR": str(data), "PYTHONDONTWRITEBYTECODE": "1"}
    base = Path(sys.base_prefix) / "bin" / f"python{PYTHON}"
    command = [*_without_network(), str(base), str(program / "manage.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _changed(source: Path, target: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write a bundle anew with other contents (None: without the file) and a manifest that fits them."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        manifest = json.loads(old.read(f"thongke/{exchange.MANIFEST}")) | {"program": "9.9.9"}
        for name in manifest["files"]:
            if name not in changes:
                new.writestr(old.getinfo(f"thongke/{name}"), old.read(f"thongke/{name}"))
        for name, content in changes.items():
            manifest["files"].pop(name, None)
            if content is not None:
                manifest["files"][name] = hashlib.sha256(content).hexdigest()
                new.writestr(f"thongke/{name}", content)
        new.writestr(f"thongke/{exchange.MANIFEST}", json.dumps(manifest))


def test_a_bundle_starts_without_a_network_and_is_exchanged_for_another_and_back(tmp_path: Path) -> None:
    first, second, data = tmp_path / "1.zip", tmp_path / "2.zip", tmp_path / "office"
    bundle.make("linux", first, [PYTHON])
    with zipfile.ZipFile(first) as archive:
        archive.extractall(tmp_path)
    program = tmp_path / "thongke"
    started = _manage(program, "units", "list", "--search", "dap cau", data=data)
    assert started.returncode == 0, started.stderr
    assert "Phường Đáp Cầu" in started.stdout
    assert (program / "wheels").is_dir()
    assert not (program / "tests").exists()

    version = re.sub(rb'version = "[^"]+"', b'version = "9.9.9"', (ROOT / "pyproject.toml").read_bytes())
    _changed(first, second, {"pyproject.toml": version, "docs/moi.md": b"new", "docs/glossary.md": None})
    broken = tmp_path / "broken.zip"
    broken.write_bytes(second.read_bytes()[:-1000])
    assert _manage(program, "update", str(broken), data=data).returncode == 3
    assert (program / "docs" / "glossary.md").is_file()
    updated = _manage(program, "update", str(second), data=data)
    assert updated.returncode == 0, updated.stderr
    assert "bản 9.9.9" in updated.stdout
    (saved,) = data.glob("truoc-khi-cap-nhat-*.zip")
    assert saved.stat().st_mode & 0o077 == 0
    assert (program / "docs" / "moi.md").read_bytes() == b"new"
    assert not (program / "docs" / "glossary.md").exists()
    back = _manage(program, "update", "--back", data=data)
    assert back.returncode == 0, back.stderr
    assert (program / "pyproject.toml").read_bytes() == (ROOT / "pyproject.toml").read_bytes()
    assert (program / "docs" / "glossary.md").is_file()
    assert not (program / "docs" / "moi.md").exists()
    assert _manage(program, "update", "--back", data=data).returncode == 3
    assert _manage(program, "check", data=data).returncode == 0


_KILLED = """
import os, sys
sys.path.insert(0, {root!r})
left = int(sys.argv[1])
def look(event, _):
    global left
    if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree"):
        left -= 1
        if not left:
            os._exit(9)
from commands import exchange
sys.addaudithook(look)
{act}
"""


def _program(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    listed = {"files": dict.fromkeys(files, "")}
    (folder / exchange.MANIFEST).write_text(json.dumps(listed), encoding="utf-8")


def _state(folder: Path) -> dict[str, str]:
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return {
        name: (folder / name).read_text(encoding="utf-8")
        for name in names
        if not name.startswith((".update/", "commands/"))
    }


def test_a_kill_at_any_moment_of_the_exchange_is_made_good_at_the_next_start(tmp_path: Path) -> None:
    old = {"a.py": "1", "room/b.py": "1", "gone/c.py": "1", "gone/too/d.py": "1"}
    new = {"a.py": "2", "room/b.py": "2", "room/new/e.py": "2"}
    for moment in range(1, 200):
        root = tmp_path / str(moment)
        (root / "commands").mkdir(parents=True)
        (root / "commands" / "__init__.py").touch()
        shutil.copy(ROOT / "commands" / "exchange.py", root / "commands" / "exchange.py")
        _program(root, old)
        _program(root / ".update" / "new", new)
        words = [sys.executable, "-c", _KILLED.format(root=str(root), act="exchange.exchange(exchange.FOLDER / 'new')")]
        status = subprocess.run([*words, str(moment)], check=False).returncode
        if status == 0:
            assert moment > len(new) + 3, "each file was a moment"
            break
        assert status == 9
        before = _state(root)
        finish = [sys.executable, "-c", _KILLED.format(root=str(root), act="exchange.finish()"), "0"]
        assert subprocess.run(finish, check=False).returncode == 0
        untouched = {name: text for name, text in before.items() if name != exchange.MANIFEST} == old
        wanted = old if untouched and not (root / "room" / "new").exists() else new
        assert {name: text for name, text in _state(root).items() if name != exchange.MANIFEST} == wanted, moment
        assert not (root / ".update" / "exchange.json").exists()
    else:
        raise AssertionError("the exchange never came to its end")


def test_an_update_cut_off_leaves_no_way_back_to_the_data_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_NEW", "_OLD", "_BACKUP"):
        monkeypatch.setattr(update, name, tmp_path / name)
    monkeypatch.setattr(exchange, "BACK", tmp_path / "back")
    (tmp_path / "_BACKUP").write_text("truoc-khi-cap-nhat-nam-ngoai.zip", encoding="utf-8")
    monkeypatch.setattr(update, "_unpack", lambda _: {"program": "2"})
    monkeypatch.setattr(update, "_back_up", lambda _: tmp_path / "moi.zip")

    def cut_off(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exchange, "keep", cut_off)
    with pytest.raises(KeyboardInterrupt):
        update._update(from_environment(), tmp_path / "thongke.zip")
    assert not (tmp_path / "_BACKUP").exists()


def test_a_way_back_that_was_cut_off_is_gone_on_with_before_anything_else(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed when the data are back and the program is not, every command says what to do."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    for name, path in {"ROOT": "program", "FOLDER": ".update", "NOTE": ".update/note", "BACK": ".update/back"}.items():
        monkeypatch.setattr(exchange, name, tmp_path / path)
    for name, path in {"_OLD": ".update/old", "_BACKUP": ".update/backup.txt"}.items():
        monkeypatch.setattr(update, name, tmp_path / path)
    monkeypatch.setattr(update, "_start_anew", lambda *_: 0)
    for folder in ("program", ".update/old"):
        (tmp_path / folder).mkdir(parents=True)
        _program(tmp_path / folder, {"a.py": folder})
    backups.write(from_environment(), tmp_path / "luc-truoc.zip", lambda *_: None)
    (tmp_path / ".update" / "backup.txt").write_text(str(tmp_path / "luc-truoc.zip"), encoding="utf-8")

    def cut_off(what: str, done: int, _: int) -> None:
        if (what, done) == ("Đang phục hồi", 1):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(update, "show_progress", cut_off)
        with pytest.raises(KeyboardInterrupt):
            update._go_back(from_environment())
    for words in (["check"], ["run"], []):
        assert manage.main(words) == 3
        assert "hãy chạy lại: python3 manage.py update --back" in capsys.readouterr().err
    assert update._go_back(from_environment()) == 0
    assert not exchange.BACK.exists()
    assert (tmp_path / "program" / "a.py").read_text(encoding="utf-8") == ".update/old"


@pytest.mark.parametrize("system", ["linux", "windows"])
@pytest.mark.parametrize("python", bundle.PYTHONS)
def test_each_package_is_pinned_once_for_a_machine(system: str, python: str) -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lines = list(bundle.pins(text, bundle.environment_of(system, python)))
    names = [line.split("==")[0] for line in lines]
    assert set(names) == set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+( --hash=sha256:[0-9a-f]{64})+", line) for line in lines)
    (numpy,) = (line.split()[0] for line in lines if line.startswith("numpy=="))
    listed = dict(re.findall(r"^numpy==([\d.]+) ; python_full_version (<|>=)", text, re.MULTILINE))
    assert listed[numpy.split("==")[1]] == ("<" if python == "3.11" else ">=")


def test_nothing_of_the_office_and_no_registry_is_packed() -> None:
    files = bundle.program_files()
    assert "manage.py" in files
    assert "data/reference/units.csv" in files
    assert not [name for name in files if name.startswith(("data/local", "tests/", ".venv"))]


def test_windows_starts_in_its_own_folder_or_not_at_all() -> None:
    lines = bundle._start("windows").decode("ascii").split("\r\n")
    # «pushd» gives a folder of the network a letter, which «cd» cannot.
    own = lines.index('pushd "%~dp0" || goto end')
    assert own < next(number for number, line in enumerate(lines) if "manage.py" in line)
    assert lines[-3:] == [":end", "pause", ""]


def test_what_is_no_bundle_or_no_place_for_one_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run("update", [str(tmp_path / "a.zip")]) == 3
    assert dispatch.run("update", []) == 3
    err = capsys.readouterr().err
    assert "không cài từ bản đóng gói" in err
    assert "Hãy ghi tệp bản đóng gói" in err
