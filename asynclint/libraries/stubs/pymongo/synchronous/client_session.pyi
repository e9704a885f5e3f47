from pymongo.client_session import ClientSession as ClientSession
