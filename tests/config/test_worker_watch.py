"""A worker that takes no tasks any more ends itself."""

from config.worker_watch import Watch


def test_it_ends_after_a_long_silence_and_not_before() -> None:
    now, ended = [0.0], []
    watch = Watch(silence=600, end=lambda: ended.append(now[0]), clock=lambda: now[0])
    now[0] = 500
    watch.hear(request="a task")
    now[0] = 1100
    assert watch.look()
    now[0] = 1101
    assert not watch.look()
    assert ended == [1101]
