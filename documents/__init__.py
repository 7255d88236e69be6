"""Papers as bytes: blanks, identities, rendering, returned forms, roll-ups. Pure: no Django, I/O, clock, network."""
