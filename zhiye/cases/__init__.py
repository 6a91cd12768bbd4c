"""Matters: what residents brought, who has it in hand, what was promised, how it ended."""
