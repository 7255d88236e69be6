"""The work of the office, one readable story a module; each joins the rooms below it.

Functions take the services, what to do, who does it and the present business time. What a step changes in
the database is written in one transaction with the completion of its job.
"""
