package io.antiphon.outbound.rows;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people said they want to hear; of one person, purpose and channel the last word. */
public final class ConsentRows {

    private static final int MOST = 500;

    /**
     * A word on what somebody wants to hear.
     *
     * @param purpose {@code *} for all; {@code -service} for all but service
     * @param channel {@code *} for all
     * @param position of the entry that tells it
     * @param basis where it comes from, in words
     */
    public record Consent(
            String purpose, String channel, boolean given, long position, Instant at, String who, String basis) {

        /** Whether it is about something of that purpose on that channel. */
        public boolean covers(String itsPurpose, String itsChannel) {
            boolean rightPurpose = purpose.equals(Words.ANY)
                    || purpose.equals(itsPurpose)
                    || purpose.equals(ALL_BUT_SERVICE) && !itsPurpose.equals(Words.SERVICE);
            return rightPurpose && (channel.equals(Words.ANY) || channel.equals(itsChannel));
        }
    }

    /** All purposes but service: what somebody means who unsubscribes. */
    public static final String ALL_BUT_SERVICE = "-service";

    private ConsentRows() {}

    static void create(Tx tx) throws SQLException {
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("consent") + " (key TEXT NOT NULL, purpose TEXT NOT NULL,"
                        + " channel TEXT NOT NULL, given INTEGER NOT NULL, position BIGINT NOT NULL, at BIGINT NOT NULL,"
                        + " who TEXT NOT NULL, basis TEXT NOT NULL, PRIMARY KEY (key, purpose, channel))");
    }

    static void heard(Entry.Heard heard, Tx tx) throws SQLException {
        Set<String> keys = Keys.of(heard.signal().identities(), null);
        told(heard, heard.position().offset(), keys, tx);
    }

    /** Knows the profile too; what it says is as old as the signal. */
    static void understood(Entry.Understood understood, Tx tx) throws SQLException {
        told(understood.heard(), understood.heard().position().offset(), Keys.of(List.of(), understood.profile()), tx);
    }

    private static void told(Entry.Heard heard, long position, Set<String> keys, Tx tx) throws SQLException {
        Signal signal = heard.signal();
        boolean leaving = signal.kind().equals("unsubscribe");
        if (!leaving && !signal.kind().equals(Words.CONSENT) || keys.isEmpty()) {
            return;
        }
        Map<String, Object> details = signal.attributes();
        boolean given = !leaving && isYes(details.get("given"));
        String purpose = or(Words.text(details, "purpose"), given ? "" : ALL_BUT_SERVICE);
        if (purpose.isEmpty()) {
            return;
        }
        String channel = or(Words.text(details, "channel"), Words.ANY);
        String basis = "signal " + position + " of " + heard.connection();
        put(tx, keys, new Consent(purpose, channel, given, position, heard.at(), "", basis));
    }

    static void ordered(Entry.Commanded order, Tx tx) throws SQLException {
        Map<String, Object> told = order.arguments();
        Set<String> keys = new LinkedHashSet<>(Words.texts(told, "keys"));
        keys.addAll(Keys.of(List.of(), order.subject()));
        String purpose = Words.text(told, "purpose");
        if (!purpose.isEmpty()) {
            Consent consent = new Consent(
                    purpose,
                    or(Words.text(told, "channel"), Words.ANY),
                    isYes(told.get("given")),
                    order.position().offset(),
                    order.at(),
                    order.who(),
                    Words.text(told, "basis"));
            put(tx, keys, consent);
        }
    }

    private static boolean isYes(@org.jspecify.annotations.Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    private static String or(String told, String usual) {
        return told.isBlank() ? usual : told;
    }

    private static void put(Tx tx, Collection<String> keys, Consent consent) throws SQLException {
        for (String key : keys) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("consent") + " AS known (key, purpose, channel, given, position, at, who,"
                            + " basis) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key, purpose, channel) DO UPDATE SET"
                            + " given = excluded.given, position = excluded.position, at = excluded.at,"
                            + " who = excluded.who, basis = excluded.basis WHERE excluded.position >= known.position",
                    key,
                    consent.purpose(),
                    consent.channel(),
                    consent.given() ? 1 : 0,
                    consent.position(),
                    consent.at().toEpochMilli(),
                    consent.who(),
                    consent.basis());
        }
    }

    /** What somebody said, the latest first. */
    public static List<Consent> of(Tx tx, Collection<String> keys) throws SQLException {
        Set<Consent> found = new LinkedHashSet<>();
        for (String key : keys) {
            found.addAll(Sql.list(
                    tx,
                    row -> new Consent(
                            row.getString(1),
                            row.getString(2),
                            row.getInt(3) == 1,
                            row.getLong(4),
                            Instant.ofEpochMilli(row.getLong(5)),
                            row.getString(6),
                            row.getString(7)),
                    "SELECT purpose, channel, given, position, at, who, basis FROM " + tx.table("consent")
                            + " WHERE key = ? ORDER BY position DESC LIMIT " + MOST,
                    key));
        }
        return found.stream()
                .sorted(Comparator.comparingLong(Consent::position).reversed())
                .toList();
    }
}
