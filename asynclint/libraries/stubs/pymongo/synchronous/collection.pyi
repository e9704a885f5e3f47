from pymongo.collection import Collection as Collection
