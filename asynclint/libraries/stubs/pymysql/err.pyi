from pymysql import Warning as Warning
from pymysql import Error as Error
from pymysql import InterfaceError as InterfaceError
from pymysql import DatabaseError as DatabaseError
from pymysql import DataError as DataError
from pymysql import OperationalError as OperationalError
from pymysql import IntegrityError as IntegrityError
from pymysql import InternalError as InternalError
from pymysql import ProgrammingError as ProgrammingError
from pymysql import NotSupportedError as NotSupportedError
class MySQLError(Exception): ...
