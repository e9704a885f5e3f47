from websockets import broadcast as broadcast
