"""The street's year of its committees: figures without people, questions instead of red numbers, stories."""
