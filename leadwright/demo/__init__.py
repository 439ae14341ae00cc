"""The main job on samples: a sample company, mail servers on this machine, and a morning's mails and faxes.

``company`` makes the home, ``servers`` runs the mail, ``samples`` knows what is sent and what has to become
of it, ``post`` is everybody who writes and reads mail, ``people`` does what waits for the coordinator,
``quotation`` leads one lead to its quote, by what each ``colleague`` does with mail and ``word`` and has
``written`` into the forms, ``morning`` tells it all in order, and ``outcome`` looks what came of it.
"""
