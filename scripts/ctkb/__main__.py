"""``python -m ctkb`` is ``ctkb``."""

from ctkb.cli import main

raise SystemExit(main())
