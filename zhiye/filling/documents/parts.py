"""An office file as a bag of parts: XML parts are parsed when asked for, and only changed ones are written anew."""

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from .safety import broken

# Nothing is fetched and no entity is opened: a form comes from anywhere.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


class Parts:
    """The parts of a package by name; ``xml`` gives one as a tree, ``changed`` marks it to be written."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as package:
            self._entries = [(info, package.read(info)) for info in package.infolist()]
        self._by_name = {info.filename: content for info, content in self._entries}
        self._trees: dict[str, Any] = {}
        self._changed: set[str] = set()
        self._dropped: set[str] = set()

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._by_name)

    def xml(self, name: str) -> Any:
        """The root element of a part; raises Refused when it is missing or no XML."""
        if name not in self._trees:
            try:
                self._trees[name] = etree.fromstring(self._by_name[name], _PARSER)
            except (KeyError, etree.XMLSyntaxError) as error:
                raise broken() from error
        return self._trees[name]

    def changed(self, name: str) -> None:
        """Write this part from its tree when saving."""
        self._changed.add(name)

    def drop(self, name: str) -> None:
        """Leave this part out when saving."""
        self._dropped.add(name)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: id → (kind, name of the part), kinds by their last word (worksheet, drawing)."""
        folder, _slash, base = name.rpartition("/")
        path = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if path not in self._by_name:
            return {}
        return {
            one.get("Id"): (one.get("Type", "").rpartition("/")[2], _resolved(folder, one.get("Target", "")))
            for one in self.xml(path)
            if one.get("TargetMode") != "External"
        }

    def bytes(self) -> bytes:
        """The package, with parts in the order they had and untouched ones byte for byte."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for info, content in self._entries:
                if info.filename in self._dropped:
                    continue
                if info.filename in self._changed:
                    content = etree.tostring(
                        self._trees[info.filename], encoding="UTF-8", xml_declaration=True, standalone=True
                    )
                package.writestr(info.filename, content)
        return target.getvalue()


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
