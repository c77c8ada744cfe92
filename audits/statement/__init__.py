"""The accessibility statement: read out of free HTML, taken apart, and judged by 51 checks.

`reading` keeps what a page says that may be a statement; `choosing` finds the one that a resident
would find; `parts` takes its words apart; `verdicts` holds them against the law and the crawl.
Everything here is pure: what the crawl knows is given.
"""
