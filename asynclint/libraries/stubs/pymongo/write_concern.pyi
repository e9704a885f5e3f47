from pymongo import WriteConcern as WriteConcern
