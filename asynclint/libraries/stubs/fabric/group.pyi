from fabric import Group as Group
from fabric import GroupResult as GroupResult
from fabric import SerialGroup as SerialGroup
from fabric import ThreadingGroup as ThreadingGroup
