"""Schemathesis attacks the running API by its description, as each role, with the real programme and hidden rows in it.

It finds no crash, no status that the description does not name, and no word of what is hidden from the role.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from painopiste.base.bodies.models import Body
from painopiste.base.organisations.models import Organisation
from painopiste.base.web.tests.asking import key_of
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.progress.models import Round
from tests.guarantees.figures import tell
from tests.guarantees.permission_matrix.world import CANARY, READERS, TIERS, World, hide, make_accounts, tier_of

pytestmark = [pytest.mark.fuzz, pytest.mark.slow]
HERE = Path(__file__).parent
PROGRAMME = HERE.parent.parent / "programmes" / "fi-internal-security-2019"
# How many drawn requests each operation gets from each role, and how many seconds the fixed ones of the coverage phase
# may go on: there are two thousand of them, mostly of wrong content, which is refused before anybody asks for rights.
# .ci/run asks for less. The same attacks every time, so that a finding can be repeated; another seed is another.
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "20")
SECONDS = os.environ.get("FUZZ_SECONDS", "300")
SEED = os.environ.get("FUZZ_SEED", "2022")


@pytest.fixture
def keys(live_server):
    """For each role the header of a program that acts for it; the secretariat's comes last, as it may change most."""
    call_command("load", str(PROGRAMME), verbosity=0)
    world, body = World(), Body.objects.get(key="p3-group")
    hide(world, body, FocusArea.objects.get(key="p3"), Round.objects.get(key="2022-spring"))
    make_accounts(world, body, Organisation.objects.get(key="sm"))
    return {role: key_of(world.accounts[role]) if role in world.accounts else {} for role in READERS}


def canaries(role):
    """The words of everything that is hidden from the role."""
    return [f"{CANARY}-{tier}" for tier in TIERS[TIERS.index(tier_of(role)) :]]


def test_an_attack_by_the_description_finds_nothing_as_any_role(keys, live_server, tmp_path):
    started, failed = time.monotonic(), {}
    drawn = ("--phases", "examples,fuzzing,stateful", "--max-examples", EXAMPLES)
    fixed = ("--phases", "coverage", "--max-time", SECONDS)
    attacks = [(role, drawn) for role in keys] + [(role, fixed) for role in ("public", "secretariat")]
    for role, options in attacks:
        told = attack(live_server.url, keys[role], tmp_path, canaries(role), *options)
        if told.returncode:
            failed[role] = told.stdout + told.stderr
    tell("attacked", f"as {len(keys)} roles in {time.monotonic() - started:.0f} s / findings {len(failed)}")
    assert not failed, "\n\n".join(f"As {role}:\n{text}" for role, text in failed.items())


def test_a_word_that_should_be_hidden_is_found_where_it_is_shown(keys, live_server, tmp_path):
    only = ("--include-path", "/api/v1/findings", "--phases", "coverage", "--max-examples", "1")
    told = attack(live_server.url, keys["reader"], tmp_path, [f"{CANARY}-members"], *only)
    assert told.returncode == 1
    assert f"the answer holds ['{CANARY}-members']" in told.stdout


def attack(address, headers, folder, words, *options):
    given = [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(HERE / "schemathesis.toml"),
        "run", f"{address}/api/v1/openapi.json", *given,
        "--checks", "all", "--continue-on-failure", "--seed", SEED,
        "--warnings", "off", "--no-color", "--suppress-health-check", "all", *options,
    ]  # fmt: skip
    hooks = {"SCHEMATHESIS_HOOKS": "hooks_for_schemathesis", "PYTHONPATH": str(HERE), "CANARIES": " ".join(words)}
    return subprocess.run(command, cwd=folder, env=os.environ | hooks, capture_output=True, text=True, check=False)
