"""A setting that can't be used is told by its name, in a sentence, without a traceback."""

import pytest

from painopiste.site import environment


@pytest.mark.parametrize(
    ("name", "value"),
    [("PAINOPISTE_MODE", "prod"), ("PAINOPISTE_WORKERS", "many"), ("DATABASE_URL", "mysql://localhost/painopiste")],
)
def test_a_wrong_setting_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as refused:
        environment.read()
    assert name in str(refused.value)
