"""Outgoing mail. A letter is a row in the database until the mail server has taken it; a worker sends it.

A row tells the kind of a letter, whom it goes to and what it is about. Its words are written when it is sent: no secret
of a link and nothing that somebody may read waits in the queue, and what has changed meanwhile is told as it is then.
"""
