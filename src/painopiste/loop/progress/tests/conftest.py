"""A small cooperation model with one round, and the people who answer in it."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from painopiste.base.accounts.models import Account, RoleGrant
from painopiste.base.bodies.models import Body
from painopiste.base.organisations.models import Organisation
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaChange
from painopiste.loop.plans.models import Measure, MeasureChange, MeasureParty
from painopiste.loop.progress.models import Round
from painopiste.site.actors import actor_of

TODAY = date(2022, 5, 10)
TOLD = {
    "activity": "active",
    "state": "running",
    "obstacles": ["resources"],
    "forecast": "partly",
    "done_fi": "Opas on lausunnoilla.",
}


def address(name, *args, **kwargs):
    return reverse(f"progress:{name}", args=args, kwargs=kwargs)


def text_of(response):
    return response.content.decode()


@pytest.fixture(autouse=True)
def _a_day_in_may_in_finnish():
    with time_machine.travel(f"{TODAY}T09:00:00+00:00", tick=False), translation.override("fi"):
        yield


@pytest.fixture
def make_area(db):
    def make(number, **more):
        group = Body.objects.create(key=f"p{number}-group", name_fi=f"Ryhmä {number}", kind="focus_area_group")
        values = {"key": f"p{number}", "number": number, "name_fi": f"Painopiste {number}", "state": "running"}
        area = FocusArea.objects.create(**values | {"group": group, "marking_id": "public"} | more)
        FocusAreaChange.objects.create(focus_area=area, state="approved", happened_on="2020-05-01")
        return area

    return make


@pytest.fixture
def area(make_area):
    return make_area(1)


@pytest.fixture
def make_round(db):
    def make(key="2022a", **more):
        days = {"opens_on": date(2022, 5, 1), "closes_on": date(2022, 5, 20), "status_on": date(2022, 4, 30)}
        return Round.objects.create(key=key, title_fi=f"Kierros {key}", **days | {"marking_id": "public"} | more)

    return make


@pytest.fixture
def round_(make_round):
    return make_round()


@pytest.fixture
def earlier(make_round):
    days = {"opens_on": date(2021, 5, 1), "closes_on": date(2021, 5, 20), "status_on": date(2021, 4, 30)}
    return make_round("2021a", closed=True, **days)


@pytest.fixture
def make_measure(area):
    def make(number, state="under_way", focus_area=area, **more):
        values = {"number": f"1.{number}", "rank": number, "title_fi": f"Toimenpide {number}", "marking_id": "public"}
        measure = Measure.objects.create(key=f"m{number}", focus_area=focus_area, state=state, **values | more)
        MeasureChange.objects.create(measure=measure, state=state, happened_on="2021")
        return measure

    return make


@pytest.fixture
def person(db):
    """Makes an account with a role: in a body, or for an organisation."""

    def make(role, **limits):
        account = Account.objects.create(username=f"{role}{Account.objects.count()}", name=role)
        RoleGrant.objects.create(account=account, role=role, **limits)
        return account

    return make


@pytest.fixture
def acting(person):
    def make(role, **limits):
        return actor_of(person(role, **limits), on=TODAY)

    return make


@pytest.fixture
def secretariat(acting):
    return acting("secretariat")


@pytest.fixture
def chair(acting, area):
    return acting("group_chair", body=area.group)


@pytest.fixture
def member(acting, area):
    return acting("group_member", body=area.group)


@pytest.fixture
def coordinator_of(acting):
    """Makes the coordinator of an organisation that leads the given measure."""

    def make(measure):
        organisation = Organisation.objects.create(key="poha", abbreviation="POHA", name_fi="Poliisihallitus")
        MeasureParty.objects.create(measure=measure, role="lead", organisation=organisation)
        return acting("coordinator", organisation=organisation)

    return make


@pytest.fixture
def browse():
    """Makes a client in which the account is logged in; without an account it is the public."""

    def make(by=None):
        client = Client()
        if by is not None:
            client.force_login(Account.objects.get(pk=by.account_id))
        return client

    return make
