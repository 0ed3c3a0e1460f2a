"""A round: experts score by themselves, nobody is led by others; order and cost are told."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from painopiste.base.accounts.models import Account
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, NotAllowed, Stale
from painopiste.loop.agenda import selectors, services
from painopiste.loop.agenda.models import Candidate, ScanRound, Score
from painopiste.loop.agenda.rules import Criterion, Outcome, RoundKind, TooSoon
from painopiste.loop.agenda.tests.factories import ObservationFactory

VALUES = {"title_fi": "Kartoitus 2026", "own_marking_id": "members"}
DAYS = {"kind": RoundKind.YEARLY, "opens_on": date(2026, 10, 1), "closes_on": date(2026, 10, 31)}


def scores(value, **others):
    return dict.fromkeys(Criterion, value) | {Criterion(name): each for name, each in others.items()}


@pytest.fixture
def experts(acting):
    return [acting("analyst") for _ in range(3)]


@pytest.fixture
def opened(secretariat, experts):
    accounts = [Account.objects.get(pk=by.account_id) for by in experts]
    return services.open_round(values=VALUES, **DAYS, experts=accounts, by=secretariat)


@pytest.fixture
def candidate(opened, secretariat):
    values = {"title_fi": "Verkkohuijaukset"}
    return services.add_candidate(round_=opened, values=values, observations=[ObservationFactory()], by=secretariat)


def row_of(opened, by):
    return selectors.get_round_page(round_=fresh(opened), by=by).rows[0]


def fresh(opened):
    return ScanRound.objects.unguarded("test").get(pk=opened.pk)


def test_a_quarter_after_a_regular_round_only_one_off_the_cycle_opens(opened, secretariat, experts):
    accounts = [Account.objects.get(pk=experts[0].account_id)]
    later = {"opens_on": date(2027, 1, 4), "closes_on": date(2027, 1, 31), "experts": accounts, "by": secretariat}
    with pytest.raises(TooSoon):
        services.open_round(values=VALUES, kind=RoundKind.HALF_YEARLY, **later)
    assert services.open_round(values=VALUES, kind=RoundKind.OFF_CYCLE, **later).kind == "off_cycle"
    assert selectors.recommend_next(by=secretariat).recommended == date(2027, 10, 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"experts": []}, "experts"),
        ({"closes_on": date(2026, 9, 1)}, "closes_on"),
        ({"values": VALUES | {"weights": {"severity": 1}}}, "weights"),
    ],
)
def test_what_can_not_be_a_round_is_refused(wrong, field, secretariat, experts):
    asked = {"values": VALUES, **DAYS, "experts": [Account.objects.get(pk=experts[0].account_id)]}
    with pytest.raises(Invalid) as refused:
        services.open_round(**asked | wrong, by=secretariat)
    assert set(refused.value.fields) == {field}


def test_nobody_sees_the_scores_of_others_before_giving_their_own(candidate, opened, experts, secretariat):
    one, other, third = experts
    services.score(candidate=candidate, scores=scores(5), words="Ehdottomasti mukaan.", by=one)
    for by in (other, third, secretariat):
        row = row_of(opened, by)
        assert (row.given, row.seen, row.words, row.spreads, row.score) == (1, False, [], {}, None)
    services.score(candidate=candidate, scores=scores(2), words="Eri mieltä: poliisi hoitaa.", by=other)
    row = row_of(opened, other)
    assert (row.given, row.score) == (2, Decimal("3.5"))
    assert row.words == ["Ehdottomasti mukaan.", "Eri mieltä: poliisi hoitaa."]
    assert (row.spreads[Criterion.TREND].lowest, row.spreads[Criterion.TREND].highest) == (2, 5)
    assert not row_of(opened, third).seen
    services.close_round(round_=fresh(opened), hours=None, version=1, by=secretariat)
    assert row_of(opened, third).seen
    assert row_of(opened, secretariat).score == Decimal("3.5")


def test_the_trail_does_not_tell_what_somebody_has_scored(candidate, experts):
    services.score(candidate=candidate, scores=scores(4), words="Salainen kanta", by=experts[0])
    line = AuditLine.objects.order_by("number").last()
    assert (line.event, line.content) == ("agenda.candidate_scored", {"before": {}, "after": {}})


def test_only_who_is_asked_scores_and_only_while_it_is_open(candidate, opened, experts, secretariat, acting):
    for by in (secretariat, acting("analyst")):
        with pytest.raises(NotAllowed):
            services.score(candidate=candidate, scores=scores(1), words="", by=by)
    services.close_round(round_=fresh(opened), hours=Decimal(6), version=1, by=secretariat)
    for change in (
        lambda: services.score(candidate=candidate, scores=scores(1), words="", by=experts[0]),
        lambda: services.add_candidate(round_=opened, values={"title_fi": "Muu"}, by=secretariat),
        lambda: services.close_round(round_=opened, hours=None, version=2, by=secretariat),
    ):
        with pytest.raises(services.RoundClosed):
            change()


def test_scores_anew_replace_ones_own(candidate, opened, experts):
    for value in (1, 4):
        services.score(candidate=candidate, scores=scores(value, ability=None), words="", by=experts[0])
    assert Score.objects.get().severity == 4
    row = row_of(opened, experts[0])
    assert (row.given, row.score, row.spreads[Criterion.ABILITY]) == (1, None, None)  # nobody could say


@pytest.mark.parametrize("wrong", [scores(0), scores(6), {Criterion.TREND: 3}])
def test_a_score_that_can_not_be_is_refused(wrong, candidate, experts):
    with pytest.raises(Invalid):
        services.score(candidate=candidate, scores=wrong, words="", by=experts[0])
    assert not Score.objects.exists()


def test_the_round_tells_what_it_has_cost_and_led_to(candidate, opened, experts, secretariat):
    services.give_hours(round_=opened, hours=Decimal("3.5"), by=experts[0])
    services.close_round(round_=fresh(opened), hours=Decimal(10), version=1, by=secretariat)
    services.give_hours(round_=opened, hours=Decimal(2), by=experts[1])
    row = Candidate.objects.get()
    with pytest.raises(Invalid):
        services.settle_candidate(candidate=row, outcome=Outcome.DROPPED, reason={}, version=1, by=secretariat)
    row = Candidate.objects.get()
    services.settle_candidate(candidate=row, outcome=Outcome.FURTHER, reason={}, version=1, by=secretariat)
    with pytest.raises(Stale):
        services.settle_candidate(candidate=row, outcome=Outcome.WATCHED, reason={}, version=1, by=secretariat)
    page = selectors.get_round_page(round_=fresh(opened), by=secretariat)
    assert (page.hours, page.hours_told_by, page.asked, page.further) == (Decimal("15.5"), 3, 3, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_is_read_in_four_queries(count, opened, secretariat, experts, django_assert_num_queries):
    for number in range(count):
        row = services.add_candidate(round_=opened, values={"title_fi": f"Ehdokas {number}"}, by=secretariat)
        services.score(candidate=row, scores=scores(3), words="", by=experts[0])
    with django_assert_num_queries(4):
        assert len(selectors.get_round_page(round_=opened, by=experts[0]).rows) == count


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_=st.lists(st.lists(st.integers(1, 5), min_size=6, max_size=6), min_size=3, max_size=3))
def test_the_order_of_asking_does_not_change_the_result(given_, candidate, opened, experts, secretariat):
    for by, row in zip(experts, given_, strict=True):
        services.score(candidate=candidate, scores=dict(zip(Criterion, row, strict=True)), words="", by=by)
    forward = row_of(opened, experts[0]).score
    for by, row in zip(reversed(experts), given_, strict=True):
        services.score(candidate=candidate, scores=dict(zip(Criterion, row, strict=True)), words="", by=by)
    assert row_of(opened, experts[0]).score == forward


def test_who_changes_scores_after_seeing_those_of_others_is_counted(candidate, opened, experts):
    services.score(candidate=candidate, scores=scores(5), words="", by=experts[0])
    services.score(candidate=candidate, scores=scores(4), words="", by=experts[0])  # nobody else's were there
    assert row_of(opened, experts[0]).revised == 0
    services.score(candidate=candidate, scores=scores(1), words="", by=experts[1])
    services.score(candidate=candidate, scores=scores(4), words="Vain sana lisää.", by=experts[0])
    assert row_of(opened, experts[0]).revised == 0
    services.score(candidate=candidate, scores=scores(2), words="", by=experts[0])
    assert row_of(opened, experts[0]).revised == 1


def test_an_outcome_would_lead_those_who_score_so_it_is_told_after_closing(candidate, secretariat):
    with pytest.raises(services.RoundOpen):
        services.settle_candidate(candidate=candidate, outcome=Outcome.FURTHER, reason={}, version=1, by=secretariat)


def test_an_observation_for_fewer_readers_is_not_gathered_into_the_round(opened, secretariat):
    narrow = ObservationFactory(marking_id="secretariat")
    with pytest.raises(Invalid) as refused:
        services.add_candidate(round_=opened, values={"title_fi": "Ilmiö"}, observations=[narrow], by=secretariat)
    assert set(refused.value.fields) == {"observations"}


def test_what_has_been_scored_stays_and_who_has_scored_stays_asked(candidate, opened, experts, secretariat):
    services.score(candidate=candidate, scores=scores(3), words="", by=experts[0])
    with pytest.raises(services.Scored):
        services.remove_candidate(candidate=candidate, version=1, by=secretariat)
    others = [Account.objects.get(pk=by.account_id) for by in experts[1:]]
    told = {"values": {}, "closes_on": date(2026, 11, 30), "version": 1, "by": secretariat}
    with pytest.raises(Invalid):
        services.change_round(round_=fresh(opened), experts=others, **told)
    everybody = [Account.objects.get(pk=by.account_id) for by in experts]
    changed = services.change_round(round_=fresh(opened), experts=everybody, **told)
    assert fresh(changed).closes_on == date(2026, 11, 30)
