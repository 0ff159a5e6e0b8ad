"""What goes wrong around the program, one row each: what people see of it, what is stored, and that nothing is lost.

A fault (`fault.py`) is a row: what goes wrong while a run is made, and what must come of it. The rows stand in
`faults_*.py` by theme; `stage.py` plays them: pages are looked at, one changes, a run is made while the fault lasts,
and more runs when it is over. In the end the store holds what it holds when nothing goes wrong, and every recipient
has the notice.

`python -m tests.faults` prints what was observed as a table; `docs/faults.md` holds that table, and a test holds it
beside what is observed now. `python -m tests.faults --write` writes it anew.
"""
