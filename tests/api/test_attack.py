"""Schemathesis attacks the running API, with the real programme in it, by its description, and finds nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from painopiste.base.accounts.models import Account
from painopiste.base.web.tests.asking import key_of

pytestmark = [pytest.mark.fuzz, pytest.mark.slow]
HERE = Path(__file__).parent
PROGRAMME = HERE.parent.parent / "programmes" / "fi-internal-security-2019"
SECONDS = 27  # for each attack
# The same attacks every time: what turns up in CI can be repeated. Another seed is another attack.
SEED = os.environ.get("FUZZ_SEED", "2022")


@pytest.mark.parametrize("account", ["", "sihteeristo"])
def test_an_attack_by_the_description_finds_nothing(account, live_server, tmp_path):
    call_command("load", str(PROGRAMME), verbosity=0)
    headers = key_of(Account.objects.get(username=account)) if account else {}
    told = _attack(f"{live_server.url}/api/v1/openapi.json", headers, tmp_path)
    assert told.returncode == 0, told.stdout + told.stderr


def _attack(address: str, headers: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    given = [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "run", address, *given,
        "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful", "--continue-on-failure",
        "--max-time", str(SECONDS), "--max-examples", "20", "--seed", SEED,
        "--warnings", "off", "--no-color", "--suppress-health-check", "all",
    ]  # fmt: skip
    hooks = {"SCHEMATHESIS_HOOKS": "edtf_for_schemathesis", "PYTHONPATH": str(HERE)}
    return subprocess.run(command, cwd=folder, env=os.environ | hooks, capture_output=True, text=True, check=False)
