"""The kill matrix: a run that checks and delivers is killed (SIGKILL) at every write and every send, and run again.

What is killed is the real program over a real site, with the far ends of three channels outside of it (`far_ends.py`).
`points.py` counts where it can be killed, from within the process: each writing statement and commit of the database,
each step of a file on its way to the disk, each piece that is sent and each answer that comes. Nothing is timed.

    scene.py    the site, sources.yaml, and the steps of a run: looks and what is told at once, then the digest
    points.py   the hooks that count, and kill
    forge.py    a process that has loaded the program and forks one for each run
    state.py    what must be the same in the end, whatever the kill
    matrix.py   all points, each killed, run again and held beside the undisturbed run
    table.py    what came of it, as Markdown

`python -m tests.killing` kills at all points and prints the table; the test kills at some of them, so that it is soon
over, or at all with MONITOR_KILLS=all.
"""
