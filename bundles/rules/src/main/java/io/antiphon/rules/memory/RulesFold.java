package io.antiphon.rules.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.rules.lang.RulesPolicy;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * What rules remember: signals to be counted, silences to be waited for, what is due, how often each rule decided something, and
 * what words there are to choose from. It knows no rule: all it needs is in the decisions of the policy.
 */
@Component(service = Fold.class)
public final class RulesFold implements Fold {

    /** The fold's name. */
    public static final String NAME = "rules";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        make(tx, "TABLE", "reached", " (one BIGINT NOT NULL PRIMARY KEY, position BIGINT NOT NULL)");
        make(
                tx,
                "TABLE",
                "tally",
                " (rule TEXT NOT NULL, whose TEXT NOT NULL, happened BIGINT NOT NULL, token TEXT NOT NULL,"
                        + " PRIMARY KEY (rule, whose, happened, token))");
        make(
                tx,
                "TABLE",
                "waiting",
                " (token TEXT NOT NULL PRIMARY KEY, signal TEXT NOT NULL, conversation TEXT NOT NULL, profile TEXT NOT NULL)");
        for (String by : List.of("signal", "conversation", "profile")) {
            make(tx, "INDEX", "waiting_" + by, " ON " + tx.table("waiting") + " (" + by + ")");
        }
        make(tx, "TABLE", "due", " (token TEXT NOT NULL PRIMARY KEY, since BIGINT NOT NULL, fired TEXT NOT NULL)");
        make(
                tx,
                "TABLE",
                "hits",
                " (rule TEXT NOT NULL PRIMARY KEY, hits BIGINT NOT NULL, latest BIGINT NOT NULL, cause TEXT NOT NULL)");
        Choices.create(tx);
    }

    static void make(Tx tx, String what, String name, String rest) throws SQLException {
        tx.prepare("CREATE " + what + " " + tx.table(name) + rest).executeUpdate();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        Choices choices = new Choices();
        for (Entry entry : entries) {
            Optional<Answered> answered = Answered.by(entry);
            if (answered.isPresent()) {
                settle(answered.get(), tx);
            }
            if (entry instanceof Entry.Decided decided && Answered.isOurs(decided)) {
                decided(decided, tx);
            } else if (entry instanceof Entry.Performed performed && Noted.isSilence(performed.action())) {
                rung(performed, tx);
            } else if (entry instanceof Entry.Commanded order && order.command().equals(RulesPolicy.FIRED)) {
                run(tx, "DELETE FROM " + tx.table("due") + " WHERE token = ?", order.arguments().get("token"));
            }
            choices.see(entry);
        }
        choices.store(tx);
        run(
                tx,
                "INSERT INTO " + tx.table("reached")
                        + " VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET position = excluded.position",
                entries.get(entries.size() - 1).position().offset());
    }

    static int run(Tx tx, String sql, Object... values) throws SQLException {
        PreparedStatement statement = tx.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement.executeUpdate();
    }

    private static void decided(Entry.Decided decided, Tx tx) throws SQLException {
        Noted noted = Noted.of(decided.id(), decided.profile(), decided.action());
        if (Noted.isTally(decided.action())) {
            count(noted, decided.position().offset(), tx);
        } else if (Noted.isSilence(decided.action())) {
            run(
                    tx,
                    "INSERT INTO " + tx.table("waiting") + " VALUES (?, ?, ?, ?)",
                    noted.token(),
                    noted.text("signal"),
                    noted.conversation(),
                    noted.profile());
        } else if (decided.action().attributes().get("rule") instanceof String rule) {
            run(
                    tx,
                    "INSERT INTO " + tx.table("hits") + " AS known VALUES (?, 1, ?, ?) ON CONFLICT (rule) DO UPDATE SET"
                            + " hits = known.hits + CASE WHEN known.cause = excluded.cause THEN 0 ELSE 1 END,"
                            + " latest = excluded.latest, cause = excluded.cause",
                    rule,
                    decided.at().toEpochMilli(),
                    decided.cause().toString());
        }
    }

    private static void count(Noted noted, long position, Tx tx) throws SQLException {
        String tally = tx.table("tally");
        String rule = noted.text("key");
        String whose = noted.text("whose");
        long after = noted.number("heard") - noted.number("within");
        run(tx, "DELETE FROM " + tally + " WHERE rule = ? AND whose = ? AND happened <= ?", rule, whose, after);
        if (noted.number("happened") <= after) {
            return;
        }
        run(
                tx,
                "INSERT INTO " + tally + " VALUES (?, ?, ?, ?)",
                rule,
                whose,
                noted.number("happened"),
                noted.token());
        long kept = noted.number("times") + Noted.SPARE;
        run(
                tx,
                "DELETE FROM " + tally + " WHERE rule = ? AND whose = ? AND token IN (SELECT token FROM " + tally
                        + " WHERE rule = ? AND whose = ? ORDER BY happened DESC, token DESC LIMIT 1000 OFFSET ?)",
                rule,
                whose,
                rule,
                whose,
                kept);
        PreparedStatement select =
                tx.prepare("SELECT count(*) FROM " + tally + " WHERE rule = ? AND whose = ?");
        select.setString(1, rule);
        select.setString(2, whose);
        try (ResultSet rows = select.executeQuery()) {
            long count = rows.next() ? rows.getLong(1) : 0;
            if (noted.acts(count)) {
                due(noted, count, position, tx);
            }
        }
    }

    private static void due(Noted noted, long count, long position, Tx tx) throws SQLException {
        try {
            String fired = JSON.writeValueAsString(noted.fired(count));
            run(tx, "INSERT INTO " + tx.table("due") + " VALUES (?, ?, ?)", noted.token(), position, fired);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rung(Entry.Performed performed, Tx tx) throws SQLException {
        Noted noted = Noted.of(performed.action().id(), performed.profile(), performed.action());
        if (run(tx, "DELETE FROM " + tx.table("waiting") + " WHERE token = ?", noted.token()) > 0) {
            due(noted, 0, performed.position().offset(), tx);
        }
    }

    /** Nobody waits any more for what was answered. */
    private static void settle(Answered answered, Tx tx) throws SQLException {
        String delete = "DELETE FROM " + tx.table("waiting") + " WHERE ";
        if (!answered.signal().isEmpty()) {
            run(tx, delete + "signal = ?", answered.signal());
        } else if (!answered.conversation().isEmpty()) {
            run(tx, delete + "conversation = ?", answered.conversation());
        } else if (!answered.profile().isEmpty()) {
            run(tx, delete + "profile = ?", answered.profile());
        }
    }

    /** What is due, and up to where the journal has been read when it was. */
    public record Due(long reached, List<Map<String, Object>> fired) {}

    /** Reads what is due, the longest first. */
    @SuppressWarnings("unchecked")
    static Due due(Tx tx, int limit) throws SQLException {
        long reached = 0;
        try (ResultSet rows =
                tx.prepare("SELECT position FROM " + tx.table("reached")).executeQuery()) {
            reached = rows.next() ? rows.getLong(1) : 0;
        }
        PreparedStatement select =
                tx.prepare("SELECT fired FROM " + tx.table("due") + " ORDER BY since, token LIMIT ?");
        select.setInt(1, limit);
        List<Map<String, Object>> fired = new java.util.ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                fired.add(JSON.readValue(rows.getString(1), Map.class));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return new Due(reached, fired);
    }

    /** How often a rule decided something. @param latest in milliseconds of the epoch */
    public record Hits(String rule, long hits, long latest) {}

    /** Reads how often each rule decided something. */
    public static List<Hits> hits(Tx tx) throws SQLException {
        List<Hits> all = new java.util.ArrayList<>();
        try (ResultSet rows =
                tx.prepare("SELECT rule, hits, latest FROM " + tx.table("hits")).executeQuery()) {
            while (rows.next()) {
                all.add(new Hits(rows.getString(1), rows.getLong(2), rows.getLong(3)));
            }
        }
        return all;
    }
}
