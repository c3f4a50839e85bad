"""Places to the gazetteer, actors to identities, time expressions to intervals."""
