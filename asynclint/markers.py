"""Decorators that say what a callable does to the event loop.

Stubs are written with them, and a project may put them on its own code.  At run time they
return what they decorate unchanged: this module imports nothing and changes nothing.
"""


def _unchanged(target):
    return target


def blocks(category="", *, instead="", cost=""):
    """The call holds its thread.

    `category` decides the code: sleep, http, database, file, subprocess, sdk, synchronization,
    cpu, input, loop, path; without one it is "declared".  `instead` names what to use on the
    loop.  `cost="size"`: only as long as its input is large; `cost="short"`: briefly, beside other
    operations of the object that weigh more, which are named first.  `cost="contended"`, on methods
    of a `@tracked` class: only while others hold the object, so where another `with` section of the
    same object blocks.  On a class it covers the methods.
    May be used without parentheses.
    """
    return _unchanged(category) if callable(category) else _unchanged


def client(category="", *, instead=""):
    """The class is a synchronous client; `instead` is its asynchronous twin."""
    return _unchanged


def offloads(arg):
    """Runs the callable in parameter `arg` in another thread or process."""
    return _unchanged


def schedules(arg):
    """Runs the callable or awaitable in parameter `arg` on the loop, later."""
    return _unchanged


def registers(role, arg=None, *, method=""):
    """Hands a callable to a framework: the one in parameter `arg`, or the decorated one.

    Roles: route, websocket, dependency, background, middleware, exception-handler, startup,
    shutdown, lifespan, validator (called on the loop), and router and mount, whose `arg` is
    another router; prefix stands on the constructor of a router and says that its parameter
    `prefix` goes before the paths.  `method` is the HTTP method of a route where the name of the
    call fixes it.
    """
    return _unchanged


def hook(role):
    """Overrides of the method in subclasses are called by the framework, on the loop, in that role.

    Roles: middleware, validator, callback.
    """
    return _unchanged


def binds(arg):
    """Returns the callable in parameter `arg` with the further arguments bound to it."""
    return _unchanged


def sized(arg="", *, unless=""):
    """The result is input from outside, as large as the sender likes; with `arg`, where that is.

    `unless` is a parameter that bounds the result where it is given.  A call with `cost="size"` is
    reported where its input comes from such a result.  May be used without parentheses.
    """
    return _unchanged(arg) if callable(arg) else _unchanged


def memoises(target):
    """The decorator keeps results: what it decorates runs once for the same arguments."""
    return target


def enters_loop(target):
    """Runs a loop inside the call, as `asyncio.run` does."""
    return target


def probes_loop(target):
    """Raises RuntimeError where no loop is running, as `asyncio.get_running_loop` does."""
    return target


def greenlet(arg):
    """Runs the callable in `arg` on the loop.

    Calls of the marked function's own library yield to the loop meanwhile; anything else blocks it.
    """
    return _unchanged


def reads(target):
    """The awaitable only observes the outside world."""
    return target


def writes(target):
    """The awaitable changes the outside world."""
    return target


def exclusive(target):
    """Instances of the class allow one operation at a time."""
    return target


def safe(target):
    """Never blocks, whatever it looks like.  On a class it covers the methods."""
    return target


def tracked(target):
    """Instances of the class are told apart by the place that makes them (routers, locks)."""
    return target


def public(name):
    """The dotted name to show, where it is not the one of the definition."""
    return _unchanged
