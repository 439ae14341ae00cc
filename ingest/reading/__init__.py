"""Reading an original: a mail, a fax, an office file, turned into text and page pictures.

Everything in here runs in a limited child process (I8), never in the daemon. ``letter.read`` is the way in;
each format has its own file, and what such a file hands over is a ``part.Part``.
"""
