-- How far the road and each version of each fold have come, and which database objects a fold made.
CREATE TABLE flow_mark (
  name TEXT NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO flow_mark (name, value) VALUES ('epoch', 0);
CREATE TABLE flow_fold (
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  position BIGINT NOT NULL,
  serving INTEGER NOT NULL,
  PRIMARY KEY (name, version)
);
CREATE TABLE flow_object (
  name TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  fold TEXT NOT NULL,
  version INTEGER NOT NULL
);
