#!/usr/bin/env python3
"""Run Gongkai from a checkout: the same program as the console script `gongkai`."""

from builder.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
