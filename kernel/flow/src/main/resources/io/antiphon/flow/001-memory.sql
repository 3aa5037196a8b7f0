-- What connections remember, and how far decisions have been made: it outlives a rebuilding of the state.
CREATE TABLE memory (
  connection TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (connection, name)
);
CREATE TABLE mark (
  name TEXT NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);
