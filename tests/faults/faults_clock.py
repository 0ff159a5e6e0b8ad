"""The clock jumps, an hour and a day, forward and back: during a run, and between two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from servers import Answer, Seen

from faults.fault import DAY, EDITORS, HOUR, Begins, Fault
from faults.stage import Stage, page

_JUMPS = {"an hour forward": HOUR, "an hour back": -HOUR, "a day forward": DAY, "a day back": -DAY}
_TOLD = r"^Told editors"
_NOT_YET = r"^Not yet delivered to editors"


def _when_the_page_is_asked(jump: timedelta) -> Begins:
    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        is_done: list[bool] = []

        def answer(seen: Seen) -> Answer:
            if not is_done and stage.clock is not None:
                is_done.append(True)
                stage.clock.shift(jump)
                stage.ahead += jump
            return page("Call the police on 102.")

        stage.site.answer("/police", answer)
        yield
        assert is_done

    return begins


def _when_the_mail_is_taken(jump: timedelta) -> Begins:
    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        def leap() -> None:
            assert stage.clock is not None
            stage.clock.shift(jump)
            stage.ahead += jump

        stage.mail.when_taken = leap
        yield
        stage.mail.when_taken = None

    return begins


def _before_the_run(jump: timedelta) -> Begins:
    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        stage.ahead += jump
        yield

    return begins


def _while_the_notice_waits(jump: timedelta) -> Begins:
    """The mail server greylists; the clock jumps before the next run."""

    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        stage.mail.does["rcpt"] = ["450 4.2.0 greylisted, try again later"] * 2
        yield
        stage.ahead += jump

    return begins


FAULTS = (
    *(
        Fault(f"{words}, when the page is asked", _when_the_page_is_asked(jump), code=10, shows=_TOLD, again=())
        for words, jump in _JUMPS.items()
    ),
    *(
        Fault(f"{words}, when the mail is taken", _when_the_mail_is_taken(jump), code=10, shows=_TOLD, again=())
        for words, jump in _JUMPS.items()
    ),
    *(
        Fault(f"{words}, before the run", _before_the_run(jump), code=10, shows=_TOLD, again=())
        for words, jump in _JUMPS.items()
    ),
    *(
        Fault(
            f"{words}, while a notice waits for its next try", _while_the_notice_waits(jump), EDITORS, "retrying",
            shows=_NOT_YET,
        )
        for words, jump in _JUMPS.items()
    ),
)  # fmt: skip
