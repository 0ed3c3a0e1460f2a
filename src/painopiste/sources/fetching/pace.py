"""Politeness: so many questions to one host in so many seconds, and the waiting between tries."""

import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


class Clock:
    """Time that passes; tests give one that does not make them wait."""

    def now(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Pace:
    """At most `calls` questions to one host in any `window` seconds. One object serves all threads."""

    def __init__(self, calls: int = 10, window: float = 10.0, clock: Clock | None = None) -> None:
        self.calls, self.window, self.clock = calls, window, clock or Clock()
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, told: Callable[[float], None] = lambda seconds: None) -> None:
        """Come back when the host may be asked. `told` hears how many seconds that takes, if any."""
        while True:
            with self._lock:
                asked, now = self._asked.setdefault(host, deque()), self.clock.now()
                while asked and now - asked[0] >= self.window:
                    asked.popleft()
                if len(asked) < self.calls:
                    asked.append(now)
                    return
                pause = self.window - (now - asked[0])
            told(pause)
            self.clock.sleep(pause)


def seconds_asked(header: str | None) -> float | None:
    """What a Retry-After says, in seconds from now; None when it says nothing that can be understood."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
