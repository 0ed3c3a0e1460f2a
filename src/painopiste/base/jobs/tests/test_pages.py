"""The pages on which a person follows a job."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from painopiste.base.accounts.models import Account
from painopiste.base.jobs import services
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import State
from painopiste.base.jobs.told import Fault, Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(handlers, asker):
    handlers("test.add", title="Home")(lambda work: None)
    handlers("test.other")(lambda work: None)
    return services.enqueue(kind="test.add", payload={}, by=asker)


@pytest.fixture
def signed_in(asker):
    client = Client()
    client.force_login(Account.objects.get(pk=asker.account_id))
    return client


def put(job, **changes):
    Job.objects.filter(pk=job.pk).update(**changes)


def address(name, job):
    return reverse(f"jobs:{name}", kwargs={"key": job.key})


def text_of(response):
    return response.content.decode()


def test_a_running_job_shows_its_progress_and_asks_again_by_itself(job, signed_in):
    put(job, state=State.RUNNING, progress=40, step=Step("Page %(page)s", {"page": "<3>"}).to_text())
    page = text_of(signed_in.get(address("job", job)))
    assert 'role="progressbar"' in page
    assert 'aria-valuenow="40"' in page
    assert "Page &lt;3&gt;" in page
    assert f'hx-get="{address("progress", job)}" hx-trigger="every 2s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'style="' not in page
    assert address("cancel", job) in page


def test_the_part_that_changes_comes_alone_and_says_when_to_stop_asking(job, signed_in):
    response = signed_in.get(address("progress", job))
    assert (response.status_code, "<html" in text_of(response)) == (200, False)
    put(job, state=State.DONE, result={"page": {"name": "site:home"}})
    response = signed_in.get(address("progress", job))
    assert response.status_code == 286
    assert f'href="{reverse("site:home")}"' in text_of(response)
    assert "no-store" in response["Cache-Control"]
    page = text_of(signed_in.get(address("job", job)))
    assert "hx-get" not in page
    assert "refresh" not in page


@pytest.mark.parametrize("made", [{"name": "no:where"}, {"name": "jobs:job", "arguments": {"wrong": 1}}, None])
def test_a_result_whose_page_is_gone_is_no_error(job, signed_in, made):
    put(job, state=State.DONE, result={"page": made})
    assert signed_in.get(address("job", job)).status_code == 200


def test_a_failed_job_says_what_to_do_and_hides_the_trace(job, signed_in):
    put(job, state=State.FAILED, error=Fault("x", "Ask for less than %(rows)s rows.", {"rows": 9}, "trace").to_text())
    page = text_of(signed_in.get(address("job", job)))
    assert "Ask for less than 9 rows." in page
    assert "trace" not in page
    assert address("retry", job) in page


def test_a_job_that_waits_for_another_attempt_says_when(job, signed_in):
    put(job, attempts=1, error=Fault("x", "X").to_text())
    assert signed_in.get(address("job", job)).status_code == 200


def test_the_buttons_cancel_and_begin_again(job, signed_in):
    assert signed_in.post(address("cancel", job)).url == address("job", job)
    assert signed_in.post(address("cancel", job)).status_code == 409
    assert signed_in.post(address("retry", job)).url == address("job", job)
    assert Job.objects.get(pk=job.pk).state == State.WAITING
    assert signed_in.get(address("cancel", job)).status_code == 405


@pytest.mark.parametrize("name", ["job", "progress", "cancel", "retry"])
def test_for_others_there_is_no_such_job(job, other, name):
    stranger = Client()
    stranger.force_login(Account.objects.get(pk=other.account_id))
    for client in (stranger, Client()):
        assert client.post(address(name, job)).status_code in (404, 405)
        assert client.get(address(name, job)).status_code in (404, 405)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_jobs_as_for_one(
    job, signed_in, asker, count, django_assert_num_queries
):
    for _ in range(count - 1):
        services.enqueue(kind="test.other", payload={}, by=asker)
    signed_in.get(reverse("jobs:list"))
    with django_assert_num_queries(QUERIES):
        page = text_of(signed_in.get(reverse("jobs:list")))
    assert page.count('scope="row"') == count


QUERIES = 4


def test_the_public_is_asked_to_sign_in(db):
    assert Client().get(reverse("jobs:list")).status_code == 302


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pages_exist_in_three_languages(job, signed_in, language):
    with translation.override(language):
        assert signed_in.get(address("job", job)).status_code == 200
        assert signed_in.get(reverse("jobs:list")).status_code == 200
