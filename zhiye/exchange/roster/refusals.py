"""The one exception with which a file is turned away, always with a sentence that says what to do."""


class UnreadableFile(Exception):
    """A file that cannot be read as a roster.

    ``code`` is a stable snake_case word for tests and logs; ``sentence`` is shown to the person as it is.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
