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
        for (int round = 0; round < 30; round++) {
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
                    "%,d signals: CPU µs a signal: recognise %.1f, commit %.1f%n",
                    offset, recognise / 1e7, commit / 1e7);
        }
    }

    private static Entry.Heard heard(long offset, Random random) {
        int customer = (int) (CUSTOMERS * Math.pow(random.nextDouble(), 2));
        Map<String, Object> told = Map.of("name", "First" + customer % 977 + " Last" + customer, "locale", "de-DE");
        String email = "email:Customer" + customer + "@example.org";
        return switch (random.nextInt(3)) {
            case 0 -> Given.heard(offset, told, email, "phone:+49 30 " + (1_000_000 + customer));
            case 1 -> Given.heard(offset, told, email);
            default -> Given.heard(offset, Map.of("x", 1), "phone:+49 30 " + (1_000_000 + customer));
        };
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
