"""A NUL byte in an address is no text: PostgreSQL would refuse it with an error of its own."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/fi/organisaatiot/%00/", "/fi/painopisteet/p1%00/", "/fi/%00"])
def test_nothing_is_found_at_an_address_with_nul(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/fi/organisaatiot/?q=%00", "/fi/toimenpiteet/?q=a%00b&tila=%00", "/fi/painopisteet/?tila=%00"]
)
def test_a_filter_with_nul_is_a_filter_without_it(client, address):
    assert client.get(address).status_code == 200
