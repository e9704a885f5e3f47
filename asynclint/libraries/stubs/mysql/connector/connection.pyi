from mysql.connector import MySQLConnection as MySQLConnection
