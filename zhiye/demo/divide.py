"""Divides a committee's buildings into building groups (楼组) and grids (网格)."""

from zhiye.demo.plan import CommitteePlan
from zhiye.demo.shapes import DemoBuilding, DemoEstate, DemoGrid

_HOMES_PER_GROUP = 48  # one residents' representative serves 20–50 households (城市居民委员会组织法 2026)
_HOMES_PER_GRID = 420  # 300–500 households a grid in towns (GB/T 34300-2017, as quoted)


def name_groups(plan: CommitteePlan) -> None:
    """Write the name of its building group into every building; groups never cross estates."""
    number = 0
    for estate in plan.estates:
        room_left = 0
        for building in estate.buildings:
            if plan.group_per_building or room_left < building.size:
                number, room_left = number + 1, _HOMES_PER_GROUP
            room_left -= building.size
            building.group = f"第{number}楼组"


def draw_grids(plan: CommitteePlan) -> list[DemoGrid]:
    """Grids of about equally many homes in door order; as many as planned, at least one building each."""
    buildings = [(estate, building) for estate in plan.estates for building in estate.buildings]
    homes = sum(building.size for _, building in buildings)
    wanted = plan.grids or max(1, round(homes / _HOMES_PER_GRID))
    count = min(wanted, len(buildings))
    grids = [DemoGrid(f"第{n + 1}网格", [], **plan.grid_staff) for n in range(count)]
    for index, (estate, building) in enumerate(buildings):
        grids[_grid_of(index, buildings, homes, count)].buildings.append(estate.key_of(building))
    return [grid for grid in grids if grid.buildings]


def _grid_of(index: int, buildings: list[tuple[DemoEstate, DemoBuilding]], homes: int, count: int) -> int:
    """The grid of the building at ``index``: where the middle of its homes falls."""
    before = sum(building.size for _, building in buildings[:index])
    return min(count - 1, int((before + buildings[index][1].size / 2) * count / homes))
