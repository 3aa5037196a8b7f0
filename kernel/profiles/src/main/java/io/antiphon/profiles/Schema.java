package io.antiphon.profiles;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables, and statements on them: {@code {node}} in a statement stands for the real name of that table.
 *
 * <p>What grows with every signal is only appended: each row of {@code heard} names the one before it of the same node, and holds how
 * many there are so far. {@code latest} has the end of each such chain, in rows so short that a batch touches few
 * pages. An index by node would be touched at as many places as there are signals in a batch.
 *
 * <p>A row of {@code edge} is a proof; {@code held} says whether the edge holds by what was shown or suggested. A person's ruling is
 * always {@code held}, so that the index of what is open has none of them.
 */
final class Schema {

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE {node} (
              id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, value TEXT NOT NULL, raw TEXT NOT NULL,
              sound INTEGER NOT NULL, position INTEGER NOT NULL, component INTEGER NOT NULL, first_seen INTEGER,
              degree INTEGER NOT NULL, shared INTEGER NOT NULL, traits TEXT NOT NULL, facts TEXT NOT NULL,
              UNIQUE (value, scheme))""",
            "CREATE INDEX {node_component} ON {node} (component)",
            "CREATE INDEX {node_shared} ON {node} (id) WHERE shared = 1",
            "CREATE INDEX {node_silent} ON {node} (id) WHERE component = id AND first_seen IS NULL",
            """
            CREATE TABLE {edge} (
              a INTEGER NOT NULL, b INTEGER NOT NULL, rule TEXT NOT NULL, evidence INTEGER NOT NULL,
              at INTEGER NOT NULL, score REAL NOT NULL, basis TEXT NOT NULL, held INTEGER NOT NULL,
              PRIMARY KEY (a, b, rule))""",
            "CREATE INDEX {edge_back} ON {edge} (b)",
            "CREATE INDEX {edge_open} ON {edge} (score, a, b) WHERE held = 0",
            "CREATE TABLE {key} (key TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (key, node))",
            """
            CREATE TABLE {member} (
              person INTEGER NOT NULL, account INTEGER NOT NULL, position INTEGER NOT NULL,
              PRIMARY KEY (person, account))""",
            "CREATE INDEX {member_account} ON {member} (account, person)",
            """
            CREATE TABLE {heard} (
              position INTEGER PRIMARY KEY, node INTEGER NOT NULL, before INTEGER NOT NULL, signals INTEGER NOT NULL,
              seen INTEGER NOT NULL, channel TEXT NOT NULL, language TEXT NOT NULL)""",
            "CREATE TABLE {latest} (node INTEGER PRIMARY KEY, position INTEGER NOT NULL)",
            "CREATE TABLE {term} (term TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (term, node))",
            """
            CREATE TABLE {totals} (
              id INTEGER PRIMARY KEY, position INTEGER NOT NULL, nodes INTEGER NOT NULL, profiles INTEGER NOT NULL,
              links INTEGER NOT NULL, joins INTEGER NOT NULL, partings INTEGER NOT NULL, shared INTEGER NOT NULL,
              refused INTEGER NOT NULL)""",
            "INSERT INTO {totals} VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0)");

    private final Tx tx;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Schema(Tx tx) {
        this.tx = tx;
    }

    void create() throws SQLException {
        for (String table : TABLES) {
            prepare(table).executeUpdate();
        }
    }

    /** A statement to put rows into by {@code addBatch}; empty, even if a failure left some in it. */
    PreparedStatement batch(String template) throws SQLException {
        PreparedStatement statement = prepare(template);
        statement.clearBatch();
        return statement;
    }

    /** A statement; all its parameters are to be set at each use. */
    PreparedStatement prepare(String template) throws SQLException {
        PreparedStatement statement = statements.get(template);
        if (statement == null) {
            statement = tx.prepare(named(template));
            statements.put(template, statement);
        }
        return statement;
    }

    private String named(String template) {
        StringBuilder sql = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            sql.append(template, at, open).append(tx.table(template.substring(open + 1, close)));
            at = close + 1;
        }
        return sql.append(template, at, template.length()).toString();
    }
}
