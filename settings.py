"""Places and limits of the program: read once from the environment, never from the database."""

import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent
REFERENCE_DIR = ROOT / "data" / "reference"
SAMPLES_DIR = ROOT / "data" / "samples"


@dataclass(frozen=True, slots=True)
class Settings:
    """One process's settings; `docs/data-dictionary.md` lists the environment variables."""

    database_url: str
    data_dir: Path
    max_file_mb: int
    max_rows: int
    max_columns: int
    max_cells: int
    max_places: int
    max_sheets: int
    max_unpacked_mb: int
    max_part_mb: int
    max_load_mb: int
    max_text_kb: int
    max_merged_cells: int
    max_archive_files: int
    max_archive_mb: int
    province: str
    """A code or a name; which province that is, `reference.provinces.home` says."""
    office_name: str
    """Empty: «Sở Nội vụ» of the province."""
    public_url: str
    hosts: tuple[str, ...]
    """Names of the server beside those of this machine, for those who come through a proxy: «name» or «name:port»."""
    max_session_upload_mb: int
    max_uploads_mb: int
    oidc_issuer: str
    """The address of the office's OpenID Connect provider; empty: there is none."""
    oidc_client: str
    oidc_secret_file: str
    oidc_claim: str
    """The claim that holds the account's name."""
    oidc_name: str
    user_header: str
    """The header in which a trusted proxy says who somebody is; empty: none is believed."""
    trusted_proxies: tuple[str, ...]
    key_file: str
    """The file with the words of the key that originals and backups are sealed with; `prompt`; empty: they are not."""

    def oidc_secret(self) -> str:
        """Read the secret that the provider gave us; it stands in a file, not among the processes' variables."""
        return Path(self.oidc_secret_file).read_text(encoding="utf-8").strip() if self.oidc_secret_file else ""

    @property
    def originals_dir(self) -> Path:
        """The folder that keeps every loaded file under its SHA-256."""
        return self.data_dir / "originals"


_OURS = ("WORKFORCE_", "DATABASE_URL")
"""The first letters of the variables that are read."""


def from_environment(environment: dict[str, str] | None = None) -> Settings:
    """Read the settings; `environment` defaults to the process's own.

    Raises ValueError when a number is not a number.
    """
    env = os.environ if environment is None else environment
    # Every run of a page asks several times; a folder may be named from where the program was started.
    return _settings(tuple(item for item in env.items() if item[0].startswith(_OURS)), Path.cwd())


@lru_cache(maxsize=4)
def _settings(environment: tuple[tuple[str, str], ...], _folder: Path) -> Settings:
    env = dict(environment)
    data_dir = Path(env.get("WORKFORCE_DATA_DIR", str(ROOT / "data" / "local"))).resolve()
    default_url = f"sqlite:///{(data_dir / 'workforce.db').as_posix()}"
    return Settings(
        database_url=env.get("DATABASE_URL") or default_url,
        data_dir=data_dir,
        max_file_mb=int(env.get("WORKFORCE_MAX_FILE_MB", "50")),
        max_rows=int(env.get("WORKFORCE_MAX_ROWS", "200000")),
        max_columns=int(env.get("WORKFORCE_MAX_COLUMNS", "1000")),
        max_cells=int(env.get("WORKFORCE_MAX_CELLS", "5000000")),
        max_places=int(env.get("WORKFORCE_MAX_PLACES", "10000000")),
        max_sheets=int(env.get("WORKFORCE_MAX_SHEETS", "2000")),
        max_unpacked_mb=int(env.get("WORKFORCE_MAX_UNPACKED_MB", "250")),
        max_part_mb=int(env.get("WORKFORCE_MAX_PART_MB", "32")),
        max_load_mb=int(env.get("WORKFORCE_MAX_LOAD_MB", "1000")),
        max_text_kb=int(env.get("WORKFORCE_MAX_TEXT_KB", "300")),
        max_merged_cells=int(env.get("WORKFORCE_MAX_MERGED_CELLS", "500000")),
        max_archive_files=int(env.get("WORKFORCE_MAX_ARCHIVE_FILES", "500")),
        max_archive_mb=int(env.get("WORKFORCE_MAX_ARCHIVE_MB", "250")),
        province=env.get("WORKFORCE_PROVINCE") or "24",
        office_name=env.get("WORKFORCE_OFFICE", "").strip(),
        public_url=env.get("WORKFORCE_PUBLIC_URL", "").strip().rstrip("/"),
        hosts=tuple(env.get("WORKFORCE_HOSTS", "").replace(",", " ").split()),
        max_session_upload_mb=int(env.get("WORKFORCE_MAX_SESSION_UPLOAD_MB", "250")),
        max_uploads_mb=int(env.get("WORKFORCE_MAX_UPLOADS_MB", "1000")),
        oidc_issuer=env.get("WORKFORCE_OIDC_ISSUER", "").strip().rstrip("/"),
        oidc_client=env.get("WORKFORCE_OIDC_CLIENT", "").strip(),
        oidc_secret_file=env.get("WORKFORCE_OIDC_SECRET_FILE", "").strip(),
        oidc_claim=env.get("WORKFORCE_OIDC_CLAIM", "").strip() or "email",
        oidc_name=env.get("WORKFORCE_OIDC_NAME", "").strip() or "tài khoản của cơ quan",
        user_header=env.get("WORKFORCE_USER_HEADER", "").strip(),
        trusted_proxies=tuple(env.get("WORKFORCE_TRUSTED_PROXIES", "").replace(",", " ").split()),
        key_file=env.get("WORKFORCE_KEY_FILE", "").strip(),
    )


@lru_cache(maxsize=1)
def program_version() -> str:
    """Give the program's version, as `pyproject.toml` has it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
