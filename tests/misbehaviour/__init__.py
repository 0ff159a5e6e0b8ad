"""A site that misbehaves, on this machine: scenes as data, and the stage on which the real program plays them.

A scene (`scene.py`) is a row: its name, what the site answers at each look with the verdict and what is told, and what
lies in the store at the end. The rows stand in `scenes_*.py` by theme, made of what `answers.py`, `walls.py`,
`pages.py` and `publishers.py` give; `internet.py` leads names and public addresses to servers on loopback, and nothing
else anywhere; `site.py` plays a scene. A new row in one of the themes is a new test.

`python -m tests.misbehaviour` prints all scenes as a table.
"""
