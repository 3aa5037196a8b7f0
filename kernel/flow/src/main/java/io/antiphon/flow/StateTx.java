package io.antiphon.flow;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a version of a fold may do with the state, while it is lent. */
final class StateTx implements Tx {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
    private static final Set<String> KERNELS = Set.of(
            "begin", "commit", "end", "rollback", "savepoint", "release", "pragma", "attach", "detach", "vacuum");

    private final Database database;
    private final String prefix;
    private final long epoch;
    private final Map<String, String> tables = new HashMap<>();
    private final Set<String> checked = new HashSet<>();
    private volatile boolean lent;

    StateTx(Database database, String fold, int version, long epoch) {
        this.database = database;
        this.prefix = fold + "_v" + version + "_";
        this.epoch = epoch;
    }

    void lend() {
        lent = true;
    }

    void takeBack() {
        lent = false;
    }

    @Override
    public String table(String name) {
        String known = tables.get(name);
        if (known == null) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A table's name is lower-case letters, digits and underscores, not '" + name + "'");
            }
            known = prefix + name;
            tables.put(name, known);
        }
        return known;
    }

    @Override
    public PreparedStatement prepare(String sql) throws SQLException {
        if (!lent) {
            throw new IllegalStateException("This transaction was lent for the length of a call, which has ended");
        }
        if (!checked.contains(sql)) {
            check(sql);
            if (checked.size() > 1_000) {
                checked.clear();
            }
            checked.add(sql);
        }
        return database.prepare(sql);
    }

    private static void check(String sql) {
        String first = sql.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
        if (KERNELS.contains(first)) {
            throw new IllegalArgumentException(
                    "The transaction belongs to the kernel: '" + first + "' is not possible");
        }
    }

    @Override
    public long epoch() {
        return epoch;
    }
}
