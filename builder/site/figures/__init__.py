"""
What the public records come to: counts, shares and days, each with what it is out of, and declared figures beside them.

Everything here is made from records that anyone may read.  A document that may not be shown is in no figure, neither
as a part nor as a whole, so that no difference between two figures tells of it.
"""
