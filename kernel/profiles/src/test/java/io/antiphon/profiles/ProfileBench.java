package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Tx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/**
 * Measures the processor time that the fold takes for a signal: batches of 1,000 from 100,000 customers, a third of whose signals
 * carry a second identity, in a file on disk.
 */
final class ProfileBench {

    private static final int BATCH = 1_000;
    private static final int CUSTOMERS = Integer.getInteger("customers", 100_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 30);

    /** Whether dates of birth and postal codes are told too, by which people are compared. */
    private static final boolean DESCRIBED = Boolean.getBoolean("described");

    private ProfileBench() {}

    private record FileTx(Connection connection, Map<String, PreparedStatement> statements) implements Tx {
        @Override
        public String table(String name) {
            return "profiles_1_" + name;
        }

        @Override
        public PreparedStatement prepare(String sql) throws SQLException {
            PreparedStatement known = statements.get(sql);
            if (known == null) {
                known = connection.prepareStatement(sql);
                statements.put(sql, known);
            }
            return known;
        }

        @Override
        public long epoch() {
            return 1;
        }
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("profiles");
        Properties settings = new Properties();
        settings.setProperty("jdbc.get_generated_keys", "false");
        Path file = folder.resolve("state.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA cache_size = -65536");
            }
            connection.setAutoCommit(false);
            run(new FileTx(connection, new HashMap<>()), connection, new Random(1));
        }
        System.out.println("disk: " + Files.size(file) / 1024 / 1024 + " MiB");
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }

    private static void run(FileTx tx, Connection connection, Random random) throws SQLException {
        ProfileFold fold = new ProfileFold(Given.settings());
        fold.create(tx);
        long offset = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long recognise = 0;
            long commit = 0;
            for (int batch = 0; batch < 10; batch++) {
                List<Entry> entries = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    entries.add(heard(++offset, random));
                }
                long start = cpu();
                fold.recognise(entries, tx);
                long recognised = cpu();
                connection.commit();
                recognise += recognised - start;
                commit += cpu() - recognised;
            }
            System.out.printf(
                    "%,d signals, %,d identities: CPU µs a signal: recognise %.1f, commit %.1f; heap %,d MiB%n",
                    offset, new Rows(tx).totals().nodes(), recognise / 1e7, commit / 1e7, used());
        }
    }

    private static Entry.Heard heard(long offset, Random random) {
        int customer = (int) (CUSTOMERS * Math.pow(random.nextDouble(), 2));
        Map<String, Object> told = told(customer);
        String email = "email:Customer" + customer + "@example.org";
        return switch (random.nextInt(3)) {
            case 0 -> Given.heard(offset, told, email, "phone:+49 30 " + (1_000_000 + customer));
            case 1 -> Given.heard(offset, told, email);
            default -> Given.heard(offset, Map.of("x", 1), "phone:+49 30 " + (1_000_000 + customer));
        };
    }

    private static Map<String, Object> told(int customer) {
        String name = "First" + customer % 977 + " Last" + customer;
        if (!DESCRIBED) {
            return Map.of("name", name, "locale", "de-DE");
        }
        Random own = new Random(customer);
        String born = "%d-%02d-%02d".formatted(1930 + own.nextInt(75), 1 + own.nextInt(12), 1 + own.nextInt(28));
        return Map.of(
                "name",
                word(2, own.nextInt(200)) + " " + word(3, own.nextInt(20_000)),
                "locale",
                "de-DE",
                "dob",
                born,
                "postcode",
                String.valueOf(10_000 + own.nextInt(9_000)));
    }

    /** One of many words that sound different. */
    private static String word(int syllables, int which) {
        Random letters = new Random(which);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append("bdfghklmnprstvwz".charAt(letters.nextInt(16)));
            word.append("aeiou".charAt(letters.nextInt(5)));
            word.append("lmnrst".charAt(letters.nextInt(6)));
        }
        return word.toString();
    }

    private static long used() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
