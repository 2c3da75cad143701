"""
Check digits of ID cards and bank cards.

They are ours, four lines each: python-stdnum would also ask for a known county and a possible date of birth, and a
number that fails only there is still somebody's number, mistyped or from a county since renamed.
"""

from __future__ import annotations


def is_id_card(number: str) -> bool:
    """Check the last of 18 characters by ISO 7064 MOD 11-2 (GB 11643-1999)."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    total = sum(int(digit) * pow(2, 17 - k, 11) for k, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17]


def passes_luhn(number: str) -> bool:
    """Check a card number by ISO/IEC 7812-1: every second digit from the right doubled, then all digits summed."""
    doubled = (int(digit) * (1 + k % 2) for k, digit in enumerate(reversed(number)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
