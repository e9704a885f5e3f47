from sqlalchemy.orm import Relationship as Relationship
from sqlalchemy.orm import RelationshipProperty as RelationshipProperty
