"""The files of `deploy/` are ones that systemd, nginx and compose read, and speak of what the program has."""

import importlib
import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from commands import common
from serving import nginx
from settings import ROOT
from tests.commands.test_processes import certificate

DEPLOY = ROOT / "deploy"
_UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])


def _program_words(text: str) -> list[str]:
    """Give the words behind `manage.py` of a command line, its variables filled in."""
    words = shlex.split(re.sub(r"\$\{\w+\}", "a.b", text))
    return words[next(at for at, word in enumerate(words) if word.endswith("manage.py")) + 1 :]


def _is_understood(words: list[str]) -> None:
    parser = common.Parser()
    importlib.import_module(f"commands.{words[0]}").add_arguments(parser)
    parser.parse_args(words[1:])


@pytest.mark.parametrize("unit", _UNITS, ids=lambda path: path.name)
def test_a_unit_is_one_of_systemd(unit: Path) -> None:
    parsed = RawConfigParser(strict=False)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]
    parsed.read(unit, encoding="utf-8")
    assert {"Unit"} < set(parsed.sections())
    if unit.suffix == ".service":
        _is_understood(_program_words(parsed["Service"]["ExecStart"]))
    analyze = shutil.which("systemd-analyze")
    if analyze:
        verified = subprocess.run([analyze, "verify", *map(str, _UNITS)], capture_output=True, text=True, check=False)
        assert not [
            line for line in verified.stderr.splitlines() if "thongke" in line and "is not executable" not in line
        ]


def test_the_variables_of_the_units_are_in_the_environment_file() -> None:
    given = set(re.findall(r"^(\w+)=", (DEPLOY / "thongke.env").read_text(encoding="utf-8"), re.MULTILINE))
    used = {name for unit in _UNITS for name in re.findall(r"\$\{(\w+)\}", unit.read_text(encoding="utf-8"))}
    known = set(re.findall(r'env\.get\("([A-Z_]+)"', (ROOT / "settings.py").read_text(encoding="utf-8")))
    assert used <= given
    assert given - used <= known


def test_commands_have_the_account_and_the_environment_of_the_service(tmp_path: Path) -> None:
    """The shell reads the sample as systemd does: quotes around an address with signs of the shell's own."""
    (tmp_path / "runuser").write_text('#!/bin/sh\nprintf "%s|" "$DATABASE_URL" "$WORKFORCE_DATA_DIR" "$@"\n')
    (tmp_path / "runuser").chmod(0o755)
    sample = (DEPLOY / "thongke.env").read_text(encoding="utf-8")
    (tmp_path / "env").write_text(sample.replace("MAT_KHAU", "a&b$c"), encoding="utf-8")
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "THONGKE_ENV": str(tmp_path / "env")}
    words = [str(DEPLOY / "thongke"), "users", "add", "lan.nv", "--full-name", "Nguyễn Thị Lan"]
    ended = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    url, data, *command = ended.stdout.split("|")[:-1]
    assert (url, data) == ("postgresql://thongke:a&b$c@127.0.0.1/thongke", "/var/lib/thongke")
    assert command == ["-u", "thongke", "--", "/usr/bin/python3", "/opt/thongke/manage.py", *words[1:]]


def test_nginx_takes_the_sample(tmp_path: Path) -> None:
    paths = dict(zip(("chung-thu.pem", "khoa.pem"), certificate(tmp_path), strict=True))
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for name, path in paths.items():
        text = text.replace(f"/etc/thongke/{name}", str(path))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path / kind};\n" for kind in kinds)
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path / 'pid'};\nevents {{}}\nhttp {{\n{folders}{text}}}\n", encoding="utf-8")
    assert nginx.refusal(whole) == ""


def test_compose_names_what_is_there() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    app = compose["services"]["app"]
    assert (DEPLOY / app["build"]["context"] / app["build"]["dockerfile"]).is_file()
    for service in compose["services"].values():
        assert set(service["secrets"]) <= set(compose["secrets"])
        assert set(service["networks"]) <= set(compose["networks"])
        assert {volume.split(":")[0] for volume in service["volumes"]} <= set(compose["volumes"])
    assert compose["networks"]["inside"]["internal"]
    assert "ports" not in compose["services"]["db"]


def test_the_container_starts_the_program_as_nobody_special() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    start = yaml.safe_load(re.search(r"^CMD (\[.*\])$", text, re.MULTILINE)[1])  # type: ignore[index]
    _is_understood(_program_words(shlex.join(start)))
    assert start[-2:] == ["--backup", "/var/backups/thongke"], "the volume for backups is written to"
    assert text.index("\nUSER thongke") < text.index("\nRUN python manage.py")


def test_nobodys_data_go_into_the_container() -> None:
    """What is copied into it is the folder as it is, also where somebody has worked in it."""
    left_out, ignored = (
        {
            line.removeprefix("**/").rstrip("/")
            for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")
        }
        for name in (".dockerignore", ".gitignore")
    )
    assert ignored | {".git"} == left_out


def test_no_secret_of_the_compose_file_goes_into_the_container() -> None:
    """They lie beside it, in the folder that is copied whole: key, certificate, passwords."""
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    secrets = {(DEPLOY / secret["file"]).relative_to(ROOT) for secret in compose["secrets"].values()}
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for path in (*secrets, Path("deploy/.env")):
        assert any(path.match(pattern) for pattern in left_out), path
