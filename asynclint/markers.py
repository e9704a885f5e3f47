"""Decorators that say what a callable does to the event loop.

Stubs are written with them, and a project may put them on its own code.  At run time they
return what they decorate unchanged: this module imports nothing and changes nothing.

Where the behaviour of a library depends on its version, its stub says so: every marker that takes
arguments also takes `since` and `before`, versions of the library (`since="0.134"`).  Outside of
them the marker says nothing.
"""


def _unchanged(target):
    return target


def blocks(category="", *, instead="", cost="", since="", before=""):
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


def client(category="", *, instead="", since="", before=""):
    """The class is a synchronous client; `instead` is its asynchronous twin.

    On a function that makes such a client `instead` is the asynchronous one that does.
    """
    return _unchanged


def spawns(target):
    """The result is a task that runs only as long as somebody holds it."""
    return target


def offloads(arg, *, since="", before=""):
    """Runs the callable in parameter `arg` in another thread or process."""
    return _unchanged


def schedules(arg, *, since="", before=""):
    """Runs the callable or awaitable in parameter `arg` on the loop, later."""
    return _unchanged


def registers(role, arg=None, *, method="", yields="", since="", before=""):
    """Hands a callable to a framework: the one in parameter `arg`, or the decorated one.

    Roles: route, websocket, dependency, background, middleware, exception-handler, startup,
    shutdown, lifespan, command (of a command line), and router and mount, whose `arg` is another
    router; prefix stands on the constructor of a router and says that its parameter `prefix` goes
    before the paths.
    dependencies: `arg` is a list of what makes dependencies, for the routes of this call.
    route-class and response-class: `arg` is the class that handles, or answers, the routes of a
    router.  validator and serializer: called when the class in whose body this stands is
    validated or serialised.  `method` is the HTTP method of a route where the name of the call
    fixes it.  `yields` is the dotted name of a class of which the keys of what a lifespan yields
    become attributes.
    """
    return _unchanged


def hook(role):
    """Overrides of the method in subclasses are called by the framework, on the loop, in that role.

    Roles: middleware, validator, callback, openapi.  What is assigned to the method of an object
    counts as well.
    """
    return _unchanged


def overridden(role):
    """The method that is asked for of a class that was registered in `role`.

    route-class (it gives the handler) or response-class.
    """
    return _unchanged


def unwraps(target=None, *, since="", before=""):
    """Tells `def` from `async def` by what lies behind `__wrapped__`.

    On a class whose methods register callables.  May be used without parentheses.
    """
    return target if callable(target) else _unchanged


def streams(target=None, *, since="", before=""):
    """Iterates in a worker over a generator function that is registered as a route.

    On a class whose methods register callables.  May be used without parentheses.
    """
    return target if callable(target) else _unchanged


def wrapper_of(arg):
    """Returns a decorator whose result has the callable in parameter `arg` as its `__wrapped__`."""
    return _unchanged


def validates(arg):
    """Makes objects of the model classes in parameter `arg` from raw data: runs their validators.

    On `__init__`: runs the validators of the class of the new object.
    """
    return _unchanged


def serializes(arg):
    """Serialises the models in parameter `arg`: runs their serializers and computed fields."""
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


def reads_attribute(owner, name, *, default=""):
    """Reads the attribute of the object in parameter `owner` that parameter `name` names.

    The result is that attribute, or what parameter `default` holds, unless an annotation says more.
    """
    return _unchanged


def writes_attribute(owner, name, value, *, direct=False):
    """Sets the attribute that parameter `name` names; `direct`: no `__setattr__` of the class runs."""
    return _unchanged


def deletes_attribute(owner, name):
    """Deletes the attribute that parameter `name` names."""
    return _unchanged


def imports(name, package=""):
    """Returns the module that parameter `name` names, seen from the package in `package`."""
    return _unchanged


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
    """The awaitable only observes the outside world.  On a class it covers the methods."""
    return target


def writes(target):
    """The awaitable changes the outside world.  On a class it covers the methods."""
    return target


def exclusive(target):
    """Instances of the class, and of its subclasses, allow one operation at a time."""
    return target


def serial(target):
    """Such operations run one at a time, whatever they are called on: overlapping them gains nothing.

    One at a time in the whole process, or, as the threads of Django, in what serves one request.  On
    a class it covers the methods.
    """
    return target


def ordered(target):
    """The order of such operations on one object is seen outside, or is what they mean.

    Messages of a socket, items of a queue, reads of a file.  On a class it covers the methods.
    """
    return target


def pauses(target):
    """The awaitable, or the blocking call, waits on purpose: for time, for others, for its turn.

    On a class it covers the methods.
    """
    return target


def changes(target):
    """The call changes, in memory, the object that it is a method of.

    On a class it covers the methods.
    """
    return target


def checks(target):
    """The call raises where an answer from outside says no, as `raise_for_status` does."""
    return target


def keyed(arg):
    """Operations with different values of parameter `arg` have nothing to do with each other.

    Without it that is taken of the first parameter, where `--preview` asks for operations on different keys.
    """
    return _unchanged


def safe(target):
    """Never blocks, whatever it looks like.  On a class it covers the methods."""
    return target


def tracked(target):
    """Instances of the class are told apart by the place that makes them (routers, locks)."""
    return target


def public(name):
    """The dotted name to show, where it is not the one of the definition."""
    return _unchanged
