"""The outbox: a job is claimed by one, finished by its claim only, and never forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from messages.errors import NotAllowed, NotFound
from tracking import outbox
from tracking.models import Job
from tracking.outbox import Claim, LeaseLostError
from tracking.states import JOB_DONE, JOB_FAILED, JOB_READY, JOB_RUNNING

LEASE = timedelta(minutes=5)
SHORT = settings(max_examples=40, stateful_step_count=25, deadline=None)


@pytest.fixture
def job(db: None) -> Job:
    return outbox.enqueue("collect.read", "7:0", reply=7)


def claimed(job: Job) -> Claim:
    claim = outbox.claim(job.pk, LEASE, "task")
    assert claim is not None
    return claim


def let_the_lease_run_out() -> None:
    Job.objects.filter(state=JOB_RUNNING).update(leased_until=timezone.now() - timedelta(seconds=1))


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_a_job_is_made_once_under_its_key(job: Job) -> None:
    assert outbox.enqueue("collect.read", "7:0", reply=8) == job
    assert outbox.enqueue("collect.sort", "7:0") != job
    assert Job.objects.get(pk=job.pk).payload == {"reply": 7}


def test_many_jobs_are_made_at_once_and_those_already_there_stay_as_they_are(job: Job) -> None:
    outbox.enqueue_many("collect.read", {"7:0": {"reply": 9}, "8:0": {"reply": 8}})
    assert dict(Job.objects.values_list("key", "payload")) == {
        "collect.read:7:0": {"reply": 7},
        "collect.read:8:0": {"reply": 8},
    }
    assert len(outbox.due(9)) == 2


def test_a_failed_job_that_another_stands_in_for_rests_and_a_waiting_one_does_not(job: Job) -> None:
    outbox.let_rest(job.pk)
    assert state_of(job) == JOB_READY
    outbox.fail(claimed(job), "broken")
    outbox.let_rest(job.pk)
    assert state_of(job) == JOB_DONE


def test_a_job_goes_with_the_transaction_that_decided_it(db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.enqueue("collect.read", "1")
        raise RuntimeError
    assert not Job.objects.exists()


def test_of_two_claimants_one_gets_it(job: Job) -> None:
    claim = claimed(job)
    assert (claim.name, claim.key, claim.payload, claim.fence, claim.attempts) == (
        "collect.read",
        "collect.read:7:0",
        {"reply": 7},
        1,
        1,
    )
    assert outbox.claim(job.pk, LEASE) is None
    job.refresh_from_db()
    assert (job.state, job.task_id) == (JOB_RUNNING, "task")


def test_a_finished_job_is_never_claimed_again(job: Job) -> None:
    with outbox.finishing(claimed(job)):
        pass
    assert state_of(job) == JOB_DONE
    assert job.finished_at and job.leased_until is None
    assert outbox.claim(job.pk, LEASE) is None


def test_what_fails_inside_leaves_the_job_running(job: Job) -> None:
    with pytest.raises(ValueError, match="x"), outbox.finishing(claimed(job)):
        outbox.enqueue("follow.up", "1")
        raise ValueError("x")
    assert state_of(job) == JOB_RUNNING
    assert Job.objects.count() == 1


def test_after_the_lease_another_takes_over_and_the_first_cannot_finish(job: Job) -> None:
    first = claimed(job)
    let_the_lease_run_out()
    second = claimed(job)
    assert second.fence == first.fence + 1
    with pytest.raises(LeaseLostError), outbox.finishing(first):
        outbox.enqueue("follow.up", "1")
    assert Job.objects.count() == 1
    outbox.push_back(first, "stale")
    outbox.fail(first, "stale")
    job.refresh_from_db()
    assert (job.state, job.fence, job.error) == (JOB_RUNNING, second.fence, "")
    with outbox.finishing(second):
        pass
    assert state_of(job) == JOB_DONE


def test_a_claim_whose_lease_ran_out_may_finish_while_nobody_took_over(job: Job) -> None:
    claim = claimed(job)
    let_the_lease_run_out()
    with outbox.finishing(claim):
        pass
    assert state_of(job) == JOB_DONE


def test_pushed_back_it_waits_longer_each_time_and_is_published_anew(job: Job) -> None:
    waits = []
    for _ in range(14):
        outbox.mark_published([job.pk])
        outbox.push_back(claimed(job), "away")
        job.refresh_from_db()
        assert (job.state, job.error, job.published_at) == (JOB_READY, "away", None)
        waits.append(job.run_after - timezone.now())
        assert outbox.claim(job.pk, LEASE) is None
        Job.objects.update(run_after=timezone.now())
    assert waits[:4] == sorted(waits[:4])
    assert max(waits) <= outbox.LONGEST_PAUSE


def test_a_pause_may_be_given(job: Job) -> None:
    outbox.push_back(claimed(job), "later", timedelta(hours=3))
    job.refresh_from_db()
    assert timedelta(hours=2, minutes=59) < job.run_after - timezone.now() <= timedelta(hours=3)


def test_a_failed_job_waits_for_a_person_who_asks_again(job: Job) -> None:
    outbox.fail(claimed(job), "broken")
    assert state_of(job) == JOB_FAILED
    assert (job.error, outbox.claim(job.pk, LEASE), outbox.due(9)) == ("broken", None, [])
    outbox.again(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, job.finished_at) == (JOB_READY, 0, "", None)
    assert claimed(job).fence == 2
    with pytest.raises(NotAllowed):
        outbox.again(job.pk)
    with pytest.raises(NotFound):
        outbox.again(4711)


def test_what_is_due_is_published_once_and_again_when_nobody_claimed_it(job: Job) -> None:
    later = outbox.enqueue("remind.send", "9", run_after=timezone.now() + timedelta(hours=1))
    assert outbox.due(9) == [(job.pk, "collect.read")]
    outbox.mark_published([job.pk])
    assert outbox.due(9) == []
    Job.objects.update(published_at=timezone.now() - outbox.REPUBLISH_AFTER)
    assert outbox.due(9) == [(job.pk, "collect.read")]
    Job.objects.filter(pk=later.pk).update(run_after=timezone.now())
    assert outbox.due(9) == [(job.pk, "collect.read"), (later.pk, "remind.send")]
    assert outbox.due(1) == [(job.pk, "collect.read")]


def test_a_running_job_is_due_when_its_lease_is_over(job: Job) -> None:
    claimed(job)
    assert outbox.due(9) == []
    let_the_lease_run_out()
    assert outbox.due(9) == [(job.pk, "collect.read")]


class Outbox(RuleBasedStateMachine):
    """Several workers around one job, leases that run out at any time: its effect happens at most once."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.job = outbox.enqueue("step", "1")
        self.claims: list[Claim] = []
        self.effects = 0

    @rule()
    def claim(self) -> None:
        before = Job.objects.get(pk=self.job.pk)
        free = (before.state == JOB_READY and before.run_after <= timezone.now()) or (
            before.state == JOB_RUNNING and before.leased_until is not None and before.leased_until < timezone.now()
        )
        claim = outbox.claim(self.job.pk, LEASE)
        assert (claim is not None) == free
        if claim:
            assert claim.fence not in [other.fence for other in self.claims]
            self.claims.append(claim)

    @rule()
    def lease_runs_out(self) -> None:
        let_the_lease_run_out()

    @rule()
    def pause_is_over(self) -> None:
        Job.objects.update(run_after=timezone.now())

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        claim = data.draw(st.sampled_from(self.claims))
        try:
            with outbox.finishing(claim):
                self.effects += 1
        except LeaseLostError:
            assert claim != self.claims[-1] or Job.objects.get(pk=self.job.pk).state != JOB_RUNNING
        else:
            assert claim == self.claims[-1]

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), how=st.sampled_from([outbox.push_back, outbox.fail]))
    def give_up(self, data: st.DataObject, how: object) -> None:
        claim = data.draw(st.sampled_from(self.claims))
        before = Job.objects.get(pk=self.job.pk)
        how(claim, "x")  # type: ignore[operator]
        if claim != self.claims[-1] or before.state != JOB_RUNNING:
            assert Job.objects.get(pk=self.job.pk).state == before.state

    @precondition(lambda self: Job.objects.get(pk=self.job.pk).state == JOB_FAILED)
    @rule()
    def ask_again(self) -> None:
        outbox.again(self.job.pk)

    @invariant()
    def done_once_or_not_yet(self) -> None:
        done = Job.objects.get(pk=self.job.pk).state == JOB_DONE
        assert self.effects == (1 if done else 0)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)


class OutboxTest(TestCase):
    """Runs the machine inside a transaction that is rolled back."""

    def test_any_order(self) -> None:
        run_state_machine_as_test(Outbox, settings=SHORT)
