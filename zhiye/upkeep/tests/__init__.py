"""Tests of keeping the whole alive."""
