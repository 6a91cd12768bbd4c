"""``zhiye VERB …``: the whole product from the shell."""

import sys

from zhiye.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
